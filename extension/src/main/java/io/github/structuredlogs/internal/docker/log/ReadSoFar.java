package io.github.structuredlogs.internal.docker.log;

import org.jspecify.annotations.Nullable;

/**
 * The state of a container's log that one watch leaves to the next.
 *
 * @param logPosition the position up to which it was read
 * @param rotation the amount of logged output, which shows whether the log may have begun to rotate; null if nobody has
 *     read it
 */
public record ReadSoFar(LogPosition logPosition, @Nullable Rotation rotation) {

    /** Returns the state of a log that nobody has read. */
    public static ReadSoFar nothing() {
        return new ReadSoFar(new LogPosition(), null);
    }

    /** Of a log of which nothing matters that is older than a time in nanoseconds since the epoch. */
    public static ReadSoFar since(long nanos) {
        return new ReadSoFar(LogPosition.since(nanos), null);
    }
}
