package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.formats.EpochParts;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;

/** Log4j2's JsonLayout and the JsonTemplateLayout of that name. Source: Log4j2's manual. */
public final class Log4j2 extends JsonFormat {
    public Log4j2() {
        super("log4j2");
    }

    @Override
    public boolean recognises(JsonTape t) {
        return (t.hasObject("instant") || t.hasNumber("timeMillis") || t.has("loggerFqcn"))
                && (t.has("loggerFqcn") || t.has("loggerName"))
                && t.has("level");
    }

    @Override
    public void head(JsonTape t, IndexedValues h) {
        int instant = t.last("instant");
        if (instant != JsonTape.NONE) {
            EpochParts.time(t, h, t.in(instant, "epochSecond"), t.in(instant, "nanoOfSecond"));
        }
        h.time("timeMillis");
        h.level("level");
        h.logger("loggerName");
        h.traces();
    }

    @Override
    public void body(JsonTape t, RecordBuilder b) {
        b.thread("thread");
        b.message("message");
        if (b.message() == null) {
            // Logstash's own layout.
            b.message(t.in(t.last("logEvent"), "message"));
            b.lift("logEvent");
        }
        b.error("thrown");
        b.drop("instant", "loggerFqcn", "endOfBatch");
        b.lift("contextMap");
    }
}
