package io.github.structuredlogs.internal.parse;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.LoggedException;
import io.github.structuredlogs.assertj.LogRecordAssert;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record that was read from a file; decoded when it is first asked for something. */
final class ReadRecord implements LogRecord {
    private final Formats formats;
    private final int format;
    private final int part;
    private final byte[] raw;
    private final @Nullable Instant observed;
    private final @Nullable String container;
    private final @Nullable LogStream stream;
    private volatile @Nullable RecordContent content;

    ReadRecord(
            Formats formats,
            ParsedRecord record,
            byte[] raw,
            @Nullable Instant observed,
            @Nullable String container,
            @Nullable LogStream stream) {
        this.formats = formats;
        this.format = record.format();
        this.part = record.part();
        this.raw = raw;
        this.observed = observed;
        this.container = container;
        this.stream = stream;
    }

    private RecordContent content() {
        RecordContent decoded = content;
        if (decoded == null) {
            decoded = formats.decode(raw, format, part);
            content = decoded;
        }
        return decoded;
    }

    @Override
    public @Nullable Instant timestamp() {
        return content().timestamp();
    }

    @Override
    public @Nullable Instant observed() {
        Instant written = content().observed();
        return written == null ? observed : written;
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
    public String raw() {
        String written = content().raw();
        return written == null ? new String(raw, StandardCharsets.UTF_8) : written;
    }

    @Override
    public byte[] rawBytes() {
        String written = content().raw();
        return written == null ? raw.clone() : written.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public @Nullable String container() {
        String written = content().container();
        return written == null ? container : written;
    }

    @Override
    public @Nullable LogStream stream() {
        LogStream written = content().stream();
        return written == null ? stream : written;
    }

    @Override
    public String toJson() {
        return RecordJson.write(this);
    }

    @Override
    public LogRecordAssert assertThat() {
        return new LogRecordAssert(this);
    }

    @Override
    public String toString() {
        return raw();
    }
}
