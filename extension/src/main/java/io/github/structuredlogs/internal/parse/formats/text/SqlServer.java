package io.github.structuredlogs.internal.parse.formats.text;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.MessageOrigin;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.formats.TextCursor;
import io.github.structuredlogs.internal.parse.formats.TextFormat;
import io.github.structuredlogs.internal.parse.values.LevelScale;
import io.github.structuredlogs.internal.text.Ascii;
import org.jspecify.annotations.Nullable;

/**
 * SQL Server's error log, {@code 2026-11-21 18:35:21.05 spid9s      Starting up database 'master'.}: a time with two
 * digits after the point, and the source, padded to twelve characters. An error has two lines, {@code Error: 18456,
 * Severity: 14, State: 38.} and its text, with the same time and source. Source: Microsoft's "View the SQL Server error
 * log" and "Database Engine error severities".
 */
public final class SqlServer extends TextFormat {
    /** {@code 2026-11-21 18:35:21.05 }. */
    private static final int TIME = 23;

    private static final int HEAD = TIME + 12;
    private static final String ERROR = "Error: ";
    private static final String SEVERITY = ", Severity: ";
    /** From here on it is an error; from {@link #FATAL} on it ends the connection. */
    private static final int FIRST_ERROR = 11;

    private static final int FATAL = 20;

    public SqlServer() {
        super("sqlserver");
    }

    @Override
    public boolean read(TextCursor t, IndexedValues h) {
        int start = t.at;
        if (t.lineEnd - start <= HEAD
                || t.c[start + TIME - 4] != '.'
                || t.c[start + TIME - 1] != ' '
                || !t.takeTime(h.timestampReader)
                || t.at != start + TIME - 1) {
            return false;
        }
        t.at++;
        int source = t.at;
        int sourceEnd = t.wordEnd();
        int message = sourceEnd;
        while (message < t.lineEnd && t.c[message] == ' ') {
            message++;
        }
        boolean session = t.startsWith("spid") && Ascii.isDigit(t.peek(4));
        if (!PlainLogger.isName(t, source, sourceEnd)
                || LevelScale.NAMES.of(t.c, source, sourceEnd) != null
                || message < start + HEAD
                || t.c[start + HEAD - 1] != ' ') {
            return false;
        }
        if (session) {
            t.thread(source, sourceEnd);
        } else {
            h.logger(t.c, source, sourceEnd);
        }
        t.at = start + HEAD;
        severity(t, h);
        t.messageFromHere();
        return true;
    }

    private static void severity(TextCursor t, IndexedValues h) {
        int at = t.startsWith(ERROR) ? t.indexOf(SEVERITY, t.at) : -1;
        if (at < 0) {
            return;
        }
        int from = at + SEVERITY.length();
        int value = 0;
        int to = from;
        while (to < t.lineEnd && to - from < 3 && Ascii.isDigit(t.c[to])) {
            value = value * 10 + (t.c[to++] - '0');
        }
        if (to > from) {
            h.level(t.c, from, to, LevelScale.NAMES);
            h.exactLevel(value >= FATAL ? LogLevel.FATAL : value >= FIRST_ERROR ? LogLevel.ERROR : LogLevel.INFO);
        }
    }

    /** Each of the two lines stands in the text, behind time and source. */
    @Override
    public MessageOrigin messageOrigin() {
        return MessageOrigin.WRITTEN;
    }

    @Override
    public void body(TextCursor t, RecordBuilder b) {
        super.body(t, b);
        String head = t.string(t.at - HEAD, t.at);
        @Nullable String message = b.message();
        if (message != null && message.startsWith(ERROR)) {
            b.messageText(message.replace('\n' + head, "\n"));
        }
    }

    /** Says whether the line is the text of the error that the record, still one line, has announced. */
    public static boolean adds(byte[] record, int recordEnd, byte[] line, int offset, int end) {
        if (recordEnd <= HEAD + ERROR.length() || end - offset <= HEAD) {
            return false;
        }
        for (int i = 0; i < ERROR.length(); i++) {
            if (record[HEAD + i] != ERROR.charAt(i)) {
                return false;
            }
        }
        for (int i = 0; i < HEAD; i++) {
            if (record[i] != line[offset + i]) {
                return false;
            }
        }
        for (int i = HEAD; i < recordEnd; i++) {
            if (record[i] == '\n') {
                return false;
            }
        }
        return record[TIME - 4] == '.' && record[4] == '-';
    }
}
