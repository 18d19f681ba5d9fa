package io.github.structuredlogs.internal.output.report;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.diagnosis.Pick;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.viewer.Report;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
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
 * @param picks what the block shows first
 * @param traces the trace ids that it gave its requests
 * @param comparison what differs from the last run in which it passed, null if that is not known
 * @param records tells its records from others' of its time
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
        Set<String> traces,
        @Nullable GreenComparison comparison,
        OwnRecords records) {

    /** Tells the records of a test from those of others that were logged at the same time. */
    public interface OwnRecords {
        /** {@return whether a record belongs to the test} */
        boolean include(Capture capture, long index);
    }

    Instant begin() {
        return started == null ? began : started;
    }

    boolean hasFailed() {
        return outcome == Report.ReportOutcome.FAILED;
    }

    /** {@return the records that the page must have, for it names them} */
    Stream<LogRecord> named() {
        GreenComparison compared = comparison;
        Stream<LogRecord> changed = compared == null
                ? Stream.of()
                : compared.messages().stream()
                        .map(GreenComparison.ChangedMessage::first)
                        .flatMap(Stream::ofNullable);
        return Stream.concat(picks.stream().map(Pick::record), changed);
    }
}
