package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.Tape;
import io.github.structuredlogs.internal.parse.formats.Body;
import io.github.structuredlogs.internal.parse.formats.Head;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;

/**
 * zap and those who write as it does: etcd, Caddy, Temporal, go-kit (Prometheus 2), VictoriaMetrics, slog-rs. Its
 * development configuration names the keys by letters. Source: zap's encoder configurations.
 */
public final class Zap extends JsonFormat {
    public Zap() {
        super("zap");
    }

    @Override
    public boolean recognises(Tape t) {
        return t.hasString("level") ? t.has("ts") : isDevelopment(t);
    }

    @Override
    public void head(Tape t, Head h) {
        h.time("ts");
        h.level("level");
        h.logger("logger");
        if (isDevelopment(t)) {
            h.time("T");
            h.level("L");
            h.logger("N");
        }
        h.traces();
    }

    @Override
    public void body(Tape t, Body b) {
        b.message("msg", "message");
        if (isDevelopment(t)) {
            b.message("M");
            b.stack("S");
        }
        b.error("error", "err");
        b.stack("stacktrace", "errorVerbose");
        b.drop("errorVerbose");
    }

    private static boolean isDevelopment(Tape t) {
        return t.hasString("L") && t.has("T") && t.has("M");
    }
}
