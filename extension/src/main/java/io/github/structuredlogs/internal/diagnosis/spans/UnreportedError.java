package io.github.structuredlogs.internal.diagnosis.spans;

import io.github.structuredlogs.Span;
import io.github.structuredlogs.SpanEvent;
import org.jspecify.annotations.Nullable;

/** The exception or error that a span holds although its status is no error: it was caught, or nobody set the status. */
final class UnreportedError {

    private UnreportedError() {}

    /** {@return the type of the error; null if the span failed, or holds none} */
    static @Nullable String of(Span span) {
        if (span.hasFailed()) {
            return null;
        }
        for (SpanEvent event : span.events()) {
            Object type = event.attributes().get("exception.type");
            if (event.name().equals("exception") || type != null) {
                return type == null ? "exception" : String.valueOf(type);
            }
        }
        Object type = span.attribute("error.type");
        if (type != null
                && ErrorAnswer.of(span) == null
                && !String.valueOf(type).isEmpty()) {
            return String.valueOf(type);
        }
        return String.valueOf(span.attribute("error")).equals("true") ? "error" : null;
    }
}
