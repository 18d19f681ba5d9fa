package io.github.structuredlogs.internal.output.console;

import io.github.structuredlogs.internal.render.RecordFormatter;
import io.github.structuredlogs.internal.settings.Settings;
import io.github.structuredlogs.internal.store.Capture;
import org.jspecify.annotations.Nullable;

/**
 * Records of a container that wait to be printed. Consecutive records are one job, however many there are.
 *
 * @param from the index of the first one
 * @param to the index after the last one
 */
record RecordsToPrint(Console console, Settings settings, Capture capture, long from, long to)
        implements PrintQueue.Job {

    /** What waits is printed in few calls: each costs about as much as the line itself. */
    private static final int MAX_TOGETHER = 8_000;

    @Override
    public void print(Runnable progress) {
        RecordFormatter formatter = console.formatter(settings);
        StringBuilder together = new StringBuilder();
        for (long index = from; index < to; index++) {
            try {
                String lines = formatter.format(capture.record(index));
                together.append(together.isEmpty() ? "" : "\n").append(lines);
            } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
                write(together);
                console.reportNow(settings, "A record of " + capture.name() + " could not be printed: " + e);
            }
            if (together.length() > MAX_TOGETHER) {
                write(together);
                progress.run();
            }
        }
        write(together);
        progress.run();
    }

    private void write(StringBuilder together) {
        if (!together.isEmpty()) {
            console.write(together.toString());
            together.setLength(0);
        }
    }

    @Override
    public PrintQueue.@Nullable Job with(PrintQueue.Job next) {
        return next instanceof RecordsToPrint other
                        && other.capture == capture
                        && other.from == to
                        && other.settings == settings
                ? new RecordsToPrint(console, settings, capture, from, other.to)
                : null;
    }

    @Override
    public long records() {
        return to - from;
    }

    @Override
    public void printMissed(long records) {
        console.reportNow(
                settings, records + " records were not printed, because the console accepted nothing for too long.");
    }
}
