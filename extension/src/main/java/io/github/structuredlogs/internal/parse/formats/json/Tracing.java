package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.Tape;
import io.github.structuredlogs.internal.parse.formats.Body;
import io.github.structuredlogs.internal.parse.formats.Head;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;

/** Rust's tracing-subscriber. Source: tracing-subscriber fmt/format/json.rs. */
public final class Tracing extends JsonFormat {
    public Tracing() {
        super("tracing");
    }

    @Override
    public boolean recognises(Tape t) {
        return t.hasString("target")
                && t.hasString("level")
                && (t.hasObject("fields") || t.has("message") || t.has("span") || t.has("spans") || t.has("timestamp"));
    }

    @Override
    public void head(Tape t, Head h) {
        h.time("timestamp");
        h.level("level");
        h.logger("target");
        h.traces();
    }

    @Override
    public void body(Tape t, Body b) {
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
