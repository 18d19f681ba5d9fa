package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.Tape;
import io.github.structuredlogs.internal.parse.formats.Body;
import io.github.structuredlogs.internal.parse.formats.Head;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.values.Levels;

/**
 * The Logstash family: logstash-logback-encoder, Spring Boot, Log4j2's LogstashJsonEventLayoutV1, monolog, and
 * winston's version 0. Source: the encoders' documentation.
 */
public final class Logstash extends JsonFormat {
    public Logstash() {
        super("logstash");
    }

    @Override
    public boolean recognises(Tape t) {
        return t.has("@timestamp")
                ? t.has("@version") || t.has("@fields") || t.has("@message")
                : t.has("@message") && t.isObject(t.last("@fields"));
    }

    @Override
    public void head(Tape t, Head h) {
        h.time("@timestamp");
        h.level("level");
        h.levelNumber("level_value", Levels.LOGBACK);
        h.levelNumber("monolog_level", Levels.MONOLOG);
        h.logger("logger_name");
        h.logger("channel");
        h.traces();
        int fields = t.last("@fields");
        if (fields != Tape.NONE) {
            h.level(t.in(fields, "level"), Levels.NAMES);
            h.time(t.in(fields, "timestamp"));
            h.traces(fields);
        }
    }

    @Override
    public void body(Tape t, Body b) {
        b.thread("thread_name");
        b.message("message", "@message");
        b.drop("@version");
        b.stack("stack_trace", "stacktrace");
        b.error("exception", "throwable");
        b.error(t.in(t.last("context"), "exception"));
        b.stack(t.in(t.last("@fields"), "stack"));
        b.lift("mdc", "@fields", "context", "extra");
    }
}
