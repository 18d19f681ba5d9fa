package io.github.structuredlogs.internal.parse;

/** Traefik's access log. Source: Traefik's documentation, "Access Logs". */
final class TraefikAccess extends JsonFormat {
    TraefikAccess() {
        super("traefik-access");
    }

    @Override
    boolean recognises(Tape t) {
        return t.has("DownstreamStatus") || (t.has("RequestMethod") && t.has("RequestPath"));
    }

    @Override
    void head(Tape t, Head h) {
        h.time("StartUTC");
        h.time("time");
        h.level("level");
        h.logger("RouterName");
        h.traces();
    }

    @Override
    void body(Tape t, Body b) {
        b.message("msg");
        if (b.message() == null || String.valueOf(b.message()).isEmpty()) {
            b.messageText(AccessLine.of(t, "RequestMethod", "RequestPath", "DownstreamStatus"));
        }
        b.drop("time");
    }
}
