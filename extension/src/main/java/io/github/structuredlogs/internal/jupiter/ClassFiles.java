package io.github.structuredlogs.internal.jupiter;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.capture.Capture;
import io.github.structuredlogs.internal.console.Redaction;
import io.github.structuredlogs.internal.files.ClassDirectory;
import io.github.structuredlogs.internal.files.ClassDirectory.Outcome;
import io.github.structuredlogs.internal.files.ClassDirectory.TestFiles;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** The files of one class, made when there is something to write: a class without containers leaves none. Never fails. */
final class ClassFiles {
    private final RunFiles run;
    private final Class<?> testClass;
    private final Redaction redaction;
    private final Instant began = Instant.now();
    private @Nullable ClassDirectory directory;

    ClassFiles(RunFiles run, Class<?> testClass, Redaction redaction) {
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
    void begun(String uniqueId, String name, Instant at, List<Capture> captures) {
        if (!captures.isEmpty()) {
            run.attempt(() -> directory().testBegins(uniqueId, name, at, captures));
        }
    }

    /** Notes that a test which was noted as begun has ended. */
    void ended(String uniqueId, Outcome outcome, IntSupplier records, List<Capture> captures) {
        if (!captures.isEmpty()) {
            run.attempt(() -> directory().testEnds(uniqueId, outcome, Instant.now(), records, captures));
        }
    }

    /** {@return where the files of a failed test go, null if that cannot be said} */
    @Nullable TestFiles of(String uniqueId, String fileName) {
        try {
            return directory().filesOf(uniqueId, fileName);
        } catch (IOException e) {
            run.report(e);
            return null;
        }
    }

    void write(TestFiles files, String block, List<LogRecord> records, Redaction ofTest) {
        run.attempt(() -> directory().write(files, block, records, ofTest));
    }

    void close(List<Capture> captures) {
        if (!captures.isEmpty()) {
            run.attempt(() -> directory().close(captures));
        }
    }
}
