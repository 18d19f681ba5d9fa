package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.Tape;
import io.github.structuredlogs.internal.parse.formats.Body;
import io.github.structuredlogs.internal.parse.formats.Head;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.values.Levels;

/**
 * logstash-logback-encoder with field names of the user's and the MDC in an object of its own. Source: the encoder's
 * README, "Customizing Standard Field Names".
 */
public final class LogstashCustom extends JsonFormat {
    public LogstashCustom() {
        super("logstash");
    }

    @Override
    public boolean recognises(Tape t) {
        return t.hasObject("mdc") && t.has("level") && t.has("message");
    }

    @Override
    public void head(Tape t, Head h) {
        h.time("@timestamp");
        h.time("timestamp");
        h.time("time");
        h.level("level");
        h.levelNumber("level_value", Levels.LOGBACK);
        h.logger("logger");
        h.logger("logger_name");
        h.traces();
    }

    @Override
    public void body(Tape t, Body b) {
        b.thread("thread");
        b.thread("thread_name");
        b.message("message");
        b.stack("stack_trace", "stackTrace");
        b.error("exception", "error", "thrown", "throwable");
        b.lift("mdc");
    }
}
