package io.github.structuredlogs.internal.parse.formats.text;

import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.TextCursor;
import io.github.structuredlogs.internal.parse.values.LevelScale;
import io.github.structuredlogs.internal.text.Ascii;
import java.util.Set;

/** The logger's name in plain text, before or after the text that identifies it. */
final class PlainLogger {

    /** What stands between brackets as often, and is no name: results, methods of requests, values that are missing. */
    private static final Set<String> NO_LABELS = Set.of(
            "OK",
            "FAIL",
            "FAILED",
            "DONE",
            "GET",
            "POST",
            "PUT",
            "PATCH",
            "DELETE",
            "HEAD",
            "OPTIONS",
            "null",
            "undefined",
            "none");

    private PlainLogger() {}

    /** {@code [ERROR] agent: message}, {@code <Error> executeQuery: message}. */
    static void beforeColon(TextCursor t, IndexedValues h) {
        t.skipBlanks();
        int end = t.wordEnd();
        if (h.timestampReader.isPresent()
                && end > t.at + 1
                && end < t.lineEnd
                && t.c[end - 1] == ':'
                && isName(t, t.at, end - 1)) {
            h.logger(t.c, t.at, end - 1);
        }
    }

    /** Envoy's {@code [time][12][level][logger] message}, the JVM's {@code [0.412s][level][tag,tag ] message}. */
    static void inNextBrackets(TextCursor t, IndexedValues h) {
        if (t.peek() != '[' || h.logger() != null) {
            return;
        }
        int from = t.takeBracketed('[', ']');
        int to = t.bracketEnd;
        while (from >= 0 && to > from && t.c[to - 1] == ' ') {
            to--;
        }
        int comma = from;
        while (comma >= 0 && comma < to && isName(t, comma, comma + 1)) {
            comma++;
        }
        boolean tags = comma > from && comma < to && t.c[comma] == ',' && t.indexOf(" ", from, to) < 0;
        if (from >= 0 && t.peek() == ' ' && (tags || (isName(t, from, to) && !isId(t, from, to)))) {
            h.logger(t.c, from, to);
        }
    }

    /** Jupyter's {@code [I time name]}: the last word between the brackets. */
    static void last(TextCursor t, IndexedValues h, int to) {
        t.skipBlanks();
        if (t.at < to && t.wordEnd() == to && isName(t, t.at, to) && t.indexOf(":", t.at, to) < 0) {
            h.logger(t.c, t.at, to);
        }
    }

    static void threadInAngles(TextCursor t, int to) {
        int open = t.indexOf("<", t.at, to);
        int close = open < 0 ? -1 : t.indexOf("> ", open, to);
        if (close > open + 1) {
            t.thread(open + 1, close);
        }
    }

    /** semantic_logger's {@code L [pid:thread file:line] (duration) {tags} logger -- message}. */
    static void beforeDashes(TextCursor t, IndexedValues h) {
        t.skipBlanks();
        boolean process = false;
        while ("[({".indexOf(t.peek()) >= 0) {
            char open = t.peek();
            process |= open == '[';
            if (t.takeBracketed(open, open == '[' ? ']' : open == '(' ? ')' : '}') < 0) {
                return;
            }
            t.skipBlanks();
        }
        int end = t.wordEnd();
        if (process && t.indexOf(" -- ", end) == end && isName(t, t.at, end)) {
            h.logger(t.c, t.at, end);
        }
    }

    /** {@code time [a.b.name] LEVEL: message}, as the handlers of many Python programs write it. */
    static void between(TextCursor t, IndexedValues h, int from, boolean timed) {
        int to = t.bracketEnd;
        if (!timed || t.peek() != ' ') {
            return;
        }
        boolean level = t.at + 2 < t.lineEnd && PlainHead.isCapital(t.peek(1)) && PlainHead.isCapital(t.peek(2));
        boolean dotted = t.indexOf(".", from, to) > from && t.indexOf(":", from, to) < 0;
        if (level && dotted && isName(t, from, to)) {
            h.logger(t.c, from, to);
        } else if (level && ThreadName.is(t, from, to)) {
            t.thread(from, to);
        } else if (isLabel(t, from, to) && smallLevelFollows(t)) {
            h.logger(t.c, from, to);
        }
    }

    /** Winston's {@code time [label] level: message}, spdlog's {@code [time] [logger] [level] message}. */
    private static boolean smallLevelFollows(TextCursor t) {
        int from = t.at + 1;
        boolean bracketed = from < t.lineEnd && t.c[from] == '[';
        int word = bracketed ? from + 1 : from;
        int end = word;
        while (end < t.lineEnd && t.c[end] >= 'a' && t.c[end] <= 'z') {
            end++;
        }
        return end - word > 2
                && end < t.lineEnd
                && t.c[end] == (bracketed ? ']' : ':')
                && LevelScale.NAMES.of(t.c, word, end) != null;
    }

    /** A name that is not a thread's. */
    private static boolean isLabel(TextCursor t, int from, int to) {
        return isName(t, from, to)
                && t.indexOf(":", from, to) < 0
                && !ThreadName.is(t, from, to)
                && !isId(t, from, to)
                && !NO_LABELS.contains(t.string(from, to));
    }

    /** The id of a request, {@code f47ac10b}, or a key, {@code ORDER-42}. */
    private static boolean isId(TextCursor t, int from, int to) {
        int hex = from;
        while (hex < to && (Ascii.isHex(t.c[hex]) || t.c[hex] == '-')) {
            hex++;
        }
        if (hex == to && to - from >= 8) {
            return true;
        }
        int digits = to;
        while (digits > from && Ascii.isDigit(t.c[digits - 1])) {
            digits--;
        }
        int name = from;
        while (name < digits && PlainHead.isCapital(t.c[name])) {
            name++;
        }
        return digits < to && name > from && name == digits - 1 && t.c[name] == '-';
    }

