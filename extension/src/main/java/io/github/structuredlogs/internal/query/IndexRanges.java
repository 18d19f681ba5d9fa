package io.github.structuredlogs.internal.query;

import java.util.Arrays;

/** Indexes of records in rising order, of which many follow one another. */
final class IndexRanges {

    /** Of each run of indexes its first and the one behind its last. */
    private long[] bounds = new long[8];

    private int used;

    /** Adds those from one on and before another one. */
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

    /** Goes through them from the first to the last. */
    final class Iteration {
        private int run;
        private long at = bounds[0];

        long get() {
            return at;
        }

        /** Goes to the next one; false if there is none. */
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
