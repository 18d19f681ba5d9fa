package io.github.structuredlogs.assertj;

import io.github.structuredlogs.LogRecord;
import org.jspecify.annotations.Nullable;

/** The value that a name selects: a part of the record, else a field. */
final class RecordParts {

    private RecordParts() {}

    static @Nullable Object named(LogRecord record, String name) {
        return switch (name) {
            case "container" -> record.container();
            case "time" -> record.time();
            case "timestamp" -> record.timestamp();
            case "observed" -> record.observed();
            case "level" -> record.level();
            case "levelText" -> record.levelText();
            case "logger" -> record.logger();
            case "thread" -> record.thread();
            case "message" -> record.message();
            case "exception" -> record.exception();
            case "traceId" -> record.traceId();
            case "spanId" -> record.spanId();
            case "stream" -> record.stream();
            case "format" -> record.format();
            case "raw" -> record.raw();
            default -> record.field(name);
        };
    }
}
