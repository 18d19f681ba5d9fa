package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.internal.diagnosis.spans.SpanFinding;
import io.github.structuredlogs.internal.diagnosis.spans.TestTrace;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * The records that were chosen for the failed test's block.
 *
 * @param kind what the choice rests on
 * @param picks what to show, the most telling first
 * @param earlier what was said before the test's records, and explains them
 * @param looked how many records were looked at
 * @param shared how many of them were shared with other tests
 * @param neverStarted the containers whose start failed
 * @param loggedBy returns how many of them were logged before a moment
 * @param spans the spans that explain most, the most useful first
 * @param trace the outline of the test's trace; none if something else explains the failure
 * @param counts for each container the number of its records by level, in words: {@code 2 ERROR, 1 WARN}
 */
public record DiagnosisResult(
        ResultKind kind,
        List<Pick> picks,
        List<Pick> earlier,
        int looked,
        int shared,
        List<ContainerReport> neverStarted,
        ToIntFunction<Instant> loggedBy,
        List<SpanFinding> spans,
        TestTrace trace,
        Map<String, String> counts) {

    /** The basis of a choice. */
    public enum ResultKind {
        /** There are errors, warnings or other words that mean a problem. */
        CONSPICUOUS,
        /** There are, but passed tests have logged them as well, or they began before the test. */
        ROUTINE,
        /**
         * There are none since the test method began, or since the start of a container that failed, but there were
         * before.
         */
        BEFORE,
        /** There are none, but there are records with names of the failure, or with words that may mean a problem. */
        HINTS,
        /** Nothing is conspicuous: the last records were chosen. */
        QUIET,
        /** There are none since the test began, and only usual ones before. */
        EMPTY
    }
}
