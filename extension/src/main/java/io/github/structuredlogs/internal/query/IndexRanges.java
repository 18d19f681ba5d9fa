package io.github.structuredlogs.internal.query;

import java.util.Arrays;

/** Ascending indexes of records, mostly in ranges. */
final class IndexRanges {

    /** The first index of each range, and the one after its last. */
    private long[] bounds = new long[8];

    private int used;

    /** Adds the indexes from one up to another one. */
    void add(long from, long to) {
        if (used > 0 && bounds[used - 1] == from) {
            bounds[used - 1] = to;
            return;
        }
        if (used == bounds.length) {
            bounds = Arrays.copyOf(bounds, used * 2);
        }
        bounds[used++] = from;
        bounds[used++] = to;
    }

    boolean isEmpty() {
        return used == 0;
    }

    /** The iteration over all indexes, in order. */
    final class Iteration {
        private int run;
        private long at = bounds[0];

        long get() {
            return at;
        }

        /** Moves to the next index; false if there is none. */
        boolean advance() {
            at++;
            if (at == bounds[run + 1]) {
                run += 2;
                if (run == used) {
                    return false;
                }
                at = bounds[run];
            }
            return true;
        }
    }
}
