package io.github.structuredlogs.internal.store;

/**
 * The unit to which a container's loggers truncate their times. It is learnt from the times: a logger with milliseconds
 * writes one time in a thousand that looks like whole seconds.
 *
 * <p>One thread learns, any thread may read. Each format counts as one logger.
 */
final class Precision {

    private static final long[] UNITS = {1_000_000_000L, 1_000_000L, 1_000L, 1L};

    private volatile long[] finest = {};

    /** Learns from a record's own time. */
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

    /** {@return the unit in nanoseconds; a second until a finer time was seen} */
    long unit(int format) {
        long[] known = finest;
        return format < known.length && known[format] != 0 ? known[format] : UNITS[0];
    }
}
