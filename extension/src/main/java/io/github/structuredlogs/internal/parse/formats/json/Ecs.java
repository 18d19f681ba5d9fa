package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.JsonKey;
import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.values.LevelScale;

/**
 * Elastic Common Schema, dotted or nested: ecs-logging for Java, Node, Python and .NET, Log4j2's EcsLayout, Spring
 * Boot 3.4 (dotted) and later (nested), Quarkus, Elasticsearch 8. Source: the ECS field reference and each writer's
 * output.
 */
public final class Ecs extends JsonFormat {
    private static final JsonKey VERSION = JsonKey.of("ecs.version");
    private static final JsonKey LEVEL = JsonKey.of("log.level");
    private static final JsonKey LOGGER = JsonKey.of("log.logger");
    private static final JsonKey THREAD = JsonKey.of("process.thread.name");
    private static final JsonKey ERROR_TYPE = JsonKey.of("error.type");
    private static final JsonKey ERROR_MESSAGE = JsonKey.of("error.message");
    private static final JsonKey STACK = JsonKey.of("error.stack_trace");

    public Ecs() {
        super("ecs");
    }

    @Override
    public boolean recognises(JsonTape t) {
        return t.first(VERSION) != JsonTape.NONE || (t.has("@timestamp") && t.first(LEVEL) != JsonTape.NONE);
    }

    @Override
    public void head(JsonTape t, IndexedValues h) {
        h.time("@timestamp");
        h.level(t.first(LEVEL), LevelScale.NAMES);
        h.logger(t.last(LOGGER));
        if (!h.hasLevelText()) {
            // Spring Boot lets members be renamed.
            h.level("level");
            h.level("severity");
            h.logger("logger");
            h.logger("logger_name");
        }
        h.traces();
    }

    @Override
    public void body(JsonTape t, RecordBuilder b) {
        b.thread(t.last(THREAD));
        b.message("message", "msg");
        t.use(t.last(VERSION));
        b.exceptionType(t.last(ERROR_TYPE));
        b.exceptionMessage(t.last(ERROR_MESSAGE));
        b.stack(t.last(STACK));
        b.error("exception");
        b.lift("mdc", "labels");
    }
}
