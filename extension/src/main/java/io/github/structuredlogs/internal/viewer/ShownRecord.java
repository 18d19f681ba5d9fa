package io.github.structuredlogs.internal.viewer;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.LoggedException;
import io.github.structuredlogs.internal.json.RecordJson;
import io.github.structuredlogs.internal.text.PlainRecordText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record as a page shows it: without secrets, its control characters spelled out. */
record ShownRecord(
        @Nullable Instant timestamp,
        @Nullable Instant observed,
        @Nullable LogLevel level,
        @Nullable String levelText,
        @Nullable String logger,
        @Nullable String thread,
        @Nullable String message,
        @Nullable LoggedException exception,
        @Nullable String traceId,
        @Nullable String spanId,
        Map<String, @Nullable Object> fields,
        String format,
        String raw,
        @Nullable String container,
        @Nullable LogStream stream)
        implements LogRecord {

    @Override
    public @Nullable Object field(String name) {
        return fields.get(name);
    }

    @Override
    public boolean hasField(String name) {
        return fields.containsKey(name);
    }

    @Override
    public byte[] rawBytes() {
        return raw.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toJson() {
        return RecordJson.write(this);
    }

    @Override
    public String toString() {
        return PlainRecordText.INSTANCE.line(this);
    }
}
