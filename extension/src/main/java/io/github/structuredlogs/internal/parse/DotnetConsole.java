package io.github.structuredlogs.internal.parse;

import java.util.stream.Collectors;

/**
 * .NET's simple console: {@code info: Category[14]} and the message in indented lines, or behind it on the same line.
 * Source: dotnet/runtime SimpleConsoleFormatter.cs.
 */
final class DotnetConsole extends TextFormat {
    private static final String[] LEVELS = {"info", "warn", "fail", "dbug", "trce", "crit"};

    DotnetConsole() {
        super("dotnet");
    }

    @Override
    boolean read(Text t, Head h) {
        int from = t.at;
        for (String level : LEVELS) {
            if (t.startsWith(level) && t.peek(4) == ':' && t.peek(5) == ' ') {
                t.at += 6;
                int category = t.at;
                int open = t.indexOf('[', category);
                if (open <= category || (t.indexOf(' ', category) >= 0 && t.indexOf(' ', category) < open)) {
                    return false;
                }
                t.at = open + 1;
                if (!t.takeDigits() || !t.take(']') || (!t.atEnd() && t.peek() != ' ')) {
                    return false;
                }
                h.level(t.c, from, from + 4, Levels.NAMES);
                h.logger(t.c, category, open);
                t.take(' ');
                t.messageFromHere();
                return true;
            }
        }
        return false;
    }

    @Override
    void body(Text t, Body b) {
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
