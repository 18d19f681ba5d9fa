package io.github.structuredlogs.internal.parse.formats.text;

import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.MessageOrigin;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.formats.TextCursor;
import io.github.structuredlogs.internal.parse.formats.TextFormat;

/**
 * The common and combined access log of nginx, Apache httpd and others: {@code host - user [time] "GET /path HTTP/1.1"
 * 200 612 "referer" "agent"}; also without a client, as in Envoy and Django, {@code [time] "GET /path HTTP/1.1" 200}.
 * Its message is composed; it has no level. Source: Apache's mod_log_config, nginx' ngx_http_log_module, Envoy's
 * default format.
 */
public final class AccessText extends TextFormat {
    public AccessText() {
        super("access");
    }

    @Override
    public boolean isAccessLog() {
        return true;
    }

    @Override
    public boolean read(TextCursor t, IndexedValues h) {
        if (t.peek() == '[') {
            t.at++;
        } else {
            int open = t.indexOf(" [", 0);
            if (open < 5 || open > 300) {
                return false;
            }
            t.at = open + 2;
            if (t.peek(2) != '/') {
                return false;
            }
        }
        if (!t.takeTime(h.timestampReader) || !t.take(']') || !t.take(' ') || !t.take('"')) {
            return false;
        }
        int request = t.at;
        int close = quoteEnd(t, request);
        if (close < 0) {
            return false;
        }
        t.at = close + 1;
        return t.take(' ') && t.takeDigits() && t.at - close == 5;
    }

    private static int quoteEnd(TextCursor t, int from) {
        for (int i = from; i < t.lineEnd; i++) {
            if (t.c[i] == '\\') {
                i++;
            } else if (t.c[i] == '"') {
                return i;
            }
        }
        return -1;
    }

    @Override
    public MessageOrigin messageOrigin() {
        return MessageOrigin.JOINED;
    }

    @Override
    public void body(TextCursor t, RecordBuilder b) {
        int statusEnd = t.at;
        int status = statusEnd - 3;
        int requestEnd = status - 2;
        int requestFrom = t.indexOf("] \"", 0) + 3;
        String request = t.string(Math.min(requestFrom, requestEnd), requestEnd);
        String[] parts = request.split(" ", 3);
        b.messageText((parts.length > 1 ? parts[0] + ' ' + parts[1] : request) + ' ' + t.string(status, statusEnd));
        if (t.c[t.c[0] == '\ufeff' ? 1 : 0] != '[') {
            client(b, t.string(0, t.indexOf(" [", 0)).split(" ", -1));
        }
        if (parts.length > 1) {
            b.field("method", parts[0]);
            b.field("path", parts[1]);
        }
        if (parts.length > 2) {
            b.field("protocol", parts[2]);
        }
        b.field("status", JsonTape.integer(t.string(status, statusEnd)));
        t.skipBlanks();
        int bytes = t.at;
        if (t.takeDigits() && t.at - bytes < 19) {
            b.field("bytes", JsonTape.integer(t.string(bytes, t.at)));
        }
        quoted(t, b, "referer");
        quoted(t, b, "user_agent");
    }

    /** {@code host - user}, after the virtual host where Apache writes it first. */
    private static void client(RecordBuilder b, String[] client) {
        boolean virtual = client.length > 3 && (client[1].contains(".") || client[1].contains(":"));
        if (virtual) {
            b.field("server", client[0]);
        }
        b.field("remote_addr", client[virtual ? 1 : 0]);
        if (client.length > 2 && !client[client.length - 1].equals("-")) {
            b.field("remote_user", client[client.length - 1]);
        }
    }

    private static void quoted(TextCursor t, RecordBuilder b, String name) {
        int from = t.indexOf(" \"", t.at);
        int to = from < 0 ? -1 : quoteEnd(t, from + 2);
        if (to > 0) {
            String value = t.string(from + 2, to);
            if (!value.equals("-")) {
                b.field(name, value);
            }
            t.at = to + 1;
        }
    }
}
