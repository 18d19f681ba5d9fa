package io.github.structuredlogs.internal.parse;

/**
 * zap and those who write as it does: etcd, Caddy, Temporal, go-kit (Prometheus 2), VictoriaMetrics, slog-rs. Source:
 * zap's encoder configurations.
 */
final class Zap extends JsonFormat {
    Zap() {
        super("zap");
    }

    @Override
    boolean recognises(Tape t) {
        return t.has("ts") && t.hasString("level");
    }

    @Override
    void head(Tape t, Head h) {
        h.time("ts");
        h.level("level");
        h.logger("logger");
        h.traces();
    }

    @Override
    void body(Tape t, Body b) {
        b.message("msg", "message");
        b.error("error", "err");
        b.stack("stacktrace", "errorVerbose");
        b.drop("errorVerbose");
    }
}
