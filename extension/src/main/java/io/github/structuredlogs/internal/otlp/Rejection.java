package io.github.structuredlogs.internal.otlp;

/** The reason why a span, a measurement or a line of them is not captured. */
public enum Rejection {
    UNREADABLE_LINE("a line of spans or metrics that is cut off or is not valid JSON"),
    INVALID_ID("a span whose trace or span id has the wrong length"),
    INVALID_TIME("a span or measurement whose time is missing or before 1970"),
    UNKNOWN_METRIC("a metric of an unknown type"),
    BEYOND_BOUND("a span or measurement beyond what is kept of a container"),
    UNREADABLE_REQUEST("a request by OTLP that is not what its content type says"),
    TOO_LONG_REQUEST("a request by OTLP of more than 64 MiB"),
    NO_ROOM_FOR_REQUEST("a request by OTLP for which there was no memory at that moment");

    private final String words;

    Rejection(String words) {
        this.words = words;
    }

    /** {@return what was rejected, in words} */
    public String words() {
        return words;
    }
}
