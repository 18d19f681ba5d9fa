package io.github.structuredlogs.internal.diagnosis;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * What was chosen for the failed test's block.
 *
 * @param kind what the choice rests on
 * @param picks what to show, the most telling first
 * @param looked how many records were looked at
 * @param shared how many of them were shared with other tests
 * @param neverStarted the containers whose start failed
 * @param loggedBy how many of them had been logged by a moment
 * @param counts for each container how many of the records have which level, in words: {@code 2 ERROR, 1 WARN}
 */
public record Selection(
        Kind kind,
        List<Pick> picks,
        int looked,
        int shared,
        List<ContainerReport> neverStarted,
        ToIntFunction<Instant> loggedBy,
        Map<String, String> counts) {

    /** What a choice rests on. */
    public enum Kind {
        /** There are errors, warnings or other words that tell. */
        CONSPICUOUS,
        /** There are none since the test method began, or the container that did not start, but there were before. */
        BEFORE,
        /** There are none, but records that name what the failure names, or whose words are the nearest to trouble. */
        HINTS,
        /** Nothing is conspicuous: the last records were taken. */
        QUIET,
        /** There are no records at all. */
        EMPTY
    }
}
