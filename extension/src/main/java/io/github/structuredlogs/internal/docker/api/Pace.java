package io.github.structuredlogs.internal.docker.api;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * The pace of reading: lines in quick succession accumulate a little before they are read. The engine sends each line
 * separately, and waking up for each one costs more than reading it, also for the engine, which shares the machine. For
 * one thread.
 *
 * <p>A line after a pause is read at once, and so is everything while the reader lags behind.
 */
final class Pace {

    /** A longer read has waited; a much longer one has waited for the end of a pause. */
    static final long WAITED_NANOS = 5_000;

    static final long PAUSED_NANOS = 1_000_000;

    /** After this number of short waits there is a rest. */
    static final int WAITS = 4;

    static final long REST_NANOS = 500_000;

    private final LongSupplier clock;
    private final LongConsumer sleep;
    private int waits;
    private long begun;

    Pace() {
        this(System::nanoTime, LockSupport::parkNanos);
    }

    /**
     * Creates a pace with another clock.
     *
     * @param clock returns nanoseconds
     * @param sleep sleeps for a number of nanoseconds
     */
    Pace(LongSupplier clock, LongConsumer sleep) {
        this.clock = clock;
        this.sleep = sleep;
    }

    void beforeRead() {
        if (waits == WAITS) {
            waits = 0;
            sleep.accept(REST_NANOS);
        }
        begun = clock.getAsLong();
    }

    void afterRead() {
        long took = clock.getAsLong() - begun;
        if (took > PAUSED_NANOS) {
            waits = 0;
        } else if (took > WAITED_NANOS) {
            waits++;
        }
    }
}
