package io.github.structuredlogs.internal.parse.formats;

import io.github.structuredlogs.internal.parse.values.TraceIdReader;
import io.github.structuredlogs.internal.text.Ascii;

/**
 * The trace in the beginning of a text line: {@code trace_id=…} and {@code traceId: …} as in OpenTelemetry's
 * instrumentations and the patterns of manuals, or only {@code trace-span}, {@code trace/span} and {@code trace,span}. Only W3C's 32 and 16
 * hex digits count, because the words of a text line may mean anything.
 */
public final class TextTrace {
    private static final int TRACE_DIGITS = 32;
    private static final int SPAN_DIGITS = 16;
    /** An id after this position belongs to the message. */
    private static final int MAX_HEAD = 600;

    private TextTrace() {}

    /** {@return whether the characters between brackets are a trace, which is then set} */
    public static boolean read(TextCursor t, IndexedValues h, int from, int to) {
        return to - from >= TRACE_DIGITS && (bare(t, h, from, to) || named(t, h, from, to));
    }

    /** Searches the line for the name of a trace id. */
    public static void find(TextCursor t, IndexedValues h) {
        if (!h.trace.isPresent() && t.lineEnd > TRACE_DIGITS) {
            named(t, h, 0, Math.min(t.lineEnd, MAX_HEAD));
        }
    }

    private static boolean bare(TextCursor t, IndexedValues h, int from, int to) {
        int end = from + TRACE_DIGITS;
        if (!isRun(t, from, TRACE_DIGITS, to)) {
            return false;
        }
        if (end < to && (t.c[end] == '-' || t.c[end] == ',' || t.c[end] == '/')) {
            int span = end + 1;
            while (span < to && t.c[span] == ' ') {
                span++;
            }
            if (isRun(t, span, SPAN_DIGITS, to)) {
                h.span.read(t.c, span, span + SPAN_DIGITS);
            }
        } else if (end < to) {
            return false;
        }
        h.trace.read(t.c, from, end);
        return true;
    }

    private static boolean named(TextCursor t, IndexedValues h, int from, int to) {
        int trace = value(t, "trace", TRACE_DIGITS, from, to);
        if (trace < 0) {
            return false;
        }
        h.trace.read(t.c, trace, trace + TRACE_DIGITS);
        int span = value(t, "span", SPAN_DIGITS, from, to);
        if (span >= 0) {
            h.span.read(t.c, span, span + SPAN_DIGITS);
        }
        return true;
    }

    /**
     * {@return the beginning of the value of {@code trace_id=}, {@code traceId: } and similar names, -1 if there is
     * none}
     */
    private static int value(TextCursor t, String word, int digits, int from, int to) {
        for (int i = from; i + word.length() + digits < to; i++) {
            if (isWord(t, i, word)) {
                int at = afterId(t, i + word.length(), to);
                if (at < to && (t.c[at] == '=' || t.c[at] == ':')) {
                    at++;
                    while (at < to && (t.c[at] == ' ' || t.c[at] == '"' || t.c[at] == '\'')) {
                        at++;
                    }
                    if (isRun(t, at, digits, to)) {
                        return at;
                    }
                }
            }
        }
        return -1;
    }

    /** The first letter may be a capital. */
    private static boolean isWord(TextCursor t, int at, String word) {
        if ((t.c[at] | 0x20) != word.charAt(0)) {
            return false;
        }
        for (int i = 1; i < word.length(); i++) {
            if (t.c[at + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** {@return the position after {@code _id}, {@code .id}, {@code Id} and similar endings} */
    private static int afterId(TextCursor t, int from, int to) {
        int at = from < to && (t.c[from] == '_' || t.c[from] == '.') ? from + 1 : from;
        return at + 1 < to && (t.c[at] | 0x20) == 'i' && (t.c[at + 1] | 0x20) == 'd' ? at + 2 : at;
    }

    /** Says whether exactly this number of hex digits is at the position. */
    private static boolean isRun(TextCursor t, int from, int digits, int to) {
        int end = from + digits;
        return end <= to && TraceIdReader.hexRun(t.c, from, end) && (end == to || !Ascii.isHex(t.c[end]));
    }
}
