package io.github.structuredlogs.internal.store;

import java.time.Instant;

/**
 * An event of a container between its records.
 *
 * @param kind what happened
 * @param at when, by the engine's clock
 * @param words the event in words, without the container's name: {@code exited 137 (out of memory)}
 * @param before the number of records that were captured before it
 * @param crash whether it is an end that nobody requested
 */
public record LifecycleEvent(LifecycleKind kind, Instant at, String words, long before, boolean crash) {

    /** Creates an event that is not a crash. */
    public LifecycleEvent(LifecycleKind kind, Instant at, String words, long before) {
        this(kind, at, words, before, false);
    }

    LifecycleEvent withBefore(long records) {
        return new LifecycleEvent(kind, at, words, records, crash);
    }

    /** The kinds of events. */
    public enum LifecycleKind {
        STARTED,
        HEALTHY,
        UNHEALTHY,
        PAUSED,
        RESUMED,
        OUT_OF_MEMORY,
        EXITED,
        RESTARTED,
        REMOVED,
        /** Some of what it logged is known to be missing. */
        LOST,
        /** The capture ended without knowing whether it has everything. */
        INCOMPLETE
    }
}
