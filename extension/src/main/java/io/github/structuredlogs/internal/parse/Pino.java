package io.github.structuredlogs.internal.parse;

/** pino. Source: pino's documentation; numbers beside the defaults are custom levels. */
final class Pino extends JsonFormat {
    Pino() {
        super("pino");
    }

    @Override
    boolean recognises(Tape t) {
        return t.isInteger(t.first("level")) && (t.has("time") || t.has("pid") || t.has("msg") || t.has("hostname"));
    }

    @Override
    void head(Tape t, Head h) {
        h.time("time");
        h.time("timestamp");
        h.level("level", Levels.PINO);
        h.logger("name");
        h.traces();
    }

    @Override
    void body(Tape t, Body b) {
        b.message("msg", "message");
        b.error("err", "error");
        b.stack("stack");
    }
}
