package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.formats.MessageOrigin;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.values.AccessLine;

/** Traefik's access log. Source: Traefik's documentation, "Access Logs". */
public final class TraefikAccess extends JsonFormat {
    public TraefikAccess() {
        super("traefik-access");
    }

    @Override
    public boolean recognises(JsonTape t) {
        return t.has("DownstreamStatus") || (t.has("RequestMethod") && t.has("RequestPath"));
    }

    @Override
    public void head(JsonTape t, IndexedValues h) {
        h.time("StartUTC");
        h.time("time");
        h.level("level");
        h.logger("RouterName");
        h.traces();
    }

    @Override
    public MessageOrigin messageOrigin() {
        return MessageOrigin.JOINED;
    }

    @Override
    public void body(JsonTape t, RecordBuilder b) {
        b.message("msg");
        if (b.message() == null || String.valueOf(b.message()).isEmpty()) {
            b.messageText(AccessLine.of(t, "RequestMethod", "RequestPath", "DownstreamStatus"));
        }
        b.drop("time");
    }
}
