package io.github.structuredlogs.internal.docker.log;

import io.github.structuredlogs.internal.docker.api.EngineTime;
import java.util.Arrays;

/**
 * The parser of the times before a log's entries, most of which are in the same second as the previous one. For one
 * thread.
 */
final class EntryTimes {

    private final byte[] second = new byte[EngineTime.SECOND_LENGTH];
    private long secondNanos;

    /** {@return the time in nanoseconds since the epoch, {@link EntrySink#NO_TIME} if it is not a time} */
    long parse(byte[] buffer, int offset, int length) {
        if (length != EngineTime.UTC_LENGTH) {
            return EngineTime.parse(buffer, offset, length);
        }
        long fraction = EngineTime.fraction(buffer, offset);
        if (!Arrays.equals(buffer, offset, offset + EngineTime.SECOND_LENGTH, second, 0, EngineTime.SECOND_LENGTH)) {
            System.arraycopy(buffer, offset, second, 0, EngineTime.SECOND_LENGTH);
            secondNanos = EngineTime.parse(buffer, offset, length) - fraction;
        }
        return secondNanos + fraction;
    }
}
