package io.github.structuredlogs.internal.parse;

/** An instant that is written as seconds and nanoseconds of their own. */
final class EpochParts {
    private EpochParts() {}

    static void time(Tape t, Head h, int seconds, int nanos) {
        if (!h.time.isPresent() && t.isScalar(seconds) && h.time.read(t, seconds)) {
            h.time.addNanos(t.integer(nanos, 0));
        }
        t.use(seconds);
        t.use(nanos);
    }
}
