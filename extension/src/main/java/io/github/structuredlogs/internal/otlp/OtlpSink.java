package io.github.structuredlogs.internal.otlp;

/** The receiver of spans and measurements from {@link OtlpReader}, in order. */
public interface OtlpSink {

    void span(RecordedSpan span);

    void point(RecordedPoint point);

    /** Receives a rejection. */
    void rejected(Rejection reason);
}
