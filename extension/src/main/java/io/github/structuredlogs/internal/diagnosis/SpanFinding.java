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
 * @param missing what is missing below the span, in words; empty if nothing is
 */
public record SpanFinding(SpanTrouble trouble, List<Span> spans, int times, Duration together, String missing) {

    /** What spans tell. */
    public enum SpanTrouble {
        /** A span failed, and none below it did. */
        FAILED,
        /** A span took most of the time of another. */
        SLOWEST,
        /** The same operation was repeated again and again. */
        REPEATED,
        /** A span did not follow that followed in every passed test. */
        MISSING
    }
}
