package io.github.structuredlogs.internal.scope;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.condition.RecordConditions;
import io.github.structuredlogs.internal.query.NarrowedRecords;
import io.github.structuredlogs.internal.store.ArrivalSignal;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.text.RecordText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The check at the end of a test and of a class: whether a container has logged unexpected records, and whether
 * required ones have arrived.
 */
final class UnexpectedRecords {

    private static final int MAX_SHOWN = 10;

    /** A stop may also be over because it takes too long, which nothing tells. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    private UnexpectedRecords() {}

    /**
     * Judges a test's records.
     *
     * @param failOn the level from which an unexpected record is a failure, null for none
     * @return the failure, null if there is none
     */
    static @Nullable AssertionError judge(TestScope test, @Nullable LogLevel failOn) {
        List<String> missing = missing(test);
        if (failOn == null) {
            return failure(test, null, List.of(), List.of(), null, missing);
        }
        test.guardedFrom(failOn);
        awaitStops(test);
        NarrowedRecords unexpected = NarrowedRecords.of(
                ScopeSource.ofGuard(test),
                List.of(
                        RecordConditions.atOrAbove(failOn),
                        RecordConditions.matching(
                                "that nobody expects",
                                record -> !test.expects(record) && !ExporterComplaint.is(record))));
        String engine = absent(unexpected);
        List<LogRecord> records = unexpected.snapshot();
        test.reported(records);
        if (engine != null) {
            // Its class is judged again, when more may be known, and reports it once for all of its tests.
            test.owner().undecided(engine);
        }
        List<Crashes.Crash> crashes = Crashes.unexpectedIn(test).stream()
                .filter(crash -> !test.shares(crash.capture(), crash.event().at()))
                .filter(test.scopes::isFirstReportOf)
                .toList();
        return failure(test, failOn, records, crashes, null, missing);
    }

    /**
     * Judges the records that belong to no single test of a class, and those that arrived after their test was judged.
     */
    static @Nullable AssertionError judge(ClassScope testClass, @Nullable LogLevel failOn) {
        List<String> missing = missing(testClass);
        if (failOn == null && testClass.tests().stream().allMatch(test -> test.guardedFrom() == null)) {
            return failure(testClass, null, List.of(), List.of(), null, missing);
        }
        awaitStops(testClass);
        NarrowedRecords unexpected = NarrowedRecords.of(
                ScopeSource.ofGuard(testClass),
                List.of(
                        RecordConditions.atOrAbove(testClass.leastGuarded(failOn)),
                        RecordConditions.matching(
                                "that nobody expects",
                                record -> testClass.isUnjudged(record, failOn) && !ExporterComplaint.is(record))));
        String engine = absent(unexpected);
        List<LogRecord> records = unexpected.snapshot().stream()
                .filter(testClass.scopes::isFirstReportOf)
                .toList();
        boolean isAsked = failOn != null || !testClass.undecided().isEmpty();
        if (engine != null && isAsked && testClass.outermost() != testClass) {
            testClass.undecided(engine);
            engine = null;
        }
        List<Crashes.Crash> crashes = Crashes.unexpectedIn(testClass).stream()
                .filter(crash -> testClass.isUnjudged(crash, failOn))
                .filter(testClass.scopes::isFirstReportOf)
                .toList();
        return failure(testClass, failOn, records, crashes, isAsked ? engine : null, missing);
    }

