package io.github.structuredlogs.internal.parse;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.LoggedException;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.values.Paths;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All values of a record, as {@link io.github.structuredlogs.LogRecord} describes them. */
public final class RecordContent {
    private final String format;
    private final @Nullable Instant timestamp;
    private final @Nullable LogLevel level;
    private final @Nullable String levelText;
    private final @Nullable String logger;
    private final @Nullable String thread;
    private final @Nullable String message;
    private final @Nullable LoggedException exception;
    private final @Nullable String traceId;
    private final @Nullable String spanId;
    private final Map<String, @Nullable Object> fields;
    private final RecordBuilder.@Nullable Origin origin;
    private final Supplier<Map<String, @Nullable Object>> written;
    private volatile @Nullable Map<String, @Nullable Object> asWritten;

    RecordContent(
            String format,
            IndexedValues indexedValues,
            RecordBuilder recordBuilder,
            Supplier<Map<String, @Nullable Object>> written) {
        timestamp = indexedValues.timestampReader.instant();
        level = indexedValues.level();
        levelText = indexedValues.levelText();
        logger = indexedValues.logger();
        traceId = indexedValues.trace.text();
        spanId = indexedValues.span.text();
        thread = recordBuilder.thread();
        message = recordBuilder.messageWithoutStack();
        exception = recordBuilder.exception();
        fields = recordBuilder.fields();
        RecordBuilder.Origin origin = recordBuilder.origin();
        this.origin = origin;
        String first = origin == null ? null : origin.format();
        this.format = first == null ? format : first;
        this.written = written;
    }

    /** {@return the name of the format} */
    public String format() {
        return format;
    }

    /** {@return when the engine received the record, if it was read again from the normal form, otherwise null} */
    public @Nullable Instant observed() {
        return origin == null ? null : origin.observed();
    }

    /** {@return the container's output, if the record was read again from the normal form, otherwise null} */
    public @Nullable String raw() {
        return origin == null ? null : origin.raw();
    }

    /** {@return the container's name, if the record was read again from the normal form, otherwise null} */
    public @Nullable String container() {
        return origin == null ? null : origin.container();
    }

    /** {@return the stream, if the record was read again from the normal form, otherwise null} */
    public @Nullable LogStream stream() {
        return origin == null ? null : origin.stream();
    }

    /** {@return the record's own instant, null if it has none} */
    public @Nullable Instant timestamp() {
        return timestamp;
    }

    /** {@return the level, null if there is none} */
    public @Nullable LogLevel level() {
        return level;
    }

    /** {@return the level as the record spells it, null if it has none} */
    public @Nullable String levelText() {
        return levelText;
    }

    /** {@return the logger's name, null if there is none} */
    public @Nullable String logger() {
        return logger;
    }

    /** {@return the thread's name, null if there is none} */
    public @Nullable String thread() {
        return thread;
    }

    /** {@return the message, null if there is none} */
    public @Nullable String message() {
        return message;
    }

    /** {@return the error, null if there is none} */
    public @Nullable LoggedException exception() {
        return exception;
    }

    /** {@return the trace id, null if there is none} */
    public @Nullable String traceId() {
        return traceId;
    }

    /** {@return the span id, null if there is none} */
    public @Nullable String spanId() {
        return spanId;
    }

    /** {@return all other values, in the record's order} */
    public Map<String, @Nullable Object> fields() {
        return fields;
    }

    /**
     * {@return the value of a field, by its name or along a path, else from the original JSON; null if there is none}
     */
    public @Nullable Object field(String name) {
        Object value = find(name);
        return value == Paths.ABSENT ? null : value;
    }

    /** {@return whether {@link #field} finds a value, including null} */
    public boolean hasField(String name) {
        return find(name) != Paths.ABSENT;
    }

    private @Nullable Object find(String name) {
        Object value = Paths.find(fields, name);
        if (value != Paths.ABSENT) {
            return value;
        }
        Map<String, @Nullable Object> all = asWritten;
        if (all == null) {
            all = written.get();
            asWritten = all;
        }
        return Paths.find(all, name);
    }
}
