package io.github.structuredlogs.internal.parse.formats;

import io.github.structuredlogs.internal.json.Tape;

/** An instant that is written as seconds and nanoseconds of their own. */
public final class EpochParts {
    private EpochParts() {}

    public static void time(Tape t, Head h, int seconds, int nanos) {
        if (!h.time.isPresent() && t.isScalar(seconds) && h.time.read(t, seconds)) {
            h.time.addNanos(t.integer(nanos, 0));
        }
        t.use(seconds);
        t.use(nanos);
    }
}
