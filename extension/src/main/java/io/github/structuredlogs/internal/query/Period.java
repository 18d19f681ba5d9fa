package io.github.structuredlogs.internal.query;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A period by this JVM's clock.
 *
 * @param from its beginning, null if it has none
 * @param to its end, null for now
 */
public record Period(@Nullable Instant from, @Nullable Instant to) {

    /** The period from the first record to the last. */
    public static final Period ALWAYS = new Period(null, null);

    /** Says whether something with these times falls into the period; null is an unknown time. */
    boolean overlaps(@Nullable Instant begin, @Nullable Instant end) {
        return (begin == null || to == null || begin.isBefore(to))
                && (end == null || from == null || end.isAfter(from));
    }
}
