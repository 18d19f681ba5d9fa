package io.github.structuredlogs.assertj;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.LoggedException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record of a list, put together by a test. */
record ListedRecord(
        @Nullable String container,
        @Nullable Instant timestamp,
        @Nullable LogLevel level,
        @Nullable String logger,
        @Nullable String message,
        @Nullable LoggedException exception,
        @Nullable String traceId,
        Map<String, @Nullable Object> fields)
        implements LogRecord {

    static ListedRecord of(String container, LogLevel level, String message) {
        return new ListedRecord(
                container, Instant.parse("2026-11-21T12:04:05.321Z"), level, null, message, null, null, Map.of());
    }

    ListedRecord with(String field, @Nullable Object value) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(fields);
        more.put(field, value);
        return new ListedRecord(
                container, timestamp, level, logger, message, exception, traceId, Collections.unmodifiableMap(more));
    }

    ListedRecord with(LoggedException thrown) {
        return new ListedRecord(container, timestamp, level, logger, message, thrown, traceId, fields);
    }

    ListedRecord withTraceId(String id) {
        return new ListedRecord(container, timestamp, level, logger, message, exception, id, fields);
    }

    @Override
    public @Nullable Instant observed() {
        return timestamp;
    }

    @Override
    public @Nullable String levelText() {
        return level == null ? null : level.toString();
    }

    @Override
    public @Nullable String thread() {
        return null;
    }

    @Override
    public @Nullable String spanId() {
        return null;
    }

    @Override
    public @Nullable Object field(String name) {
        return fields.get(name);
    }

    @Override
    public boolean hasField(String name) {
        return fields.containsKey(name);
    }

    @Override
    public String format() {
        return "json";
    }

    @Override
    public String raw() {
        return String.valueOf(message);
    }

    @Override
    public byte[] rawBytes() {
        return raw().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public @Nullable LogStream stream() {
        return null;
    }

    @Override
    public String toJson() {
        return "{}";
    }
}
