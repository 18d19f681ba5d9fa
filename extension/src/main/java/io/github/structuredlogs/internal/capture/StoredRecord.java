package io.github.structuredlogs.internal.capture;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.LoggedException;
import io.github.structuredlogs.assertj.LogRecordAssert;
import io.github.structuredlogs.internal.parse.RecordContent;
import io.github.structuredlogs.internal.parse.RecordJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record where the store has it: a place, and what was decoded of it so far. Two of one place are equal. */
public final class StoredRecord implements LogRecord {

    private final Capture capture;
    private final long index;
    private volatile @Nullable RecordContent decoded;

    StoredRecord(Capture capture, long index) {
        this.capture = capture;
        this.index = index;
    }

    Capture capture() {
        return capture;
    }

    long index() {
        return index;
    }

    private RecordContent content() {
        RecordContent content = decoded;
        if (content == null) {
            content = capture.decode(index);
            decoded = content;
        }
        return content;
    }

    @Override
    public @Nullable Instant timestamp() {
        long nanos = capture.timestampNanos(index);
        return nanos != Capture.NO_TIME ? instant(nanos) : content().timestamp();
    }

    @Override
    public @Nullable Instant observed() {
        long nanos = capture.observedNanos(index);
        return nanos == Capture.NO_TIME ? null : instant(nanos);
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }

    @Override
    public @Nullable LogLevel level() {
        return capture.level(index);
    }

    @Override
    public @Nullable String levelText() {
        return content().levelText();
    }

    @Override
    public @Nullable String logger() {
        return capture.logger(index);
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
        return capture.trace(index);
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
        return capture.format(index);
    }

    @Override
    public String raw() {
        return new String(rawBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public byte[] rawBytes() {
        return capture.raw(index);
    }

    @Override
    public String container() {
        return capture.name();
    }

    @Override
    public LogStream stream() {
        return capture.stream(index);
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
    public boolean equals(@Nullable Object other) {
        return other instanceof StoredRecord that && that.capture == capture && that.index == index;
    }

    @Override
    public int hashCode() {
        return 31 * System.identityHashCode(capture) + Long.hashCode(index);
    }

    @Override
    public String toString() {
        return container() + ' ' + raw();
    }
}
