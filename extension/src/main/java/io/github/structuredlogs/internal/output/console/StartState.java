package io.github.structuredlogs.internal.output.console;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether the {@code start()} that created a container has returned, by this JVM's clock.
 *
 * @param isKnown whether anything is known of it: of a Compose service, nothing is
 * @param lastSeenRunning when it was last seen to run, null if it is not known
 * @param returned when it was first seen to have returned, null while it runs or is not known
 */
public record StartState(
        boolean isKnown,
        @Nullable Instant lastSeenRunning,
        @Nullable Instant returned) {

    /** The state of a start of which nothing is known. */
    public static final StartState UNKNOWN = new StartState(false, null, null);

    /** How far from each other two looks may be of which one saw it run and the next one did not. */
    private static final Duration MAX_UNSURE = Duration.ofSeconds(1);

    /** {@return when it returned, null if that is not known to the second} */
    public @Nullable Instant seenToReturn() {
        boolean isSure = returned != null
                && lastSeenRunning != null
                && Duration.between(lastSeenRunning, returned).compareTo(MAX_UNSURE) <= 0;
        return isSure ? returned : null;
    }
}
