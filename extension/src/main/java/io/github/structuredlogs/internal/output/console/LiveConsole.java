package io.github.structuredlogs.internal.output.console;

import io.github.structuredlogs.Print;
import io.github.structuredlogs.internal.settings.Settings;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.CaptureListener;
import io.github.structuredlogs.internal.store.LifecycleEvent;

/**
 * Prints records as they arrive, by the settings of the class or test that they belong to, or that began last if they
 * belong to none.
 */
public final class LiveConsole implements CaptureListener {
    private final Console console;
    private final Running running;

    public LiveConsole(Console console, Running running) {
        this.console = console;
        this.running = running;
    }

    @Override
    public void published(Capture capture, long from, long to) {
        if (!running.printsLive()) {
            return;
        }
        Settings settings = running.of(capture);
        for (long index = from; index < to; index++) {
            if (settings.print() == Print.LIVE && Console.isShown(settings, capture.name(), capture.level(index))) {
                console.print(settings, capture.record(index));
            }
        }
    }

    @Override
    public void lifecycle(Capture capture, LifecycleEvent event) {
        Settings settings = running.of(capture);
        // What has exited is going to be removed: that explains nothing.
        boolean tells =
                event.kind() != LifecycleEvent.Kind.REMOVED || capture.status().exitCode() == null;
        if (settings.print() == Print.LIVE && tells) {
            console.print(settings, capture.name(), event);
        }
    }

    @Override
    public void report(String message) {
        console.report(running.latest(), message);
    }
}
