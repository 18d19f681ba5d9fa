package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;

/**
 * klog in JSON: Kubernetes' components. It writes a verbosity instead of a level, and neither of the two for an error.
 * Source: k8s.io/component-base/logs/json.
 */
public final class Klog extends JsonFormat {
    public Klog() {
        super("klog");
    }

    @Override
    public boolean recognises(JsonTape t) {
        return t.hasNumber("ts")
                && t.has("msg")
                && !t.has("level")
                && (t.has("caller") || t.has("v") || t.has("logger"));
    }

    @Override
    public void head(JsonTape t, IndexedValues h) {
        h.time("ts");
        int v = t.first("v");
        h.impliedLevel(v == JsonTape.NONE ? LogLevel.ERROR : t.integer(v, 0) > 0 ? LogLevel.DEBUG : LogLevel.INFO);
        h.logger("logger");
        h.traces();
    }

    @Override
    public void body(JsonTape t, RecordBuilder b) {
        b.message("msg");
        b.error("err", "error");
        b.stack("stacktrace");
    }
}
