package io.github.structuredlogs.internal.docker.log;

import org.jspecify.annotations.Nullable;

/**
 * What one watch leaves to the next of a container's log.
 *
 * @param logPosition how far it was read
 * @param rotation how much was logged, so that it is known whether the log may have begun to rotate; null if nobody has looked
 */
public record ReadSoFar(LogPosition logPosition, @Nullable Rotation rotation) {

    /** Of a log that nobody has read. */
    public static ReadSoFar nothing() {
        return new ReadSoFar(new LogPosition(), null);
    }

    /** Of a log of which nothing matters that is older than a time in nanoseconds since the epoch. */
    public static ReadSoFar since(long nanos) {
        return new ReadSoFar(LogPosition.since(nanos), null);
    }
}
