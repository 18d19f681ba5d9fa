package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;

/**
 * zap and loggers that write like it: etcd, Caddy, Temporal, go-kit (Prometheus 2), VictoriaMetrics, slog-rs. Its
 * development configuration uses single letters as keys. Source: zap's encoder configurations.
 */
public final class Zap extends JsonFormat {
    public Zap() {
        super("zap");
    }

    @Override
    public boolean recognises(JsonTape t) {
        return t.hasString("level") ? t.has("ts") : isDevelopment(t);
    }

    @Override
    public void head(JsonTape t, IndexedValues h) {
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
    public void body(JsonTape t, RecordBuilder b) {
        b.message("msg", "message");
        if (isDevelopment(t)) {
            b.message("M");
            b.stack("S");
        }
        b.error("error", "err");
        b.stack("stacktrace", "errorVerbose");
        b.drop("errorVerbose");
    }

    private static boolean isDevelopment(JsonTape t) {
        return t.hasString("L") && t.has("T") && t.has("M");
    }
}
