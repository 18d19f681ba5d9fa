package io.github.structuredlogs.internal.parse;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LoggedException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every value of a record. */
public final class RecordContent {

    private final String message;

    RecordContent(String message) {
        this.message = message;
    }

    public @Nullable Instant timestamp() {
        return null;
    }

    public @Nullable LogLevel level() {
        return null;
    }

    public @Nullable String levelText() {
        return null;
    }

    public @Nullable String logger() {
        return null;
    }

    public @Nullable String thread() {
        return null;
    }

    public @Nullable String message() {
        return message;
    }

    public @Nullable LoggedException exception() {
        return null;
    }

    public @Nullable String traceId() {
        return null;
    }

    public @Nullable String spanId() {
        return null;
    }

    public Map<String, @Nullable Object> fields() {
        return Map.of();
    }

    public @Nullable Object field(String name) {
        return null;
    }

    public boolean hasField(String name) {
        return false;
    }
}
