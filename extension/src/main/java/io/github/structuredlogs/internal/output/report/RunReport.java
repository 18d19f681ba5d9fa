package io.github.structuredlogs.internal.output.report;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.WriteReport;
import io.github.structuredlogs.internal.opened.ForkedRuns;
import io.github.structuredlogs.internal.settings.Settings;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.Captures;
import io.github.structuredlogs.internal.text.Redaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private static final String FURTHER = "report.further.html";

    private final Captures captures;
    private final Callable<Path> directory;
    private final CaptureFacts facts;
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
     * @param settings those of the run's first class
     * @param captures what the run has captured
     * @param directory the run's directory, made when it is asked for
     * @param facts what else is known of a container
     * @param reports told what the person who runs the tests should know
     */
    public RunReport(
            Settings settings,
            Captures captures,
            Callable<Path> directory,
            CaptureFacts facts,
            Consumer<String> reports) {
        this.captures = captures;
        this.directory = directory;
        this.facts = facts;
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
                            (capture, index) -> ofTestAlone.contains(capture.record(index)) ? test : null,
                            facts,
                            hidden,
                            MAX_TEST_BYTES)
                    .write(target, RunPage.capturesOf(captures, records, containers), shown);
        } catch (IOException | RuntimeException e) {
            report(target, e);
        }
    }

    /**
     * Writes the page of the run, once, if it is wanted; then that of the build, if other JVMs of it have run.
     *
     * @param name what the reader calls the run
     * @return the pages, null if that of the run was not written
     */
    public @Nullable WrittenReport close(String name) {
        List<EndedTest> ended;
        Redaction hidden;
        synchronized (this) {
            if (written || !isWanted() || captures.list().isEmpty()) {
                return null;
            }
            written = true;
            ended = new ArrayList<>(tests);
            hidden = redaction;
        }
        ended.sort(Comparator.comparing(EndedTest::began));
        boolean failed = ended.stream().anyMatch(EndedTest::hasFailed);
        boolean wanted = failed || when != WriteReport.ON_FAILURE;
        Path target = Path.of(NAME);
        try {
            Path run = directory.call();
            target = run.resolve(NAME);
            if (wanted) {
                // A launcher may run several times in one JVM, as for tests that failed.
                boolean isFurther = Files.exists(target);
                Path page = isFurther ? run.resolve(FURTHER) : target;
                new RunPage(name, captures, ended, new OwnerSearch(captures, ended, owners), facts, hidden, maxBytes)
                        .write(page, captures.list(), null);
                if (isFurther) {
                    ForkedRuns.add(target, page, name, hidden);
                }
            }
            Path build = ForkedRuns.merge(run, name, maxBytes, hidden);
            return wanted ? new WrittenReport(target, build, failed) : null;
        } catch (Exception e) {
            report(target, e);
            return null;
        }
    }

    private void report(Path target, Exception failure) {
        reports.accept(
                "The report could not be written to " + target + " (structuredlogs.files.directory): " + failure);
    }
}
