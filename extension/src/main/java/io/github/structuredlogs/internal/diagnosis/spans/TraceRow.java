package io.github.structuredlogs.internal.diagnosis.spans;

import io.github.structuredlogs.Span;
import java.time.Duration;
import java.util.List;

/**
 * A span in the outline of a test's trace.
 *
 * @param span the span; the first one of several that are alike
 * @param depth the number of shown spans above it
 * @param times the number of spans that it stands for
 * @param together their total duration
 * @param after the time from the trace's first span to it
 * @param isNew whether passed tests began in the same way and had no such span
 * @param isNotReceived whether it is a message that no span of the trace has received, unlike in passed tests
 * @param attributes what tells it from others, the most telling first
 */
public record TraceRow(
        Span span,
        int depth,
        int times,
        Duration together,
        Duration after,
        boolean isNew,
        boolean isNotReceived,
        List<RowAttribute> attributes) {

    TraceRow at(int shownAbove) {
        return new TraceRow(span, shownAbove, times, together, after, isNew, isNotReceived, attributes);
    }
}
