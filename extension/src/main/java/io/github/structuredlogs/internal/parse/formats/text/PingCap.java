package io.github.structuredlogs.internal.parse.formats.text;

import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.MessageOrigin;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.formats.TextCursor;
import io.github.structuredlogs.internal.parse.formats.TextFormat;
import org.jspecify.annotations.Nullable;

/**
 * The unified log format of TiDB, TiKV, PD and Milvus, {@code [2026/11/21 18:35:21.051 +00:00] [INFO] [server.go:412]
 * ["message"] [key="value"]}. A part with blanks, brackets or an equals sign is in quotes, as a JSON string is. Source:
 * TiDB's RFC "Unified log format".
 */
public final class PingCap extends TextFormat {
    public PingCap() {
        super("pingcap");
    }

    @Override
    public boolean read(TextCursor t, IndexedValues h) {
        if (t.peek() != '[' || t.peek(5) != '/' || t.peek(8) != '/') {
            return false;
        }
        t.at++;
        if (!t.takeTime(h.timestampReader) || !t.take("] [") || !t.takeLevel(h) || !t.take("] [")) {
            return false;
        }
        int place = t.at;
        int close = t.indexOf(']', place);
        int blank = t.indexOf(' ', place);
        if (close < place || (blank >= 0 && blank < close)) {
            return false;
        }
        t.at = close + 1;
        if (!t.take(" [")) {
            return false;
        }
        t.messageFromHere();
        return true;
    }

    @Override
    public MessageOrigin messageOrigin() {
        return MessageOrigin.WRITTEN;
    }

    @Override
    public boolean hasEscapes() {
        return true;
    }

    @Override
    public void body(TextCursor t, RecordBuilder b) {
        super.body(t, b);
        int place = t.indexOf("] [", t.indexOf("] [", 0) + 3) + 3;
        b.field("caller", t.string(place, t.indexOf(']', place)));
        String message = part(t);
        String rest = b.hasException() ? null : t.continuation();
        b.messageText(rest == null ? message : message + '\n' + rest);
        while (t.take(" [")) {
            String key = part(t);
            if (!t.take('=')) {
                t.take(']');
                continue;
            }
            String value = part(t);
            t.take(']');
            value(b, key, value);
        }
    }

    private static void value(RecordBuilder b, @Nullable String key, @Nullable String value) {
        if (key == null || value == null) {
            return;
        }
        switch (key) {
            case "error", "err" -> b.errorText(value);
            case "stack", "errorVerbose" -> b.stackText(value);
            default -> b.field(key, value);
        }
    }

    /** Takes a message, key or value; a message also takes its bracket. */
    private static @Nullable String part(TextCursor t) {
        int from = t.at;
        if (t.peek() == '"') {
            Pairs quoted = new Pairs(t.c, t.at, t.lineEnd);
            String text = quoted.quoted();
            if (text != null) {
                t.at = quoted.at();
                t.take(']');
                return text;
            }
        }
        int to = from;
        while (to < t.lineEnd && t.c[to] != ']' && t.c[to] != '=') {
            to++;
        }
        t.at = to;
        t.take(']');
        return t.string(from, to);
    }
}
