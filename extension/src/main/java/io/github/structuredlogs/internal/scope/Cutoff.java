package io.github.structuredlogs.internal.scope;

import io.github.structuredlogs.internal.store.Capture;

/**
 * An instant between two tests, against which records are placed.
 *
 * <p>A container writes a record a little before the engine receives it, and many loggers cut their own time off to
 * milliseconds or seconds. So a record that the engine received after the mark may still have been written before it;
 * its own time says so, as far as it is precise enough, and close enough to the engine's to be right.
 *
 * @param nanos the instant by this JVM's clock, in nanoseconds since the epoch
 * @param settle for how many nanoseconds after it the engine may still receive a record from before it
 */
record Cutoff(long nanos, long settle) {

    /** Whether a record was written before the mark. */
    boolean isAfter(Capture capture, long index) {
        long observed = capture.observedNanos(index);
        if (observed == Capture.NO_TIME || capture.byOwnClock(observed) < nanos) {
            return true;
        }
        if (isPast(capture, observed)) {
            return false;
        }
        long own = capture.timestampNanos(index);
        if (own == Capture.NO_TIME) {
            return false;
        }
        long cutOff = own + capture.precisionNanos(index);
        return isClose(observed, cutOff) && capture.byOwnClock(cutOff) <= nanos;
    }

    /** Whether a record's own time can be right: a local time without a zone is not, nor that of a clock which stands still. */
    private boolean isClose(long observed, long own) {
        return observed - own <= settle;
    }

    /** Whether nothing that the engine receives at a time can come from before the mark. */
    boolean isPast(Capture capture, long observed) {
        return observed != Capture.NO_TIME && capture.byOwnClock(observed) - nanos > settle;
    }
}
