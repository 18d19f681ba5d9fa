package io.github.structuredlogs.internal.parse;

import io.github.structuredlogs.LogLevel;
import org.jspecify.annotations.Nullable;

/** What is decoded of a record when it arrives; reused for the next one. */
public final class ParsedRecord {

    /** The value of a time that is not there. */
    public static final long NO_TIME = Long.MIN_VALUE;

    private byte[] bytes = new byte[0];
    private int offset;
    private int length;
    private long observedNanos;

    ParsedRecord text(byte[] buffer, int from, int count, long observed) {
        bytes = buffer;
        offset = from;
        length = count;
        observedNanos = observed;
        return this;
    }

    public byte[] bytes() {
        return bytes;
    }

    public int offset() {
        return offset;
    }

    public int length() {
        return length;
    }

    public int part() {
        return 0;
    }

    public int format() {
        return 0;
    }

    public long observedNanos() {
        return observedNanos;
    }

    public long timestampNanos() {
        return NO_TIME;
    }

    public @Nullable LogLevel level() {
        return null;
    }

    public @Nullable String logger() {
        return null;
    }

    public boolean hasHexTrace() {
        return false;
    }

    public long traceHigh() {
        return 0;
    }

    public long traceLow() {
        return 0;
    }

    public @Nullable String traceText() {
        return null;
    }
}
