package io.github.structuredlogs.internal.output.report;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.WriteReport;
import io.github.structuredlogs.internal.settings.Settings;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.Captures;
import io.github.structuredlogs.internal.text.Redaction;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The report of a run: a page for each failed test as soon as it has failed, so that a killed JVM leaves them, and one
 * page for the run at its end. A failure is reported and never fails a test. Thread-safe.
 */
public final class RunReport {
    private static final long MAX_TEST_BYTES = 2 << 20;
    private static final String NAME = "report.html";

    private final Captures captures;
    private final Callable<Path> directory;
    private final Consumer<String> reports;
    private final WriteReport when;
    private final long maxBytes;
    private final List<EndedTest> tests = new ArrayList<>();
    private final Map<LogRecord, EndedTest> owners = new HashMap<>();
    private Redaction redaction;
    private boolean written;

    /**
     * Begins a report.
     *
     * @param settings the settings of the run's first class
     * @param captures the captures of the run
     * @param directory returns the run's directory, which is created on demand
     * @param reports receives messages for the person who runs the tests
     */
    public RunReport(Settings settings, Captures captures, Callable<Path> directory, Consumer<String> reports) {
        this.captures = captures;
        this.directory = directory;
        this.reports = reports;
        when = settings.report();
        maxBytes = settings.reportSize();
        redaction = Redaction.of(settings.redact());
    }

    /** Adds another redaction. */
    public synchronized void alsoHide(Redaction more) {
        redaction = redaction.and(more);
    }

    /** {@return whether failed tests have pages} */
    public boolean isWanted() {
        return when != WriteReport.NEVER;
    }

    /** Notes a test that did not fail. */
    public synchronized void ended(EndedTest test) {
        if (isWanted()) {
            tests.add(test);
        }
    }

    /**
     * Writes the page of a failed test.
     *
     * @param test the test
     * @param records its records and related ones
     * @param own the records that belong to it
     * @param containers the containers that it could use
     * @param ofTest removes the secrets
     * @param target the page's file
     */
    public void failed(
            EndedTest test,
            List<? extends LogRecord> records,
            List<? extends LogRecord> own,
            List<Capture> containers,
            Redaction ofTest,
            Path target) {
        if (!isWanted()) {
            return;
        }
        Redaction hidden;
        synchronized (this) {
            tests.add(test);
            own.forEach(record -> owners.put(record, test));
            hidden = redaction.and(ofTest);
        }
        Set<LogRecord> shown = new HashSet<>(records);
        Set<LogRecord> ofTestAlone = new HashSet<>(own);
        try {
            new RunPage(
                            test.displayName(),
                            captures,
                            List.of(test),
                            record -> ofTestAlone.contains(record) ? test : null,
                            hidden,
                            MAX_TEST_BYTES)
                    .write(target, RunPage.capturesOf(captures, records, containers), shown);
        } catch (IOException | RuntimeException e) {
            report(target, e);
        }
    }

    /**
     * Writes the page of the run, once, if it is wanted.
     *
     * @param name the name of the run for readers
     * @return the page, null if it was not written
     */
    public @Nullable Path close(String name) {
        List<EndedTest> ended;
        Redaction hidden;
        synchronized (this) {
            boolean failed = tests.stream().anyMatch(EndedTest::hasFailed);
            if (written || !isWanted() || (when == WriteReport.ON_FAILURE && !failed)) {
                return null;
            }
            written = true;
            ended = new ArrayList<>(tests);
            hidden = redaction;
        }
        List<Capture> all = captures.list();
        if (all.isEmpty()) {
            return null;
        }
        ended.sort(Comparator.comparing(EndedTest::began));
        Path target = Path.of(NAME);
        try {
            target = directory.call().resolve(NAME);
            TestWindows times = new TestWindows(ended);
            new RunPage(name, captures, ended, record -> ownerOf(record, times), hidden, maxBytes)
                    .write(target, all, null);
            return target;
        } catch (Exception e) {
            report(target, e);
            return null;
        }
    }

    /**
     * Returns the test of a record: a failed test's records are known; those of another test are found by time, if no
     * other test ran then.
     */
    private @Nullable EndedTest ownerOf(LogRecord record, TestWindows times) {
        EndedTest known = owners.get(record);
        Instant observed = record.observed();
        if (known != null || observed == null) {
            return known;
        }
        EndedTest only = times.only(captures.byOwnClock(observed));
        return only == null || only.hasFailed() ? null : only;
    }

    private void report(Path target, Exception failure) {
        reports.accept(
                "The report could not be written to " + target + " (structuredlogs.files.directory): " + failure);
    }
}
