package io.github.structuredlogs.internal.otlp;

/** Takes what {@link OtlpReader} reads, in its order. */
public interface OtlpSink {

    void span(RecordedSpan span);

    void point(RecordedPoint point);

    /** Something could not be taken. */
    void rejected(Rejection reason);
}
