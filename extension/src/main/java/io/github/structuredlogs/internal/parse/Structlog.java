package io.github.structuredlogs.internal.parse;

/** structlog's JSONRenderer. Source: structlog's documentation. */
final class Structlog extends JsonFormat {
    Structlog() {
        super("structlog");
    }

    @Override
    boolean recognises(Tape t) {
        return t.hasString("event") && t.has("level") && !t.has("message") && !t.has("msg");
    }

    @Override
    void head(Tape t, Head h) {
        h.time("timestamp");
        h.time("ts");
        h.level("level", Levels.PYTHON);
        h.levelNumber("level_number", Levels.PYTHON);
        h.logger("logger");
        h.logger("logger_name");
        h.traces();
    }

    @Override
    void body(Tape t, Body b) {
        b.thread("thread_name");
        b.message("event");
        b.error("exception", "exc_info", "error", "error_detail");
        b.stack("stack");
    }
}
