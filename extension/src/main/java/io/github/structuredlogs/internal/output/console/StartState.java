package io.github.structuredlogs.internal.output.console;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of the {@code start()} call that created a container, by this JVM's clock.
 *
 * @param isKnown whether anything is known; nothing is for a Compose service
 * @param lastSeenRunning when it was last found to be running, null if it is not known
 * @param returned when it was first found to have returned, null while it runs or if it is not known
 */
public record StartState(
        boolean isKnown,
        @Nullable Instant lastSeenRunning,
        @Nullable Instant returned) {

    /** The state of an unknown start. */
    public static final StartState UNKNOWN = new StartState(false, null, null);
}
