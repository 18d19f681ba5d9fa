package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.Tape;
import io.github.structuredlogs.internal.parse.formats.Body;
import io.github.structuredlogs.internal.parse.formats.Head;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.values.Levels;

/** structlog's JSONRenderer. Source: structlog's documentation. */
public final class Structlog extends JsonFormat {
    public Structlog() {
        super("structlog");
    }

    @Override
    public boolean recognises(Tape t) {
        return t.hasString("event") && t.has("level") && !t.has("message") && !t.has("msg");
    }

    @Override
    public void head(Tape t, Head h) {
        h.time("timestamp");
        h.time("ts");
        h.level("level", Levels.PYTHON);
        h.levelNumber("level_number", Levels.PYTHON);
        h.logger("logger");
        h.logger("logger_name");
        h.traces();
    }

    @Override
    public void body(Tape t, Body b) {
        b.thread("thread_name");
        b.message("event");
        b.error("exception", "exc_info", "error", "error_detail");
        b.stack("stack");
    }
}
