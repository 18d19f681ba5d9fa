package io.github.structuredlogs.internal.store;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.condition.RecordColumns;
import io.github.structuredlogs.internal.parse.DecodedRecord;
import io.github.structuredlogs.internal.parse.RecordContent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A record in the store: its place, and the values that were decoded so far. Two records of one place are equal. */
public final class StoredRecord extends DecodedRecord implements RecordColumns.ColumnRow {

    private final Capture capture;
    private final long index;

    StoredRecord(Capture capture, long index) {
        this.capture = capture;
        this.index = index;
    }

    public Capture capture() {
        return capture;
    }

    @Override
    public RecordColumns columns() {
        return capture;
    }

    @Override
    public long index() {
        return index;
    }

    @Override
    protected RecordContent decode() {
        return capture.decode(index);
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

    static long nanos(Instant at) {
        return at.getEpochSecond() * 1_000_000_000L + at.getNano();
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }

    @Override
    public @Nullable LogLevel level() {
        return capture.level(index);
    }

    @Override
    public @Nullable String logger() {
        return capture.logger(index);
    }

    @Override
    public @Nullable String traceId() {
        return capture.trace(index);
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
    public boolean equals(@Nullable Object other) {
        return other instanceof StoredRecord that && that.capture == capture && that.index == index;
    }

    @Override
    public int hashCode() {
        return 31 * System.identityHashCode(capture) + Long.hashCode(index);
    }

    @Override
    public String toString() {
        return capture.text().line(this);
    }
}
