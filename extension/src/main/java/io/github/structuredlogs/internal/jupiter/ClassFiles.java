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
import org.jspecify.annotations.Nullable;

/** The files of one class, made when there is something to write: a class without containers leaves none. Never fails. */
final class ClassFiles {
    private final RunFiles run;
    private final Class<?> testClass;
    private final Redaction redaction;
    private @Nullable ClassDirectory directory;

    ClassFiles(RunFiles run, Class<?> testClass, Redaction redaction) {
        this.run = run;
        this.testClass = testClass;
        this.redaction = redaction;
    }

    private synchronized ClassDirectory directory() throws IOException {
        ClassDirectory opened = directory;
        if (opened == null) {
            opened = run.directory().forClass(testClass.getName(), redaction);
            directory = opened;
        }
        return opened;
    }

    /** Notes a test that has ended. */
    void ended(String uniqueId, String name, Outcome outcome, Instant began, long records, List<Capture> captures) {
        if (captures.isEmpty()) {
            return;
        }
        run.attempt(() -> {
            directory().testBegins(uniqueId, name, began);
            directory().testEnds(uniqueId, outcome, Instant.now(), records, captures);
        });
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
