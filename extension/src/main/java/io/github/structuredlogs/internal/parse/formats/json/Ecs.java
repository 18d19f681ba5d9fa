package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.Key;
import io.github.structuredlogs.internal.json.Tape;
import io.github.structuredlogs.internal.parse.formats.Body;
import io.github.structuredlogs.internal.parse.formats.Head;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.values.Levels;

/**
 * Elastic Common Schema, dotted or nested: ecs-logging for Java, Node, Python and .NET, Log4j2's EcsLayout, Spring
 * Boot 3.4 (dotted) and later (nested), Quarkus, Elasticsearch 8. Source: the ECS field reference and each writer's
 * output.
 */
public final class Ecs extends JsonFormat {
    private static final Key VERSION = Key.of("ecs.version");
    private static final Key LEVEL = Key.of("log.level");
    private static final Key LOGGER = Key.of("log.logger");
    private static final Key THREAD = Key.of("process.thread.name");
    private static final Key ERROR_TYPE = Key.of("error.type");
    private static final Key ERROR_MESSAGE = Key.of("error.message");
    private static final Key STACK = Key.of("error.stack_trace");

    public Ecs() {
        super("ecs");
    }

    @Override
    public boolean recognises(Tape t) {
        return t.first(VERSION) != Tape.NONE || (t.has("@timestamp") && t.first(LEVEL) != Tape.NONE);
    }

    @Override
    public void head(Tape t, Head h) {
        h.time("@timestamp");
        h.level(t.first(LEVEL), Levels.NAMES);
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
    public void body(Tape t, Body b) {
        b.thread(t.last(THREAD));
        b.message("message", "msg");
        t.use(t.last(VERSION));
        b.exceptionType(t.last(ERROR_TYPE));
        b.exceptionMessage(t.last(ERROR_MESSAGE));
        b.stack(t.last(STACK));
        b.error("exception");
        b.lift("mdc");
    }
}
