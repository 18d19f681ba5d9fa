package io.github.structuredlogs.internal.output.files;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.output.files.RunDirectory.FileOptions;
import io.github.structuredlogs.internal.settings.Settings;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.CaptureListener;
import io.github.structuredlogs.internal.store.RawSink;
import io.github.structuredlogs.internal.text.Redaction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The files of the run, created when there is something to write. A failure is reported and never fails a test. */
public final class RunFiles implements CaptureListener {
    private final Path base;
    private volatile FileOptions options;
    private volatile Consumer<String> reports = report -> {};
    private @Nullable RunDirectory directory;

    /** An action that writes. */
    interface Writing {
        void run() throws IOException;
    }

    public RunFiles(Settings settings) {
        base = settings.filesDirectory();
        options = new FileOptions(settings.filesRaw(), settings.filesRecords(), Redaction.of(settings.redact()));
    }

    /** Sets the receiver of messages about files that could not be written. */
    public void reportTo(Consumer<String> listener) {
        reports = listener;
    }

    /** Adds another redaction for the records of the whole run. */
    public synchronized void alsoHide(Redaction more) {
        use(new FileOptions(
                options.raw(), options.records(), options.redaction().and(more)));
    }

    /**
     * Writes the files of these settings as well, from now on, and reports it if they cannot be in the wanted
     * directory.
     */
    public synchronized void use(Settings settings) {
        if (settings.setsFilesDirectory()
                && !settings.filesDirectory().toAbsolutePath().equals(base.toAbsolutePath())) {
            reports.accept("The files of the run go to " + base + ", the directory of its first class, and not to "
                    + settings.filesDirectory() + "; set structuredlogs.files.directory for all classes.");
        }
        use(new FileOptions(
                options.raw() || settings.filesRaw(),
                options.records() || settings.filesRecords(),
                options.redaction()));
    }

    private void use(FileOptions all) {
        if (all.isSameAs(options)) {
            return;
        }
        options = all;
        RunDirectory opened = directory;
        if (opened != null) {
            attempt(() -> opened.use(all));
        }
    }

    /**
     * {@return the run's directory, created if it does not exist}
     *
     * @throws IOException if it cannot be made
     */
    public Path path() throws IOException {
        return directory().path();
    }

    synchronized RunDirectory directory() throws IOException {
        RunDirectory opened = directory;
        if (opened == null) {
            opened = RunDirectory.open(base, options);
            directory = opened;
        }
        return opened;
    }

    /** {@return the sink for a container's output byte for byte, null if it is not wanted} */
    public @Nullable RawSink raw(Capture container) {
        try {
            return options.raw() ? directory().raw(container.containerId(), container.name()) : null;
        } catch (IOException e) {
            report(e);
            return null;
        }
    }

    /** {@return the file of a container's raw output, null if it has none} */
    public synchronized @Nullable Path rawFile(Capture container) {
        RunDirectory opened = directory;
        return opened == null ? null : opened.rawFile(container.containerId());
    }

    @Override
    public void published(Capture capture, long from, long to) {
        if (!options.records()) {
            return;
        }
        for (long index = from; index < to; index++) {
            LogRecord record = capture.record(index);
            attempt(() -> directory().record(record));
        }
    }

    void attempt(Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            report(e);
        }
    }

    void report(IOException failure) {
        reports.accept("Files with the containers' logs could not be written below " + base.toAbsolutePath()
                + " (structuredlogs.files.directory): " + failure);
    }

    public synchronized void close() {
        RunDirectory opened = directory;
        if (opened != null) {
            attempt(opened::close);
        }
    }
}
