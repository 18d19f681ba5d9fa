package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.Tape;
import io.github.structuredlogs.internal.parse.formats.Body;
import io.github.structuredlogs.internal.parse.formats.Head;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.values.AccessLine;

/** Envoy's and Istio's access log with their usual keys. Source: Envoy's documentation, "Access logging". */
public final class EnvoyAccess extends JsonFormat {
    public EnvoyAccess() {
        super("envoy-access");
    }

    @Override
    public boolean recognises(Tape t) {
        return t.has("response_code") && (t.has("response_flags") || t.has("upstream_cluster"));
    }

    @Override
    public void head(Tape t, Head h) {
        h.time("start_time");
        h.level("level");
        h.logger("route_name");
        h.traces();
    }

    @Override
    public void body(Tape t, Body b) {
        b.messageText(AccessLine.of(t, "method", "path", "response_code"));
    }
}
