package io.github.structuredlogs.internal.parse;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.values.TimestampReader;
import org.jspecify.annotations.Nullable;

/** The values of a record that are decoded when it arrives. One instance is reused for all records of a stream. */
public final class ParsedRecord {
    /** Replaces a missing instant, or one that does not fit into a long as nanoseconds since the epoch. */
    public static final long NO_TIME = TimestampReader.NONE;

    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private int offset;
    private int length;
    private int part;
    private int format;
    private long observedNanos;
    private long timestampNanos;
    private @Nullable LogLevel level;
    private @Nullable String logger;
    private boolean hexTrace;
    private long traceHigh;
    private long traceLow;
    private @Nullable String traceText;
    private boolean respelled;

    ParsedRecord() {}

    void set(byte[] bytes, int offset, int length, long observedNanos) {
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
        this.observedNanos = observedNanos;
    }

    void set(int format, int part, IndexedValues indexedValues, @Nullable String logger) {
        set(format, part, indexedValues, logger, false);
    }

    void set(int format, int part, IndexedValues indexedValues, @Nullable String logger, boolean respelled) {
        this.respelled = respelled;
        this.format = format;
        this.part = part;
        timestampNanos = indexedValues.timestampReader.epochNanos();
        level = indexedValues.level();
        this.logger = logger;
        hexTrace = indexedValues.trace.isHex32();
        traceHigh = indexedValues.trace.high();
        traceLow = indexedValues.trace.low();
        traceText = hexTrace ? null : indexedValues.trace.text();
    }

    /** {@return the array that contains the original record} */
    public byte[] bytes() {
        return bytes;
    }

    /** {@return the index in {@link #bytes()} at which the record begins} */
    public int offset() {
        return offset;
    }

    /** {@return the length of the record in bytes; its lines are joined by {@code \n}} */
    public int length() {
        return length;
    }

    /** {@return the index of this record among those of its line} */
    public int part() {
        return part;
    }

    /** {@return the number of the format, for {@link Formats}} */
    public int format() {
        return format;
    }

    /** {@return when the engine received the first line, in nanoseconds since the epoch} */
    public long observedNanos() {
        return observedNanos;
    }

    /** {@return the record's own instant in nanoseconds since the epoch, or {@link #NO_TIME}} */
    public long timestampNanos() {
        return timestampNanos;
    }

    /** {@return the level, null if there is none} */
    public @Nullable LogLevel level() {
        return level;
    }

    /** {@return the logger's name, mostly the same string for the same name; null if there is none} */
    public @Nullable String logger() {
        return logger;
    }

    /** {@return whether the trace id is 32 hex digits, which are in {@link #traceHigh()} and {@link #traceLow()}} */
    public boolean hasHexTrace() {
        return hexTrace;
    }

    /** {@return the first 16 digits of the trace id} */
    public long traceHigh() {
        return traceHigh;
    }

    /** {@return the last 16 digits of the trace id} */
    public long traceLow() {
        return traceLow;
    }

    /** {@return a trace id that is not 32 hex digits; null if there is none} */
    public @Nullable String traceText() {
        return traceText;
    }

    /** Whether it is JSON in which a character may stand as a code: {@link io.github.structuredlogs.internal.json.JsonTape#isRespelled}. */
    public boolean isRespelled() {
        return respelled;
    }
}
