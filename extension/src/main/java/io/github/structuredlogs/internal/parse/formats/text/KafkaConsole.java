package io.github.structuredlogs.internal.parse.formats.text;

import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.formats.TextCursor;
import io.github.structuredlogs.internal.parse.formats.TextFormat;
import io.github.structuredlogs.internal.text.Ascii;

/**
 * Kafka's console, {@code [time] LEVEL message (logger:line)}, also of Connect and what else comes with it, and Debezium's
 * {@code time LEVEL  connector|server|task  message   [logger]}. Source: Kafka's log4j2.yaml, {@code [%d] %p %m (%c)%n}, and
 * connect-log4j2.yaml; Debezium's images.
 */
public final class KafkaConsole extends TextFormat {
    /** The maximum distance between the level and its logger. */
    private static final int MAX_MESSAGE = 4_000;

    public KafkaConsole() {
        super("kafka");
    }

    @Override
    public boolean read(TextCursor t, IndexedValues h) {
        t.bracketEnd = 0;
        boolean bracketed = t.take('[');
        if (!t.takeTime(h.timestampReader)
                || (bracketed && !t.take(']'))
                || !t.take(' ')
                || !t.takeLevel(h)
                || !t.take(' ')) {
            return false;
        }
        if (!bracketed && !takeConnector(t)) {
            t.skipBlanks();
            return loggerAndThread(t, h);
        }
        // A message may have several lines; a stack trace follows the logger.
        int end = t.lineEnd;
        int from = loggerStart(t, end, bracketed);
        while (from < 0 && end < t.end) {
            end++;
            while (end < t.end && t.c[end] != '\n') {
                end++;
            }
            from = loggerStart(t, end, bracketed);
        }
        if (from < 0) {
            return false;
        }
        int loggerEnd = end - 1;
        while (Ascii.isDigit(t.c[loggerEnd - 1])) {
            loggerEnd--;
        }
        h.logger(t.c, from, loggerEnd < end - 1 && t.c[loggerEnd - 1] == ':' ? loggerEnd - 1 : end - 1);
        int messageEnd = Math.min(from - 1, t.lineEnd);
        while (messageEnd > t.at && t.c[messageEnd - 1] == ' ') {
            messageEnd--;
        }
        t.message(t.at, messageEnd);
        return true;
    }

    /** Strimzi's {@code time LEVEL message (logger) [thread]}, whose message may end with a line end. */
    private static boolean loggerAndThread(TextCursor t, IndexedValues h) {
        int end = t.lineEnd;
        while (true) {
            int thread = end > t.at && t.c[end - 1] == ']' ? openBefore(t, end - 1, '[') : -1;
            int from = thread < 0 || t.c[thread - 2] != ')' ? -1 : loggerStart(t, thread - 1, true);
            if (from >= 0) {
                h.logger(t.c, from, thread - 2);
                t.thread(thread + 1, end - 1);
                int messageEnd = Math.min(from - 1, t.lineEnd);
                while (messageEnd > t.at && t.c[messageEnd - 1] == ' ') {
                    messageEnd--;
                }
                t.message(t.at, messageEnd);
                t.bracketEnd = end > t.lineEnd ? from - 1 : 0;
                return true;
            }
            if (end >= t.end || end - t.at > MAX_MESSAGE) {
                return false;
            }
            end++;
            while (end < t.end && t.c[end] != '\n') {
                end++;
            }
        }
    }

    @Override
    public void body(TextCursor t, RecordBuilder b) {
        String thread = t.thread();
        if (t.bracketEnd > t.lineEnd) {
            // The logger and the thread are at the end of the message's last line.
            int from = t.bracketEnd;
            int to = from;
            while (to < t.end && t.c[to] != '\n') {
                to++;
            }
            while (from > t.lineEnd && t.c[from - 1] <= ' ') {
                from--;
            }
            // The logger is read from the characters later, so they stay as they are.
            char[] joined = t.c.clone();
            System.arraycopy(t.c, to, joined, from, t.end - to);
            t.c = joined;
            t.end -= to - from;
        }
        super.body(t, b);
        b.threadName(thread);
    }

    private static int openBefore(TextCursor t, int close, char open) {
        for (int i = close - 1; i > t.at + 3; i--) {
            if (t.c[i] == open) {
                return t.c[i - 1] == ' ' ? i : -1;
            }
        }
        return -1;
    }

    /** Skips {@code Postgres|orders|streaming}, any part of which may be empty. */
    private static boolean takeConnector(TextCursor t) {
        t.skipBlanks();
        int end = t.wordEnd();
        int bar = t.indexOf('|', t.at);
        int second = bar < 0 ? -1 : t.indexOf('|', bar + 1);
        if (second < 0 || second >= end) {
            return false;
        }
        t.at = end;
        t.skipBlanks();
        return true;
    }

    /** {@return the beginning of the logger in parentheses or brackets at the line's end} */
    private static int loggerStart(TextCursor t, int end, boolean parentheses) {
        char open = parentheses ? '(' : '[';
        if (end <= t.at || t.c[end - 1] != (parentheses ? ')' : ']')) {
            return -1;
        }
        boolean dotted = false;
        for (int i = end - 2; i > t.at; i--) {
            char c = t.c[i];
            if (c == open) {
                return dotted && i < end - 2 && t.c[i - 1] <= ' ' ? i + 1 : -1;
            }
            if (c <= ' ' || c == ')' || c == '/') {
                return -1;
            }
            dotted |= c == '.';
        }
        return -1;
    }
}
