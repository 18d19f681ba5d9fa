package io.github.structuredlogs.internal.viewer;

/**
 * The choice of records for a page of limited size: those of failed tests first, then warnings and errors, then the
 * nearest to a failure. Sizes are counted before, by rank and distance, so that no list of all records is needed.
 */
@SuppressWarnings("EnumOrdinal") // Ranks are in the order in which they find room.
public final class SizeBudget {
    /** What comes first when there is not room for all. */
    public enum Rank {
        FAILED_TEST,
        WARNING,
        OTHER
    }

    /** The size of a record in the file, compressed and encoded, for each byte of the container's output. */
    private static final double BYTES_PER_RAW_BYTE = 0.2;

    private static final int BYTES_PER_RECORD = 12;
    private static final int STEPS_PER_DOUBLING = 8;
    private static final int MAX_DISTANCE = 64 * STEPS_PER_DOUBLING;

    private final long budget;
    private final long[][] sizes = new long[Rank.values().length][MAX_DISTANCE + 1];
    private final int[] limits = new int[Rank.values().length];
    private boolean decided;

    /** Begins with what the records of a page may take, in bytes. */
    public SizeBudget(long budget) {
        this.budget = budget;
    }

    /** Counts a record. */
    public void count(Rank rank, long millisFromFailure, int rawLength) {
        sizes[rank.ordinal()][step(millisFromFailure)] += (long) (rawLength * BYTES_PER_RAW_BYTE) + BYTES_PER_RECORD;
    }

    /** {@return whether there is room for a record, once all have been counted} */
    public boolean hasRoom(Rank rank, long millisFromFailure) {
        if (!decided) {
            decide();
        }
        return step(millisFromFailure) < limits[rank.ordinal()];
    }

    private void decide() {
        long left = budget;
        for (Rank rank : Rank.values()) {
            int step = 0;
            long[] ofRank = sizes[rank.ordinal()];
            while (step <= MAX_DISTANCE && ofRank[step] <= left) {
                left -= ofRank[step++];
            }
            limits[rank.ordinal()] = step;
        }
        decided = true;
    }

    /** Steps grow with the distance, so that small distances are exact to the millisecond. */
    private static int step(long millis) {
        double doublings = Math.log1p((double) Math.max(0, millis)) / Math.log(2);
        return (int) Math.min(MAX_DISTANCE, doublings * STEPS_PER_DOUBLING);
    }
}
