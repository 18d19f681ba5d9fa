package io.github.structuredlogs.internal.parse.formats.text;

import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.formats.TextCursor;
import io.github.structuredlogs.internal.parse.formats.TextFormat;
import io.github.structuredlogs.internal.parse.values.LevelScale;
import io.github.structuredlogs.internal.text.Ascii;

/**
 * nginx' error log, {@code 2026/11/21 18:38:02 [notice] 22634#22634: *4 message, client: …, server: …}. Source: nginx'
 * ngx_log.c and ngx_http_request.c.
 */
public final class NginxError extends TextFormat {
    private static final String[] CONTEXT = {
        "client", "server", "request", "subrequest", "upstream", "host", "referrer", "bytes from/to client", "login"
    };

    public NginxError() {
        super("nginx");
    }

    @Override
    public boolean read(TextCursor t, IndexedValues h) {
        if (t.peek(4) != '/' || !t.takeTime(h.timestampReader) || !t.take(' ')) {
            return false;
        }
        int level = t.takeBracketed('[', ']');
        if (level < 0) {
            return false;
        }
        int levelEnd = t.bracketEnd;
        if (!t.take(' ') || !t.takeDigits() || !t.take('#') || !t.takeDigits() || !t.take(':') || !t.take(' ')) {
            return false;
        }
        h.level(t.c, level, levelEnd, LevelScale.NAMES);
        if (t.peek() == '*' && Ascii.isDigit(t.peek(1))) {
            t.at++;
            t.takeDigits();
            t.skipBlanks();
        }
        t.messageFromHere();
        return true;
    }

    @Override
    public void body(TextCursor t, RecordBuilder b) {
        int client = t.indexOf(", client: ", t.at);
        if (client > 0) {
            t.message(t.at, client);
        }
        super.body(t, b);
        int at = client;
        while (at >= 0 && at < t.lineEnd) {
            int colon = t.indexOf(": ", at);
            if (colon < 0) {
                return;
            }
            String key = t.string(at + 2, colon);
            int next = nextKey(t, colon + 2);
            String value = t.string(Math.min(colon + 2, next), next);
            boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
            b.field(key, quoted ? value.substring(1, value.length() - 1) : value);
            at = next == t.lineEnd ? -1 : next;
        }
    }

    private static int nextKey(TextCursor t, int from) {
        int nearest = t.lineEnd;
        for (String key : CONTEXT) {
            int at = t.indexOf(", " + key + ": ", from);
            nearest = at >= 0 && at < nearest ? at : nearest;
        }
        return nearest;
    }
}
