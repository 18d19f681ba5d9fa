package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.Tape;
import io.github.structuredlogs.internal.parse.formats.Body;
import io.github.structuredlogs.internal.parse.formats.EpochParts;
import io.github.structuredlogs.internal.parse.formats.Head;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;

/** Log4j2's JsonLayout and the JsonTemplateLayout of that name. Source: Log4j2's manual. */
public final class Log4j2 extends JsonFormat {
    public Log4j2() {
        super("log4j2");
    }

    @Override
    public boolean recognises(Tape t) {
        return (t.hasObject("instant") || t.hasNumber("timeMillis") || t.has("loggerFqcn"))
                && (t.has("loggerFqcn") || t.has("loggerName"))
                && t.has("level");
    }

    @Override
    public void head(Tape t, Head h) {
        int instant = t.last("instant");
        if (instant != Tape.NONE) {
            EpochParts.time(t, h, t.in(instant, "epochSecond"), t.in(instant, "nanoOfSecond"));
        }
        h.time("timeMillis");
        h.level("level");
        h.logger("loggerName");
        h.traces();
    }

    @Override
    public void body(Tape t, Body b) {
        b.thread("thread");
        b.message("message");
        b.error("thrown");
        b.drop("instant", "loggerFqcn", "endOfBatch");
        b.lift("contextMap");
    }
}
