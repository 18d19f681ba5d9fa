package io.github.structuredlogs.internal.diagnosis.spans;

import io.github.structuredlogs.Span;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Spans that explain why a test failed.
 *
 * @param trouble the kind of problem
 * @param spans one span; a chain; a caller and what it called; the two out of order; or those whose caller did not come
 * @param times the number of spans of this kind
 * @param together their total duration; for OUT_OF_ORDER and CLOCKS, how far the two are apart
 * @param words what is missing, how the count or the clocks differ, the error answer, or the pause; otherwise empty
 * @param difference the attribute whose value differs, null if the finding is not about one
 */
public record SpanFinding(
        SpanTrouble trouble,
        List<Span> spans,
        int times,
        Duration together,
        String words,
        @Nullable AttributeDifference difference) {

    /** Describes a finding that is no difference. */
    SpanFinding(SpanTrouble trouble, List<Span> spans, int times, Duration together, String words) {
        this(trouble, spans, times, together, words, null);
    }

    /**
     * An attribute with another value than elsewhere.
     *
     * @param attribute its name
     * @param value its value in the finding's first span
     * @param other its value elsewhere
     */
    public record AttributeDifference(String attribute, String value, String other) {}

    /** What spans tell. */
    public enum SpanTrouble {
        /** A span failed, and none below it did. */
        FAILED,
        /** A request failed, and the work for it went on: the chain from the span that served it. */
        WENT_ON,
        /** A span holds an exception, and its status is no error. */
        THREW,
        /** The same consumer processed the same message more than once. */
        DUPLICATE,
        /** A consumer processed messages in another order than they were sent: the two spans. */
        OUT_OF_ORDER,
        /** Spans came without the one above them: it has not ended. */
        UNFINISHED,
        /** A request was served at a time when it had not begun or was over: the clocks of two containers differ. */
        CLOCKS,
        /** A span has an error response and is not marked as failed. */
        ANSWERED,
        /** A span took most of the time of another. */
        SLOWEST,
        /** The same operation was repeated again and again. */
        REPEATED,
        /** How often an operation ran, or an attribute, is not as it was in every passed test. */
        UNUSUAL,
        /** A span did not follow that followed in every passed test. */
        MISSING;

        /** {@return whether it says by itself what went wrong} */
        boolean explains() {
            return switch (this) {
                case FAILED, DUPLICATE, ANSWERED -> true;
                case WENT_ON, THREW, OUT_OF_ORDER, UNFINISHED, CLOCKS, SLOWEST, REPEATED, UNUSUAL, MISSING -> false;
            };
        }
    }
}
