package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.Tape;
import io.github.structuredlogs.internal.parse.formats.Body;
import io.github.structuredlogs.internal.parse.formats.Head;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.values.Levels;
/** Roarr, whose level is a number in its context. Source: Roarr's README, "Log message format" and "Conventions". */
public final class Roarr extends JsonFormat {
    public Roarr() {
        super("roarr");
    }

    @Override
    public boolean recognises(Tape t) {
        return t.has("sequence") && t.has("version") && t.has("message") && t.hasObject("context");
    }

    @Override
    public void head(Tape t, Head h) {
        int context = t.last("context");
        h.time("time");
        h.level(t.in(context, "logLevel"), Levels.PINO);
        h.logger(t.in(context, "package"));
        h.logger(t.in(context, "namespace"));
        h.logger(t.in(context, "program"));
        h.traces();
    }

    @Override
    public void body(Tape t, Body b) {
        b.message("message");
        b.error(t.in(t.last("context"), "error"));
        b.drop("version");
        b.lift("context");
    }
}
