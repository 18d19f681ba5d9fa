package io.github.structuredlogs.internal.store;

import java.util.List;

/**
 * Whether captures were brought up to what the engine had when it was asked.
 *
 * @param behind those that could not be, empty if all were
 * @param containers whether each container has a capture
 */
public record SyncOutcome(List<Behind> behind, ContainerSet containers) {

    /** Every capture has what the engine had. */
    public static final SyncOutcome UP_TO_DATE = new SyncOutcome(List.of());

    /**
     * A capture that may lack records which the engine has.
     *
     * @param capture the capture
     * @param reason why, in words
     */
    public record Behind(Capture capture, String reason) {}

    public SyncOutcome {
        behind = List.copyOf(behind);
    }

    /** Captures that could not be brought up, among containers all of which are captured. */
    public SyncOutcome(List<Behind> behind) {
        this(behind, ContainerSet.KNOWN);
    }

    /** Whether every capture has what the engine had, and each container has a capture. */
    public boolean upToDate() {
        return behind.isEmpty() && containers.isKnown();
    }
}
