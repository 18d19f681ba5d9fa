package io.github.structuredlogs.internal.jupiter;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.diagnosis.ContainerReport;
import io.github.structuredlogs.internal.diagnosis.EarlierEnd;
import io.github.structuredlogs.internal.scope.Scope;
import io.github.structuredlogs.internal.store.Capture;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The containers in the block of a failed test: those that it could use, and visible ones that had ended before it
 * began. A crash is always shown. A stopped container is shown if the class has no other one, for example if a Spring
 * context could not be loaded and has stopped its containers.
 *
 * @param scope the scope of the test
 * @param all the containers
 * @param gone those of them that had ended
 */
record ShownContainers(Scope scope, List<Capture> all, Set<Capture> gone) {

    /** The number of records of a container that was started for a test whose set-up failed that are read. */
    private static final long MAX_RECORDS = 50_000;

    /**
     * {@return the containers to show}
     *
     * @param since when the class began; containers that were created before do not concern it
     */
    static ShownContainers of(Scope scope, Instant since) {
        List<Capture> all = new ArrayList<>(scope.captures());
        boolean nothingElse = all.stream().noneMatch(capture -> isCreatedSince(capture, since));
        Set<Capture> gone = new LinkedHashSet<>();
        for (Capture capture : scope.scopes.captures().list()) {
            if (!all.contains(capture)
                    && scope.sees(capture)
                    && isCreatedSince(capture, since)
                    && (nothingElse || !capture.status().stopped())) {
                gone.add(capture);
            }
        }
        all.addAll(gone);
        return new ShownContainers(scope, List.copyOf(all), gone);
    }

    private static boolean isCreatedSince(Capture capture, Instant since) {
        Instant created = capture.created();
        return created != null && !created.isBefore(since);
    }

    /**
     * {@return the records of a test and, if its set-up has failed, those of the containers that were started for it}
     *
     * @param own the test's own records
     * @param setUpSince when the failed set-up began, null if it did not fail
     */
    List<LogRecord> records(List<LogRecord> own, @Nullable Instant setUpSince) {
        if (setUpSince == null) {
            return own;
        }
        Set<LogRecord> records = new LinkedHashSet<>();
        for (Capture capture : all) {
            if (isCreatedSince(capture, setUpSince)) {
                for (long index = Math.max(0, capture.size() - MAX_RECORDS); index < capture.size(); index++) {
                    records.add(capture.record(index));
                }
            }
        }
        records.addAll(own);
        return List.copyOf(records);
    }

    /**
     * {@return the states of the containers}
     *
     * @param began when the test began, by this JVM's clock
     * @param setUpSince when the failed set-up began, null if it did not fail
     * @param times the tests that ran before
     */
    List<ContainerReport> reports(Instant began, @Nullable Instant setUpSince, TestTimes times, Class<?> testClass) {
        return all.stream()
                .map(capture -> {
                    boolean ofSetUp = setUpSince != null && isCreatedSince(capture, setUpSince);
                    boolean isGone = gone.contains(capture) && !ofSetUp;
                    return ContainerReport.of(capture, isGone ? end(capture, began, times, testClass) : null);
                })
                .toList();
    }

    private static @Nullable EarlierEnd end(Capture capture, Instant began, TestTimes times, Class<?> testClass) {
        Instant finished = capture.status().finished();
        if (finished == null) {
            return null;
        }
        Instant at = capture.byOwnClock(finished);
        String test = times.at(at, testClass);
        return EarlierEnd.of(
                (test == null ? "" : "during " + test + ", ") + words(Duration.between(at, began))
                        + " before this test",
                capture);
    }

    /** {@return a duration in words: {@code 0.2 s}, {@code 12 s}, {@code 3 min}} */
    private static String words(Duration duration) {
        long millis = Math.max(0, duration.toMillis());
        if (millis < 10_000) {
            return millis / 1_000 + "." + millis % 1_000 / 100 + " s";
        }
        return millis < 120_000 ? millis / 1_000 + " s" : millis / 60_000 + " min";
    }
}
