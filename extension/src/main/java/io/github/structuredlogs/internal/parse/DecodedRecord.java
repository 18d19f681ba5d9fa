package io.github.structuredlogs.internal.parse;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.LoggedException;
import io.github.structuredlogs.internal.json.RecordJson;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record whose values are decoded on demand, except those that its owner already has. */
public abstract class DecodedRecord implements LogRecord {
    private volatile @Nullable RecordContent decoded;

    /** Decodes the record. */
    protected abstract RecordContent decode();

    protected final RecordContent content() {
        RecordContent content = decoded;
        if (content == null) {
            content = decode();
            decoded = content;
        }
        return content;
    }

    @Override
    public @Nullable Instant timestamp() {
        return content().timestamp();
    }

    @Override
    public @Nullable LogLevel level() {
        return content().level();
    }

    @Override
    public @Nullable String levelText() {
        return content().levelText();
    }

    @Override
    public @Nullable String logger() {
        return content().logger();
    }

    @Override
    public @Nullable String thread() {
        return content().thread();
    }

    @Override
    public @Nullable String message() {
        return content().message();
    }

    @Override
    public @Nullable LoggedException exception() {
        return content().exception();
    }

    @Override
    public @Nullable String traceId() {
        return content().traceId();
    }

    @Override
    public @Nullable String spanId() {
        return content().spanId();
    }

    @Override
    public Map<String, @Nullable Object> fields() {
        return content().fields();
    }

    @Override
    public @Nullable Object field(String name) {
        return content().field(name);
    }

    @Override
    public boolean hasField(String name) {
        return content().hasField(name);
    }

    @Override
    public String format() {
        return content().format();
    }

    @Override
    public String toJson() {
        return RecordJson.write(this);
    }
}
