package io.github.structuredlogs.internal.viewer;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.LoggedException;
import io.github.structuredlogs.assertj.LogRecordAssert;
import io.github.structuredlogs.internal.parse.values.Paths;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record that a test makes up, without a parser and a container. */
public record SampleRecord(
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

    /** A line of text without anything else. */
    public static SampleRecord text(@Nullable Instant time, String container, String line) {
        return new SampleRecord(
                null,
                time,
                null,
                null,
                null,
                null,
                line,
                null,
                null,
                null,
                Map.of(),
                "text",
                line,
                container,
                LogStream.STDOUT);
    }

    /** A line of JSON; the fields are names and values in turn. */
    public static SampleRecord json(
            Instant time, String container, LogLevel level, @Nullable String logger, String message, Object... fields) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        StringBuilder raw = new StringBuilder("{\"@timestamp\":\"")
                .append(RecordChunk.iso(time))
                .append("\",\"log.level\":\"")
                .append(level)
                .append("\",\"message\":");
        quote(raw, message);
        if (logger != null) {
            quote(raw.append(",\"log.logger\":"), logger);
        }
        for (int i = 0; i < fields.length; i += 2) {
            members.put((String) fields[i], fields[i + 1]);
            quote(raw.append(','), (String) fields[i]);
            raw.append(':');
            if (fields[i + 1] instanceof String text) {
                quote(raw, text);
            } else {
                raw.append(fields[i + 1]);
            }
        }
        return new SampleRecord(
                time,
                time.plusMillis(1),
                level,
                level.name(),
                logger,
                "main",
                message,
                null,
                null,
                null,
                Collections.unmodifiableMap(members),
                "ecs",
                raw.append('}').toString(),
                container,
                LogStream.STDOUT);
    }

    private static void quote(StringBuilder out, String text) {
        out.append('"')
                .append(text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"))
                .append('"');
    }

    SampleRecord thrown(LoggedException exception) {
        return new SampleRecord(
                timestamp, observed, level, levelText, logger, thread, message, exception, traceId, spanId, fields,
                format, raw, container, stream);
    }

    SampleRecord traced(String traceId, @Nullable String spanId) {
        return new SampleRecord(
                timestamp,
                observed,
                level,
                levelText,
                logger,
                thread,
                message,
                exception,
                traceId,
                spanId,
                fields,
                format,
                raw.substring(0, raw.length() - 1) + ",\"trace.id\":\"" + traceId + "\"}",
                container,
                stream);
    }

    @Override
    public @Nullable Object field(String name) {
        Object value = Paths.find(fields, name);
        return value == Paths.ABSENT ? null : value;
    }

    @Override
    public boolean hasField(String name) {
        return Paths.find(fields, name) != Paths.ABSENT;
    }

    @Override
    public byte[] rawBytes() {
        return raw.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public LogRecordAssert assertThat() {
        return new LogRecordAssert(this);
    }

    @Override
    public String toJson() {
        throw new UnsupportedOperationException("no test asks for it");
    }
}