    /** Waits for stops that are under way: what a container logs while it is being stopped is expected, but only if it ends. */
    private static void awaitStops(Scope scope) {
        ArrivalSignal arrivals = scope.scopes.captures().arrivalSignal();
        try {
            for (Capture capture : scope.captures()) {
                for (long seen = arrivals.seen(); capture.mayBeStopping(); seen = arrivals.seen()) {
                    var unused = arrivals.await(seen, LOOK_AGAIN);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits like any assertion of absence. */
    private static @Nullable String absent(NarrowedRecords records) {
        try {
            records.check(NarrowedRecords.ListKind.ABSENCE, () -> {
                if (!records.isEmpty()) {
                    throw new AssertionError();
                }
            });
            return null;
        } catch (NarrowedRecords.UndecidedError e) {
            return "Cannot tell whether there are unexpected records: " + e.getMessage();
        } catch (AssertionError e) {
            awaitRest(records);
            return null;
        }
    }

    /** Waits for what was logged together with an unexpected record, so that it is reported with it. */
    private static void awaitRest(NarrowedRecords records) {
        try {
            records.check(NarrowedRecords.ListKind.EXACTLY, () -> {});
        } catch (NarrowedRecords.UndecidedError e) {
            // What has arrived is reported.
            return;
        }
    }

    private static List<String> missing(Scope scope) {
        List<String> missing = new ArrayList<>();
        for (Expectation expectation : scope.expectations()) {
            if (expectation.required()) {
                NarrowedRecords records = NarrowedRecords.of(
                        ScopeSource.of(scope, Scope.Belonging.BETWEEN, Scope.Belonging.WHOLE, Scope.Belonging.SHARED),
                        expectation.criteria());
                try {
                    records.check(NarrowedRecords.ListKind.PRESENCE, () -> {
                        if (records.isEmpty()) {
                            throw new AssertionError();
                        }
                    });
                } catch (AssertionError e) {
                    missing.add(expectation.words());
                }
            }
        }
        return missing;
    }

    private static @Nullable AssertionError failure(
            Scope scope,
            @Nullable LogLevel failOn,
            List<LogRecord> unexpected,
            List<Crashes.Crash> crashes,
            @Nullable String engine,
            List<String> missing) {
        if (unexpected.isEmpty() && crashes.isEmpty() && engine == null && missing.isEmpty()) {
            return null;
        }
        RecordText text = scope.scopes.text();
        StringBuilder message = new StringBuilder();
        if (!unexpected.isEmpty()) {
            message.append(unexpected.size() == 1 ? "1 record" : unexpected.size() + " records")
                    .append(" at or above ")
                    .append(failOn)
                    .append(
                            scope instanceof TestScope
                                    ? " that this test does not expect:"
                                    : " that no test expects and that")
                    .append(
                            scope instanceof TestScope
                                    ? ""
                                    : " belong to no single test of " + scope.words() + ", or came after its end:");
            for (LogRecord record : unexpected.subList(0, Math.min(unexpected.size(), MAX_SHOWN))) {
                message.append("\n  ").append(text.line(record).strip());
                if (scope instanceof ClassScope testClass) {
                    appendTests(message, testClass.testsThatShare(record));
                }
            }
            if (unexpected.size() > MAX_SHOWN) {
                message.append("\n  … and ")
                        .append(unexpected.size() - MAX_SHOWN)
                        .append(" more");
            }
            message.append(
                    "\nIf they are correct, declare them with @ExpectedLogs or logs.expect(…), or assert on them with"
                            + " singleElement(), first() or element(n).");
        }
        for (Crashes.Crash crash : crashes) {
            append(
                    message,
                    "Crashed, which no test expects: " + text.plain(crash.words())
                            + ". If this is correct, declare one of its last records, or all of them, with @ExpectedLogs or logs.expect(…).");
        }
        if (engine != null) {
            append(message, engine);
        }
        for (String each : missing) {
            append(message, "Required, but missing: " + text.plain(each));
        }
        Path file = scope.file();
        if (file != null) {
            append(message, "All records: " + file);
        }
        return new AssertionError(message.toString());
    }

    private static void appendTests(StringBuilder message, List<String> tests) {
        if (!tests.isEmpty()) {
            message.append("\n    while these tests ran, one of which may have caused it: ")
                    .append(String.join(", ", tests));
        }
    }

    private static void append(StringBuilder message, String line) {
        message.append(message.isEmpty() ? "" : "\n").append(line);
    }
}
