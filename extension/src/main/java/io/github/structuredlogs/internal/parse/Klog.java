package io.github.structuredlogs.internal.parse;

import io.github.structuredlogs.LogLevel;

/**
 * klog in JSON: Kubernetes' components. It writes no level but a verbosity, and none of the two for an error. Source:
 * k8s.io/component-base/logs/json.
 */
final class Klog extends JsonFormat {
    Klog() {
        super("klog");
    }

    @Override
    boolean recognises(Tape t) {
        return t.hasNumber("ts")
                && t.has("msg")
                && !t.has("level")
                && (t.has("caller") || t.has("v") || t.has("logger"));
    }

    @Override
    void head(Tape t, Head h) {
        h.time("ts");
        int v = t.first("v");
        h.impliedLevel(v == Tape.NONE ? LogLevel.ERROR : t.integer(v, 0) > 0 ? LogLevel.DEBUG : LogLevel.INFO);
        h.logger("logger");
        h.traces();
    }

    @Override
    void body(Tape t, Body b) {
        b.message("msg");
        b.error("err", "error");
        b.stack("stacktrace");
    }
}
