package io.github.structuredlogs.internal.output.console;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of the {@code start()} call that created a container, by this JVM's clock.
 *
 * @param isKnown whether anything is known; nothing is for a Compose service
 * @param inSetUp whether no test was running when it began
 * @param lastSeenRunning when it was last found to be running, null if it is not known
 * @param returned when it was first found to have returned, null while it runs or if it is not known
 */
public record StartState(
        boolean isKnown,
        boolean inSetUp,
        @Nullable Instant lastSeenRunning,
        @Nullable Instant returned) {

    /** The state of an unknown start. */
    public static final StartState UNKNOWN = new StartState(false, false, null, null);

    /** How far from each other two looks may be of which one saw it run and the next one did not. */
    private static final Duration MAX_UNSURE = Duration.ofSeconds(1);

    /**
     * {@return until when records belong to the start, null if it is not known} A start in a set-up ends when it was found
     * to have returned. A test may have continued since the look before that.
     */
    @Nullable Instant end() {
        return inSetUp || lastSeenRunning == null ? returned : lastSeenRunning;
    }

    /** {@return when it returned, null if that is not known to the second} */
    public @Nullable Instant seenToReturn() {
        boolean isSure = returned != null
                && lastSeenRunning != null
                && Duration.between(lastSeenRunning, returned).compareTo(MAX_UNSURE) <= 0;
        return isSure ? returned : null;
    }
}
