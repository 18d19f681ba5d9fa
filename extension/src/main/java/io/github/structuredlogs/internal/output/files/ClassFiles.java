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

/** The files of one class, made when there is something to write: a class without containers leaves none. Never fails. */
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

    /** Notes a test that runs, of which that is not known yet. */
    public void begun(String uniqueId, String name, Instant at, List<Capture> captures) {
        if (!captures.isEmpty()) {
            run.attempt(() -> directory().testBegins(uniqueId, name, at, captures));
        }
    }

    /** Notes that a test which was noted as begun has ended. */
    public void ended(String uniqueId, TestOutcome testOutcome, IntSupplier records, List<Capture> captures) {
        if (!captures.isEmpty()) {
            run.attempt(() -> directory().testEnds(uniqueId, testOutcome, Instant.now(), records, captures));
        }
    }

    /** Notes what a test that was noted as begun has concluded without proof. */
    public void said(String uniqueId, List<String> unproven) {
        if (!unproven.isEmpty()) {
            run.attempt(() -> directory().testSays(uniqueId, unproven));
        }
    }

    /** {@return where the files of a failed test go, null if that cannot be said} */
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
