package io.github.structuredlogs.internal.output.console;

import io.github.structuredlogs.internal.settings.Settings;
import io.github.structuredlogs.internal.store.Capture;
import org.jspecify.annotations.Nullable;

/**
 * Records of a container that wait to be printed: those that follow each other are one job, however many they are.
 *
 * @param from the index of the first one
 * @param to the index behind the last one
 */
record RecordsToPrint(Console console, Settings settings, Capture capture, long from, long to)
        implements PrintQueue.Job {

    @Override
    public void print(Runnable progress) {
        for (long index = from; index < to; index++) {
            try {
                console.write(console.formatter(settings).format(capture.record(index)));
            } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
                console.reportNow(settings, "A record of " + capture.name() + " could not be printed: " + e);
            }
            progress.run();
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
        console.reportNow(settings, records + " records were not printed, for the console took nothing for too long.");
    }
}
