package io.github.structuredlogs.internal.store;

import java.util.List;

/**
 * Whether captures were brought up to what the engine had when it was asked.
 *
 * @param behind those that could not be, empty if all were
 */
public record SyncOutcome(List<Behind> behind) {

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

    public boolean upToDate() {
        return behind.isEmpty();
    }
}
