package io.github.structuredlogs.internal.parse;

/** Envoy's and Istio's access log with their usual keys. Source: Envoy's documentation, "Access logging". */
final class EnvoyAccess extends JsonFormat {
    EnvoyAccess() {
        super("envoy-access");
    }

    @Override
    boolean recognises(Tape t) {
        return t.has("response_code") && (t.has("response_flags") || t.has("upstream_cluster"));
    }

    @Override
    void head(Tape t, Head h) {
        h.time("start_time");
        h.level("level");
        h.logger("route_name");
        h.traces();
    }

    @Override
    void body(Tape t, Body b) {
        b.messageText(AccessLine.of(t, "method", "path", "response_code"));
    }
}
