package io.github.structuredlogs.internal.parse;

import io.github.structuredlogs.internal.json.JsonTape;

/** The receiver of a stream's lines that contain spans or metrics instead of a record, in order. */
public interface TelemetrySink {

    /** Ignores everything: for callers that only need records. */
    TelemetrySink NONE = new TelemetrySink() {
        @Override
        public void line(JsonTape jsonTape, int length, long observedNanos) {}

        @Override
        public void unreadable(long observedNanos) {}
    };

    /**
     * Receives a line.
     *
     * @param jsonTape the object, valid only during the call
     * @param length the length of the line in bytes
     * @param observedNanos when the engine received it, in nanoseconds since the epoch
     */
    void line(JsonTape jsonTape, int length, long observedNanos);

    /**
     * Receives a line that begins like spans or metrics, but is cut off or is not valid JSON.
     *
     * @param observedNanos when the engine received it, in nanoseconds since the epoch
     */
    void unreadable(long observedNanos);
}
