package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.Tape;
import io.github.structuredlogs.internal.parse.formats.Body;
import io.github.structuredlogs.internal.parse.formats.Head;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.values.Levels;

/** bunyan. Source: its README, "Core fields". */
public final class Bunyan extends JsonFormat {
    public Bunyan() {
        super("bunyan");
    }

    @Override
    public boolean recognises(Tape t) {
        return t.hasNumber("v") && t.has("name") && t.has("hostname") && t.has("pid") && t.hasNumber("level");
    }

    @Override
    public void head(Tape t, Head h) {
        h.time("time");
        h.level("level", Levels.PINO);
        h.logger("name");
        h.traces();
    }

    @Override
    public void body(Tape t, Body b) {
        b.message("msg");
        b.error("err");
        b.drop("v");
    }
}
