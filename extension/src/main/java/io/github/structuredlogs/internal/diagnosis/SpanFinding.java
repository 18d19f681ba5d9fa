package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.Span;
import java.time.Duration;
import java.util.List;

/**
 * Spans that explain why a test failed.
 *
 * @param trouble the kind of problem
 * @param spans one span, or the chain from a span to the one that took most of its time
 * @param times the number of spans of this kind
 * @param together their total duration
 * @param words what is missing below the span, or the error that it was answered with; else empty
 */
public record SpanFinding(SpanTrouble trouble, List<Span> spans, int times, Duration together, String words) {

    /** What spans tell. */
    public enum SpanTrouble {
        /** A span failed, and none below it did. */
        FAILED,
        /** A request failed, and the work for it went on: the chain from the span that served it. */
        WENT_ON,
        /** A span has an error response and is not marked as failed. */
        ANSWERED,
        /** A span took most of the time of another. */
        SLOWEST,
        /** The same operation was repeated again and again. */
        REPEATED,
        /** A span did not follow that followed in every passed test. */
        MISSING
    }
}
