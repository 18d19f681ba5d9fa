package io.github.structuredlogs.internal.scope;

import io.github.structuredlogs.internal.store.Capture;

/**
 * An instant between two tests, to which records are compared.
 *
 * <p>A container writes a record a little before the engine receives it, and many loggers truncate their times to
 * milliseconds or seconds. So a record that the engine received after the cutoff may have been written before it. Its
 * own time shows this, if it is precise enough and close enough to the engine's time.
 *
 * @param nanos the instant by this JVM's clock, in nanoseconds since the epoch
 * @param settle the number of nanoseconds after it in which the engine may still receive a record from before it
 */
record Cutoff(long nanos, long settle) {

    /** Says whether a record was written before the cutoff. */
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

    /**
     * Says whether a record's own time can be right: a local time without a zone cannot, nor that of a clock that
     * stands still.
     */
    private boolean isClose(long observed, long own) {
        return observed - own <= settle;
    }

    /** Says whether anything that the engine receives at this time must come from after the cutoff. */
    boolean isPast(Capture capture, long observed) {
        return observed != Capture.NO_TIME && capture.byOwnClock(observed) - nanos > settle;
    }
}
