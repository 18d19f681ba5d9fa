package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;

/** Rust's tracing-subscriber. Source: tracing-subscriber fmt/format/json.rs. */
public final class Tracing extends JsonFormat {
    public Tracing() {
        super("tracing");
    }

    @Override
    public boolean recognises(JsonTape t) {
        return t.hasString("target")
                && t.hasString("level")
                && (t.hasObject("fields") || t.has("message") || t.has("span") || t.has("spans") || t.has("timestamp"));
    }

    @Override
    public void head(JsonTape t, IndexedValues h) {
        h.time("timestamp");
        h.level("level");
        h.logger("target");
        h.traces();
    }

    @Override
    public void body(JsonTape t, RecordBuilder b) {
        b.thread("threadName");
        int fields = t.last("fields");
        b.message(t.in(fields, "message"));
        b.message("message");
        b.error(t.in(fields, "error"));
        b.error(t.in(fields, "err"));
        b.error("error", "err");
        b.lift(fields);
    }
}
