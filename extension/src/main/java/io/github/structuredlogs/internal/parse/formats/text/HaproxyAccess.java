package io.github.structuredlogs.internal.parse.formats.text;

import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.MessageOrigin;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.formats.TextCursor;
import io.github.structuredlogs.internal.parse.formats.TextFormat;
import io.github.structuredlogs.internal.text.Ascii;

/**
 * HAProxy's log of HTTP requests, {@code 10.0.0.1:33317 [21/Nov/2026:18:35:21.051] http-in static/srv1 10/0/30/69/109
 * 200 2750 - - ---- 1/1/1/1/0 0/0 "GET /index.html HTTP/1.1"}. An access log: its message is composed; it has no level.
 * Source: HAProxy's configuration manual, "HTTP log format".
 */
public final class HaproxyAccess extends TextFormat {
    public HaproxyAccess() {
        super("haproxy");
    }

    @Override
    public boolean isAccessLog() {
        return true;
    }

    @Override
    public boolean read(TextCursor t, IndexedValues h) {
        int open = t.indexOf(" [", 0);
        if (open < 5 || t.indexOf(' ', 0) != open || t.c[t.lineEnd - 1] != '"') {
            return false;
        }
        t.at = open + 2;
        if (t.peek(2) != '/' || !t.takeTime(h.timestampReader) || !t.take("] ")) {
            return false;
        }
        // Frontend, backend with its server, and the five times.
        t.at = t.wordEnd() + 1;
        int slash = t.indexOf('/', t.at);
        if (slash < 0 || slash > t.wordEnd()) {
            return false;
        }
        t.at = t.wordEnd() + 1;
        int slashes = 0;
        int end = t.wordEnd();
        for (int i = t.at; i < end; i++) {
            if (t.c[i] == '/') {
                slashes++;
            } else if (!Ascii.isDigit(t.c[i]) && t.c[i] != '-' && t.c[i] != '+') {
                return false;
            }
        }
        t.at = end;
        return slashes == 4 && t.take(' ') && (Ascii.isDigit(t.peek()) || t.peek() == '-');
    }

    @Override
    public MessageOrigin messageOrigin() {
        return MessageOrigin.JOINED;
    }

    @Override
    public void body(TextCursor t, RecordBuilder b) {
        String line = t.string(0, t.lineEnd);
        int request = line.indexOf(" \"", t.at) + 2;
        String[] words = line.substring(0, request).split(" +", -1);
        String[] parts = line.substring(request, line.length() - 1).split(" ", 3);
        String status = word(words, 5);
        b.messageText((parts.length > 1 ? parts[0] + ' ' + parts[1] : parts[0]) + ' ' + status);
        b.field("client", word(words, 0));
        b.field("frontend", word(words, 2));
        String[] server = word(words, 3).split("/", 2);
        b.field("backend", server[0]);
        b.field("server", server.length > 1 ? server[1] : "");
        b.field("timers", word(words, 4));
        number(b, "status", status);
        number(b, "bytes", word(words, 6));
        b.field("termination_state", word(words, 9));
        if (parts.length > 1) {
            b.field("method", parts[0]);
            b.field("path", parts[1]);
        }
        if (parts.length > 2) {
            b.field("protocol", parts[2]);
        }
    }

    private static String word(String[] words, int index) {
        return index < words.length ? words[index] : "";
    }

    private static void number(RecordBuilder b, String name, String digits) {
        if (digits.matches("\\d{1,18}")) {
            b.field(name, JsonTape.integer(digits));
        }
    }
}
