package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.values.LevelScale;

/**
 * The Logstash family: logstash-logback-encoder, Spring Boot, Log4j2's LogstashJsonEventLayoutV1, monolog, and
 * winston's version 0. Source: the encoders' documentation.
 */
public final class Logstash extends JsonFormat {
    public Logstash() {
        super("logstash");
    }

    @Override
    public boolean recognises(JsonTape t) {
        return t.has("@timestamp")
                ? t.has("@version") || t.has("@fields") || t.has("@message")
                : t.has("@message") && t.isObject(t.last("@fields"));
    }

    @Override
    public void head(JsonTape t, IndexedValues h) {
        h.time("@timestamp");
        h.level("level");
        h.levelNumber("level_value", LevelScale.LOGBACK);
        h.levelNumber("monolog_level", LevelScale.MONOLOG);
        h.logger("logger_name");
        h.logger("logger");
        h.logger("channel");
        h.traces();
        int fields = t.last("@fields");
        if (fields != JsonTape.NONE) {
            h.level(t.in(fields, "level"), LevelScale.NAMES);
            h.time(t.in(fields, "timestamp"));
            h.traces(fields);
        }
    }

    @Override
    public void body(JsonTape t, RecordBuilder b) {
        b.thread("thread_name");
        b.message("message", "@message");
        b.drop("@version");
        b.stack("stack_trace", "stacktrace");
        b.error("exception", "throwable", "error");
        b.error(t.in(t.last("context"), "exception"));
        b.stack(t.in(t.last("@fields"), "stack"));
        b.lift("mdc", "@fields", "context", "extra");
    }
}
