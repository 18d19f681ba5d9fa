package io.github.structuredlogs.internal.parse.formats.text;

import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.MessageOrigin;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.formats.TextCursor;
import io.github.structuredlogs.internal.parse.formats.TextFormat;
import io.github.structuredlogs.internal.parse.values.LevelScale;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * logfmt: {@code level=info msg="Order 42 shipped" orderId=42}. Values are text. Source: go-logfmt; logrus, log/slog and
 * go-kit as they write it.
 */
public final class Logfmt extends TextFormat {
    private static final String[] TIMES = {"ts", "time", "timestamp", "t", "at", "_time"};
    private static final String[] LEVELS = {"level", "lvl", "severity", "_level"};
    private static final String[] MESSAGES = {"msg", "message", "event", "_msg"};
    private static final String[] TRACES = {"trace_id", "traceId", "traceID", "trace.id", "TraceId", "dd.trace_id"};
    private static final String[] SPANS = {"span_id", "spanId", "spanID", "span.id", "SpanId", "dd.span_id"};

    private static final int MAX_KEY = 80;

    public Logfmt() {
        super("logfmt");
    }

    @Override
    public boolean read(TextCursor t, IndexedValues h) {
        t.skipBlanks();
        int at = t.at;
        int pairs = 0;
        int bare = 0;
        boolean known = false;
        char[] c = t.c;
        int end = t.lineEnd;
        while (at < end) {
            int keyFrom = at;
            while (at < end && isKey(c[at]) && at - keyFrom < MAX_KEY) {
                at++;
            }
            if (at == keyFrom || at >= end || c[at] != '=') {
                if (pairs == 0 || (at > keyFrom && at < end && c[at] == '"')) {
                    return false;
                }
                while (at < end && c[at] > ' ') {
                    at++;
                }
                bare++;
            } else {
                int keyTo = at++;
                int valueFrom = at;
                int valueTo;
                if (at < end && c[at] == '"') {
                    valueFrom++;
                    at = quoteEnd(c, at + 1, end, '"');
                    if (at < 0) {
                        // The text continues in the next line, or was cut off.
                        return pairs > 1 && known;
                    }
                    valueTo = at++;
                    if (at < end && c[at] > ' ') {
                        return false;
                    }
                } else if (at < end && c[at] == '\'' && isQuoted(c, at, end)) {
                    // The quotes of Python, as structlog's KeyValueRenderer writes values.
                    valueFrom++;
                    valueTo = quoteEnd(c, at + 1, end, '\'');
                    at = valueTo + 1;
                } else {
                    while (at < end && c[at] > ' ') {
                        at++;
                    }
                    valueTo = at;
                }
                pairs++;
                known |= known(t, h, keyFrom, keyTo, valueFrom, valueTo);
            }
            while (at < end && c[at] <= ' ') {
                at++;
            }
        }
        return pairs > 1 && (known ? bare <= pairs + 2 : pairs > 2 && bare * 4 < pairs);
    }

    private static boolean isKey(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '.'
                || c == '-'
                || c == '/'
                || c == '@'
                || c == '!'
                || c > 0x7f;
    }

    /** Says whether a text in single quotes begins at the position, and the next pair begins after it. */
    static boolean isQuoted(char[] c, int at, int end) {
        int close = quoteEnd(c, at + 1, end, '\'');
        return close > 0 && (close + 1 == end || c[close + 1] <= ' ');
    }

    private static int quoteEnd(char[] c, int from, int end, char quote) {
        for (int i = from; i < end; i++) {
            if (c[i] == '\\') {
                i++;
            } else if (c[i] == quote) {
                return i;
            }
        }
        return -1;
    }

    private static boolean known(TextCursor t, IndexedValues h, int keyFrom, int keyTo, int from, int to) {
        if (is(t, keyFrom, keyTo, TIMES)) {
            if (!h.timestampReader.isPresent() && to > from) {
                h.timestampReader.read(t.c, from, to);
            }
            return h.timestampReader.isPresent();
        }
        if (is(t, keyFrom, keyTo, LEVELS)) {
            if (!h.hasLevelText()) {
                h.level(t.c, from, to, LevelScale.NAMES);
            }
            return true;
        }
        if (is(t, keyFrom, keyTo, MESSAGES)) {
            return true;
        }
        if (is(t, keyFrom, keyTo, "logger")) {
            h.logger(t.c, from, to);
        } else if (is(t, keyFrom, keyTo, TRACES) && !h.trace.isPresent()) {
            h.trace.read(t.c, from, to);
        } else if (is(t, keyFrom, keyTo, SPANS) && !h.span.isPresent()) {
            h.span.read(t.c, from, to);
        } else if (is(t, keyFrom, keyTo, "traceparent")) {
            h.traceparent(t.c, from, to);
        }
        return false;
    }

    private static boolean is(TextCursor t, int from, int to, String... keys) {
        for (String key : keys) {
            if (key.length() == to - from) {
                int i = 0;
                while (i < key.length() && t.c[from + i] == key.charAt(i)) {
                    i++;
                }
                if (i == key.length()) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public MessageOrigin messageOrigin() {
        return MessageOrigin.JOINED;
    }

    @Override
    public boolean hasEscapes() {
        return true;
    }

    @Override
    public void body(TextCursor t, RecordBuilder b) {
        Map<String, String> values = new LinkedHashMap<>();
        String rest = t.continuation();
        if (values(t, t.lineEnd, values) && rest != null) {
            values.clear();
            values(t, t.end, values);
            rest = null;
        }
        String message = null;
        for (String key : MESSAGES) {
            if (message == null) {
                message = values.remove(key);
            }
        }
        b.messageText(rest == null ? message : message == null ? rest : message + '\n' + rest);
        if (b.message() == null) {
            b.messageText(access(values));
        }
        remove(values, LEVELS);
        remove(values, TIMES);
        remove(values, "logger");
        remove(values, TRACES);
        remove(values, SPANS);
        b.threadName(values.remove("thread"));
        b.errorText(values.remove("err"));
        b.errorText(values.remove("error"));
        b.stackText(values.remove("stacktrace"));
        b.stackText(values.remove("stack"));
        b.stackText(values.remove("exception"));
        values.forEach(b::field);
    }

    /** {@return whether the last value continues after the end, because it was not escaped} */
    private static boolean values(TextCursor t, int end, Map<String, String> values) {
        Pairs pairs = new Pairs(t.c, t.at, end);
        String last = null;
        while (pairs.next()) {
            if (!pairs.isBare()) {
                last = pairs.key();
                values.put(last, pairs.value());
            } else if (last != null && !pairs.key().isEmpty()) {
                if (isTime(last)) {
                    // A value with blanks and without quotes, as lograge writes its time.
                    values.put(last, values.get(last) + ' ' + pairs.key());
                } else {
                    values.put(pairs.key(), "");
                }
            }
        }
        return pairs.isUnclosed();
    }

    /** {@return the request of lograge's access log: {@code GET /orders 200}} */
    private static @Nullable String access(Map<String, String> values) {
        String method = values.get("method");
        String path = values.get("path");
        String status = values.get("status");
        return method == null || path == null || status == null ? null : method + ' ' + path + ' ' + status;
    }

    private static boolean isTime(String key) {
        for (String time : TIMES) {
            if (time.equals(key)) {
                return true;
            }
        }
        return false;
    }

    private static void remove(Map<String, String> values, String... keys) {
        for (String key : keys) {
            if (values.remove(key) != null) {
                return;
            }
        }
    }
}
