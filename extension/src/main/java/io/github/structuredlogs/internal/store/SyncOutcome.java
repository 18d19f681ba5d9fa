package io.github.structuredlogs.internal.store;

import java.util.ArrayList;
import java.util.List;

/**
 * The result of a sync: which captures have what the engine had when it was asked.
 *
 * @param behind the captures that are not up to date, empty if all are
 * @param containers the knowledge whether each container has a capture
 */
public record SyncOutcome(List<Behind> behind, ContainerSet containers) {

    /** Every capture has what the engine had. */
    public static final SyncOutcome UP_TO_DATE = new SyncOutcome(List.of());

    /**
     * A capture that may lack records of the engine.
     *
     * @param capture the capture
     * @param reason why, in words
     */
    public record Behind(Capture capture, String reason) {}

    public SyncOutcome {
        behind = List.copyOf(behind);
    }

    /** Creates a result for containers that all have captures. */
    public SyncOutcome(List<Behind> behind) {
        this(behind, ContainerSet.KNOWN);
    }

    /**
     * {@return this result and that of a later question about other captures} The later answer about which containers exist
     * replaces the earlier one, because it covers those that existed then.
     */
    public SyncOutcome and(SyncOutcome later) {
        List<Behind> both = new ArrayList<>(behind);
        both.addAll(later.behind);
        return new SyncOutcome(both, later.containers);
    }

    /** Says whether every capture has what the engine had, and each container has a capture. */
    public boolean upToDate() {
        return behind.isEmpty() && containers.isKnown();
    }
}
