package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.Tape;
import io.github.structuredlogs.internal.parse.formats.Body;
import io.github.structuredlogs.internal.parse.formats.Head;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.values.AccessLine;

/** Traefik's access log. Source: Traefik's documentation, "Access Logs". */
public final class TraefikAccess extends JsonFormat {
    public TraefikAccess() {
        super("traefik-access");
    }

    @Override
    public boolean recognises(Tape t) {
        return t.has("DownstreamStatus") || (t.has("RequestMethod") && t.has("RequestPath"));
    }

    @Override
    public void head(Tape t, Head h) {
        h.time("StartUTC");
        h.time("time");
        h.level("level");
        h.logger("RouterName");
        h.traces();
    }

    @Override
    public void body(Tape t, Body b) {
        b.message("msg");
        if (b.message() == null || String.valueOf(b.message()).isEmpty()) {
            b.messageText(AccessLine.of(t, "RequestMethod", "RequestPath", "DownstreamStatus"));
        }
        b.drop("time");
    }
}
