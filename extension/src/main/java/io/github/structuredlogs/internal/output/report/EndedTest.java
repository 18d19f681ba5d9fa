package io.github.structuredlogs.internal.output.report;

import io.github.structuredlogs.internal.diagnosis.Pick;
import io.github.structuredlogs.internal.viewer.Report;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A test that has ended.
 *
 * @param className the class's full name
 * @param name the method's name
 * @param displayName the name that JUnit shows
 * @param began when its set-up began
 * @param started when its method began, null if it never did
 * @param ended when it ended
 * @param outcome how it ended
 * @param failure its failure, null if it did not fail
 * @param block the failed test's block without colours, null if it has none
 * @param picks the records that the block shows first
 * @param traces the trace ids of its requests
 */
public record EndedTest(
        String className,
        String name,
        String displayName,
        Instant began,
        @Nullable Instant started,
        Instant ended,
        Report.ReportOutcome outcome,
        @Nullable Throwable failure,
        @Nullable String block,
        List<Pick> picks,
        Set<String> traces) {

    Instant begin() {
        return started == null ? began : started;
    }

    boolean hasFailed() {
        return outcome == Report.ReportOutcome.FAILED;
    }
}
