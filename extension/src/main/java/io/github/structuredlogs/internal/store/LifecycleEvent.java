package io.github.structuredlogs.internal.store;

import java.time.Instant;

/**
 * Something that happened to a container, as a mark between its records.
 *
 * @param lifecycleKind what happened
 * @param at when, by the engine's clock
 * @param words what happened in words, without the container's name: {@code exited 137 (out of memory)}
 * @param before the number of records that had been captured before it
 * @param crash whether it is an end that nobody asked for
 */
public record LifecycleEvent(LifecycleKind lifecycleKind, Instant at, String words, long before, boolean crash) {

    /** Something that is no crash. */
    public LifecycleEvent(LifecycleKind lifecycleKind, Instant at, String words, long before) {
        this(lifecycleKind, at, words, before, false);
    }

    LifecycleEvent withBefore(long records) {
        return new LifecycleEvent(lifecycleKind, at, words, records, crash);
    }

    /** What may happen to a container. */
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
        /** The capture ended and cannot say that it has everything. */
        INCOMPLETE
    }
}
