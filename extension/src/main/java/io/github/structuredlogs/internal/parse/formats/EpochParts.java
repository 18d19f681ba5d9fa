package io.github.structuredlogs.internal.parse.formats;

import io.github.structuredlogs.internal.json.JsonTape;

/** An instant that is written as seconds and nanoseconds in separate values. */
public final class EpochParts {
    private EpochParts() {}

    public static void time(JsonTape t, IndexedValues h, int seconds, int nanos) {
        if (!h.timestampReader.isPresent() && t.isScalar(seconds) && h.timestampReader.read(t, seconds)) {
            h.timestampReader.addNanos(t.integer(nanos, 0));
        }
        t.use(seconds);
        t.use(nanos);
    }
}
