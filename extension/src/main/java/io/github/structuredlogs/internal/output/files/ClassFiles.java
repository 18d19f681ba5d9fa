package io.github.structuredlogs.internal.output.files;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.MetricPoint;
import io.github.structuredlogs.Span;
import io.github.structuredlogs.internal.output.files.ClassDirectory.TestFiles;
import io.github.structuredlogs.internal.output.files.ClassDirectory.TestOutcome;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.text.Redaction;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The files of one class, created when there is something to write: a class without containers has none. Never fails.
 */
public final class ClassFiles {
    private final RunFiles run;
    private final Class<?> testClass;
    private final Redaction redaction;
    private final Instant began = Instant.now();
    private @Nullable ClassDirectory directory;

    public ClassFiles(RunFiles run, Class<?> testClass, Redaction redaction) {
        this.run = run;
        this.testClass = testClass;
        this.redaction = redaction;
    }

    private synchronized ClassDirectory directory() throws IOException {
        ClassDirectory opened = directory;
        if (opened == null) {
            opened = run.directory().forClass(testClass.getName(), began, redaction);
            directory = opened;
        }
        return opened;
    }

    /** Notes that a test begins, unless it is known. */
    public void begun(String uniqueId, String name, Instant at, List<Capture> captures) {
        if (!captures.isEmpty()) {
            run.attempt(() -> directory().testBegins(uniqueId, name, at, captures));
        }
    }

    /** Notes that a known test has ended. */
    public void ended(String uniqueId, TestOutcome testOutcome, IntSupplier records, List<Capture> captures) {
        if (!captures.isEmpty()) {
            run.attempt(() -> directory().testEnds(uniqueId, testOutcome, Instant.now(), records, captures));
        }
    }

    /** Notes what a known test has concluded without proof. */
    public void said(String uniqueId, List<String> unproven) {
        if (!unproven.isEmpty()) {
            run.attempt(() -> directory().testSays(uniqueId, unproven));
        }
    }

    /** {@return the files of a failed test, null if they cannot be created} */
    public @Nullable TestFiles of(String uniqueId, String fileName) {
        try {
            return directory().filesOf(uniqueId, fileName);
        } catch (IOException e) {
            run.report(e);
            return null;
        }
    }

    public void write(TestFiles files, String block, List<LogRecord> records, Redaction ofTest) {
        run.attempt(() -> directory().write(files, block, records, ofTest));
    }

    public void writeTelemetry(TestFiles files, List<Span> spans, List<MetricPoint> points, Redaction ofTest) {
        run.attempt(() -> directory().writeTelemetry(files, spans, points, ofTest));
    }

    public void close(List<Capture> captures) {
        if (!captures.isEmpty()) {
            run.attempt(() -> directory().close(captures));
        }
    }
}