    /** {@code LEVEL:name:message}, and the text after a level that follows a time. */
    static void afterLevel(TextCursor t, IndexedValues h, boolean timed) {
        if (!timed && t.peek() == ':' && t.peek(1) > ' ') {
            // Python's "LEVEL:name:message".
            int end = t.indexOf(':', t.at + 1);
            if (end > 0 && isName(t, t.at + 1, end)) {
                h.logger(t.c, t.at + 1, end);
            }
        } else if (timed && t.peek() == '\t') {
            column(t, h);
        } else if (timed && t.peek() == ' ' && !label(t, h)) {
            rustTarget(t, h);
            t.skipBlanks();
            if (t.take('|')) {
                loguruModule(t, h);
            }
        }
    }

    /** zap's and Istio's {@code time LEVEL logger place message fields}, with tabs between them. */
    private static void column(TextCursor t, IndexedValues h) {
        int end = t.indexOf('\t', t.at + 1);
        boolean isLast = end < 0 || end + 1 >= t.lineEnd || t.c[end + 1] == '{';
        if (!isLast && isLabel(t, t.at + 1, end)) {
            h.logger(t.c, t.at + 1, end);
        }
    }

    /** {@code LEVEL [name] message}, {@code level [name]: message}, {@code level a.b.name : message}. */
    private static boolean label(TextCursor t, IndexedValues h) {
        t.skipBlanks();
        if (t.peek() == '[') {
            int start = t.at;
            int from = t.takeBracketed('[', ']');
            int to = t.bracketEnd;
            boolean closed =
                    from >= 0 && !isId(t, from, to) && (t.peek() == ' ' || (t.peek() == ':' && t.peek(1) == ' '));
            if (closed && ThreadName.is(t, from, to)) {
                t.thread(from, to);
                return true;
            }
            if (closed && isLabel(t, from, to)) {
                h.logger(t.c, from, to);
                return true;
            }
            t.at = start;
            return false;
        }
        int end = t.wordEnd();
        if (t.indexOf(" : ", end) == end && isLabel(t, t.at, end) && t.indexOf(".", t.at, end) > 0) {
            h.logger(t.c, t.at, end);
            return true;
        }
        return false;
    }

    /** The target of Rust's tracing, {@code shop::orders: message}, after its spans. */
    private static void rustTarget(TextCursor t, IndexedValues h) {
        t.skipBlanks();
        for (int i = 0; i < 4; i++) {
            int end = t.wordEnd();
            if (end > t.at + 3 && t.c[end - 1] == ':' && t.indexOf("::", t.at, end - 1) > 0) {
                int to = end - 1;
                int span = t.indexOf("}:", t.at, to);
                if (span < 0 && isName(t, t.at, to)) {
                    h.logger(t.c, t.at, to);
                    return;
                }
            }
            if (isSpan(t, end)) {
                t.at = end;
                t.skipBlanks();
                continue;
            }
            int brace = t.indexOf('}', t.at);
            if (brace < 0 || brace + 1 >= t.lineEnd || t.c[brace + 1] != ':') {
                return;
            }
            t.at = brace + 2;
            t.skipBlanks();
        }
    }

    /** A span without fields, {@code http: }, before a target. */
    private static boolean isSpan(TextCursor t, int end) {
        if (end < t.at + 2 || end + 1 >= t.lineEnd || t.c[end - 1] != ':' || !isName(t, t.at, end - 1)) {
            return false;
        }
        int target = t.indexOf("::", end + 1);
        return target > 0 && t.indexOf(" ", end + 1, target) < 0 && t.indexOf(":", t.at, end - 1) < 0;
    }

    /** loguru's {@code module:function:line - message}, Prefect's {@code name - message}. */
    private static void loguruModule(TextCursor t, IndexedValues h) {
        t.skipBlanks();
        int end = t.wordEnd();
        if (t.indexOf(" - ", end) == end && isName(t, t.at, end) && t.indexOf(":", t.at, end) < 0) {
            h.logger(t.c, t.at, end);
            return;
        }
        int colon = t.indexOf(':', t.at);
        if (colon > t.at && colon < end && t.indexOf(':', colon + 1) > 0 && t.indexOf(':', colon + 1) < end) {
            h.logger(t.c, t.at, colon);
        }
    }

    /** Skips a word before a dash or a bar; the first one is the logger. */
    static boolean separated(TextCursor t, IndexedValues h) {
        int end = t.wordEnd();
        int next = end;
        while (next < t.lineEnd && t.c[next] == ' ') {
            next++;
        }
        if (end > t.at && next + 1 < t.lineEnd && (t.c[next] == '-' || t.c[next] == '|') && t.c[next + 1] == ' ') {
            if (isName(t, t.at, end)) {
                h.logger(t.c, t.at, end);
            }
            t.at = next;
            return true;
        }
        return false;
    }

    /** Says whether it is a name as programs have them. */
    static boolean isName(TextCursor t, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = t.c[i];
            boolean letter = (c >= 'a' && c <= 'z') || PlainHead.isCapital(c) || c == '_' || c >= 0x80;
            if (!letter && (i == from || (!Ascii.isDigit(c) && ".-$:".indexOf(c) < 0))) {
                return false;
            }
        }
        return to > from;
    }
}
