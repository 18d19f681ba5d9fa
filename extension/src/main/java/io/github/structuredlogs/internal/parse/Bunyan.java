package io.github.structuredlogs.internal.parse;

/** bunyan. Source: its README, "Core fields". */
final class Bunyan extends JsonFormat {
    Bunyan() {
        super("bunyan");
    }

    @Override
    boolean recognises(Tape t) {
        return t.hasNumber("v") && t.has("name") && t.has("hostname") && t.has("pid") && t.hasNumber("level");
    }

    @Override
    void head(Tape t, Head h) {
        h.time("time");
        h.level("level", Levels.PINO);
        h.logger("name");
        h.traces();
    }

    @Override
    void body(Tape t, Body b) {
        b.message("msg");
        b.error("err");
        b.drop("v");
    }
}
