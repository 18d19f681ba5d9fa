package io.github.structuredlogs.internal.diagnosis;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * What was chosen for the failed test's block.
 *
 * @param resultKind what the choice rests on
 * @param picks what to show, the most telling first
 * @param earlier what was said before the test's records, and explains them
 * @param looked how many records were looked at
 * @param shared how many of them were shared with other tests
 * @param neverStarted the containers whose start failed
 * @param loggedBy how many of them had been logged by a moment
 * @param spans the spans that tell most, the most telling first
 * @param counts for each container how many of the records have which level, in words: {@code 2 ERROR, 1 WARN}
 */
public record DiagnosisResult(
        ResultKind resultKind,
        List<Pick> picks,
        List<Pick> earlier,
        int looked,
        int shared,
        List<ContainerReport> neverStarted,
        ToIntFunction<Instant> loggedBy,
        List<SpanFinding> spans,
        Map<String, String> counts) {

    /** What a choice rests on. */
    public enum ResultKind {
        /** There are errors, warnings or other words that tell. */
        CONSPICUOUS,
        /** There are, but tests that passed have logged them as well, or they go on since before the test. */
        ROUTINE,
        /** There are none since the test method began, or the container that did not start, but there were before. */
        BEFORE,
        /** There are none, but records that name what the failure names, or whose words are the nearest to trouble. */
        HINTS,
        /** Nothing is conspicuous: the last records were taken. */
        QUIET,
        /** There are none since the test began, and before it only what is usual. */
        EMPTY
    }
}
