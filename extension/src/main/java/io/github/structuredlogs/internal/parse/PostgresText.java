package io.github.structuredlogs.internal.parse;

/**
 * PostgreSQL's stderr: a {@code log_line_prefix} of whatever parts, then {@code LOG:  message}, with two blanks. Source:
 * PostgreSQL's documentation, "Error Reporting and Logging"; sqlcommenter's specification for the trace in a statement.
 */
final class PostgresText extends TextFormat {
    private static final String[] LEVELS = {
        "LOG", "ERROR", "WARNING", "FATAL", "PANIC", "NOTICE", "INFO", "DEBUG", "DEBUG1", "DEBUG2", "DEBUG3", "DEBUG4",
        "DEBUG5"
    };
    private static final String[] ADDITIONS = {"STATEMENT", "DETAIL", "HINT", "CONTEXT", "QUERY", "LOCATION"};
    private static final String TRACEPARENT = "traceparent='";
    private static final int MAX_PREFIX = 250;

    PostgresText() {
        super("postgresql");
    }

    @Override
    boolean read(Text t, Head h) {
        if (!t.takeTime(h.time)) {
            return false;
        }
        int limit = Math.min(t.lineEnd - 3, t.at + MAX_PREFIX);
        for (int i = t.at; i < limit; i++) {
            if (t.c[i] == ':' && t.c[i + 1] == ' ' && t.c[i + 2] == ' ') {
                int from = i;
                while (from > t.at && ((t.c[from - 1] >= 'A' && t.c[from - 1] <= 'Z') || Time.isDigit(t.c[from - 1]))) {
                    from--;
                }
                boolean level = contains(LEVELS, t, from, i);
                if (!level && !contains(ADDITIONS, t, from, i)) {
                    return false;
                }
                if (level) {
                    h.level(t.c, from, i, Levels.NAMES);
                }
                t.at = i + 3;
                t.messageFromHere();
                takeTrace(t, h);
                return true;
            }
        }
        return false;
    }

    /** A statement's trace, from the comment in which OpenTelemetry's sqlcommenter writes it. */
    private static void takeTrace(Text t, Head h) {
        int comment = t.indexOf(TRACEPARENT, t.at, t.end);
        if (comment >= 0) {
            h.traceparent(t.c, comment + TRACEPARENT.length(), t.end);
        }
    }

    @Override
    void body(Text t, Body b) {
        super.body(t, b);
        int open = t.indexOf('[', 0);
        int close = open < 0 ? -1 : t.indexOf(']', open);
        if (close > open && close < t.at) {
            String pid = t.string(open + 1, close);
            if (pid.matches("\\d{1,9}")) {
                b.field("pid", Tape.integer(pid));
            }
        }
    }

    private static boolean contains(String[] words, Text t, int from, int to) {
        for (String word : words) {
            if (word.length() == to - from) {
                int i = 0;
                while (i < word.length() && t.c[from + i] == word.charAt(i)) {
                    i++;
                }
                if (i == word.length()) {
                    return true;
                }
            }
        }
        return false;
    }
}
