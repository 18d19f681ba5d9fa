package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.Span;
import java.time.Duration;
import java.util.List;

/**
 * Spans that tell why a test failed.
 *
 * @param spanTrouble what they tell
 * @param spans one, or a chain from a span to what took most of its time
 * @param times how many there are of the kind
 * @param together how long these took together
 * @param missing what is missing below the span, in words; empty if nothing is
 */
public record SpanFinding(SpanTrouble spanTrouble, List<Span> spans, int times, Duration together, String missing) {

    /** What spans tell. */
    public enum SpanTrouble {
        /** One failed, and none below it did. */
        FAILED,
        /** One took most of the time of another. */
        SLOWEST,
        /** The same was done again and again. */
        REPEATED,
        /** What followed in every test that passed did not follow. */
        MISSING
    }
}
