package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.Tape;
import io.github.structuredlogs.internal.parse.formats.Body;
import io.github.structuredlogs.internal.parse.formats.Head;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.values.Levels;

/** NestJS' ConsoleLogger in JSON. Source: console-logger.service.ts. */
public final class Nest extends JsonFormat {
    public Nest() {
        super("nest");
    }

    @Override
    public boolean recognises(Tape t) {
        return t.hasNumber("timestamp") && t.has("context") && t.hasString("level");
    }

    @Override
    public void head(Tape t, Head h) {
        h.time("timestamp");
        h.level("level", Levels.VERBOSE_IS_TRACE);
        h.logger("context");
        h.traces();
    }

    @Override
    public void body(Tape t, Body b) {
        b.message("message");
        b.stack("stack");
        b.error("error");
    }
}
