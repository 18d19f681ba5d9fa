package io.github.structuredlogs.internal.parse;

import io.github.structuredlogs.internal.json.JsonTape;

/** Takes the lines of a stream that hold spans or metrics and no record, in their order. */
public interface TelemetrySink {

    /** Takes nothing: for those who only ask for records. */
    TelemetrySink NONE = new TelemetrySink() {
        @Override
        public void line(JsonTape jsonTape, int length, long observedNanos) {}

        @Override
        public void unreadable(long observedNanos) {}
    };

    /**
     * Takes a line.
     *
     * @param jsonTape the object, which is valid only during the call
     * @param length how many bytes the line has
     * @param observedNanos when the engine received it, in nanoseconds since the epoch
     */
    void line(JsonTape jsonTape, int length, long observedNanos);

    /**
     * A line begins as one that holds spans or metrics, and is cut off or is not valid JSON.
     *
     * @param observedNanos when the engine received it, in nanoseconds since the epoch
     */
    void unreadable(long observedNanos);
}
