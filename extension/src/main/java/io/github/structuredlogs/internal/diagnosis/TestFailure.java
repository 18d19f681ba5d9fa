package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.Span;
import io.github.structuredlogs.internal.diagnosis.spans.PassedSpans;
import io.github.structuredlogs.internal.history.GreenRun;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A failed test or class, and its records.
 *
 * @param name its name for readers: {@code CheckoutIT > refusesAnUnknownSku()}
 * @param failure its failure
 * @param started when the test method began, null if it never did
 * @param traces the trace ids of the test's requests
 * @param records its records, in order of time
 * @param shared records of containers that other running tests use as well, in order of time
 * @param earlier what its containers logged before, when they started, in earlier tests and between tests, as far as that
 *     is not among its records
 * @param containers the containers that it could use
 * @param passed the history of this run's passed tests
 * @param spans its spans, in order of their start
 * @param passedSpans the spans of the tests that passed in this run
 * @param green what was logged when it passed last in an earlier run, null if that is not known
 */
public record TestFailure(
        String name,
        Throwable failure,
        @Nullable Instant started,
        Set<String> traces,
        List<? extends LogRecord> records,
        List<? extends LogRecord> shared,
        List<? extends LogRecord> earlier,
        List<ContainerReport> containers,
        PassedTestHistory passed,
        List<Span> spans,
        PassedSpans passedSpans,
        @Nullable GreenRun green) {

    /** Describes a test of which it is not known when it passed last. */
    public TestFailure(
            String name,
            Throwable failure,
            @Nullable Instant started,
            Set<String> traces,
            List<? extends LogRecord> records,
            List<? extends LogRecord> shared,
            List<? extends LogRecord> earlier,
            List<ContainerReport> containers,
            PassedTestHistory passed,
            List<Span> spans,
            PassedSpans passedSpans) {
        this(name, failure, started, traces, records, shared, earlier, containers, passed, spans, passedSpans, null);
    }

    /** Describes a test without spans. */
    public TestFailure(
            String name,
            Throwable failure,
            @Nullable Instant started,
            Set<String> traces,
            List<? extends LogRecord> records,
            List<? extends LogRecord> shared,
            List<? extends LogRecord> earlier,
            List<ContainerReport> containers,
            PassedTestHistory passed) {
        this(
                name,
                failure,
                started,
                traces,
                records,
                shared,
                earlier,
                containers,
                passed,
                List.of(),
                new PassedSpans());
    }
}
