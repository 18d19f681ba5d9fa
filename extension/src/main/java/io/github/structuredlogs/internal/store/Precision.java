package io.github.structuredlogs.internal.store;

/**
 * To which unit a container's loggers cut their times off, learnt from the times themselves: of a logger that writes
 * milliseconds one time in a thousand looks as if it wrote seconds.
 *
 * <p>One thread learns, any may ask. A format stands for a logger.
 */
final class Precision {

    private static final long[] UNITS = {1_000_000_000L, 1_000_000L, 1_000L, 1L};

    private volatile long[] finest = {};

    /** Takes note of a record's own time. */
    void learn(int format, long time) {
        long known = unit(format);
        if (time == RecordStore.NO_TIME || time % known == 0) {
            return;
        }
        long[] before = finest;
        long[] after = new long[Math.max(before.length, format + 1)];
        System.arraycopy(before, 0, after, 0, before.length);
        for (long unit : UNITS) {
            if (time % unit == 0) {
                after[format] = unit;
                break;
            }
        }
        finest = after;
    }

    /** {@return the unit in nanoseconds, a second until a finer one is seen} */
    long unit(int format) {
        long[] known = finest;
        return format < known.length && known[format] != 0 ? known[format] : UNITS[0];
    }
}
