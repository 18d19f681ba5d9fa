package io.github.structuredlogs.internal.parse.formats.text;

import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.MessageOrigin;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.formats.TextCursor;
import io.github.structuredlogs.internal.parse.formats.TextFormat;
import io.github.structuredlogs.internal.parse.values.LevelScale;
import io.github.structuredlogs.internal.text.Ascii;
import java.util.stream.Collectors;

/**
 * .NET's simple console: {@code info: Category[14]} and the message in indented lines, or after it on the same line,
 * with a time before it if one is configured; and its console for systemd, {@code <6>Category[14] message}. Source:
 * dotnet/runtime SimpleConsoleFormatter.cs, SystemdConsoleFormatter.cs.
 */
public final class DotnetConsole extends TextFormat {
    private static final String[] LEVELS = {"info", "warn", "fail", "dbug", "trce", "crit"};

    public DotnetConsole() {
        super("dotnet");
    }

    @Override
    public boolean read(TextCursor t, IndexedValues h) {
        if (t.peek() == '<' && Ascii.isDigit(t.peek(1)) && t.peek(2) == '>') {
            t.at += 3;
            h.level(t.c, t.at - 2, t.at - 1, LevelScale.SYSLOG);
            takeTime(t, h);
            return takeCategory(t, h);
        }
        takeTime(t, h);
        int from = t.at;
        for (String level : LEVELS) {
            if (t.startsWith(level) && t.peek(4) == ':' && t.peek(5) == ' ') {
                t.at += 6;
                h.level(t.c, from, from + 4, LevelScale.NAMES);
                return takeCategory(t, h);
            }
        }
        return false;
    }

    /** The user chooses the format of the time: alone, in brackets, or without a blank after it. */
    private static void takeTime(TextCursor t, IndexedValues h) {
        boolean bracketed = t.take('[');
        if (t.takeTime(h.timestampReader) || t.takeClock()) {
            t.take(bracketed ? ']' : ' ');
            t.skipBlanks();
        }
    }

    private static boolean takeCategory(TextCursor t, IndexedValues h) {
        int category = t.at;
        int open = t.indexOf('[', category);
        if (open <= category || (t.indexOf(' ', category) >= 0 && t.indexOf(' ', category) < open)) {
            return false;
        }
        t.at = open + 1;
        if (!t.takeDigits() || !t.take(']') || (!t.atEnd() && t.peek() != ' ')) {
            return false;
        }
        h.logger(t.c, category, open);
        t.take(' ');
        t.messageFromHere();
        return true;
    }

    @Override
    public MessageOrigin messageOrigin() {
        return MessageOrigin.WRITTEN;
    }

    @Override
    public void body(TextCursor t, RecordBuilder b) {
        super.body(t, b);
        String message = b.message();
        if (message != null) {
            b.messageText(message.lines().map(DotnetConsole::unindented).collect(Collectors.joining("\n")));
        }
    }

    private static String unindented(String line) {
        return line.startsWith("      ") ? line.substring(6) : line;
    }
}
