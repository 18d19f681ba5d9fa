package io.github.structuredlogs.internal.output.console;

import io.github.structuredlogs.Print;
import io.github.structuredlogs.Startup;
import io.github.structuredlogs.internal.settings.Settings;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.CaptureListener;
import io.github.structuredlogs.internal.store.LifecycleEvent;
import java.time.Duration;
import java.util.function.Function;

/**
 * Prints records as they arrive, by the settings of the class or test that they belong to, or that began last if they
 * belong to none. What a container logs while it starts becomes one line, unless the settings ask for more.
 */
public final class LiveConsole implements CaptureListener, AutoCloseable {
    private final Console console;
    private final ActiveTests activeTests;
    private final Startups startups;

    /**
     * Begins with nothing to print.
     *
     * @param calls says of a container whether the {@code start()} that created it has returned
     */
    public LiveConsole(Console console, ActiveTests activeTests, Function<Capture, StartState> calls) {
        this(console, activeTests, calls, Startups.PROGRESS);
    }

    LiveConsole(Console console, ActiveTests activeTests, Function<Capture, StartState> calls, Duration progress) {
        this.console = console;
        this.activeTests = activeTests;
        startups = new Startups(console, activeTests, calls, progress);
    }

    @Override
    public void published(Capture capture, long from, long to) {
        if (!activeTests.printsLive()) {
            return;
        }
        startups.check();
        Settings settings = activeTests.of(capture);
        if (from == 0) {
            begin(capture, settings);
        }
        for (long index = startups.published(capture, from, to); index < to; index++) {
            if (settings.print() == Print.LIVE && Console.isShown(settings, capture.name(), capture.level(index))) {
                console.print(settings, capture, index);
            }
        }
    }

    @Override
    public void lifecycle(Capture capture, LifecycleEvent event) {
        Settings settings = activeTests.of(capture);
        if (event.lifecycleKind() == LifecycleEvent.LifecycleKind.STARTED && capture.size() == 0) {
            begin(capture, settings);
        }
        if (startups.takes(capture, event)) {
            return;
        }
        // What has exited is going to be removed: that explains nothing.
        boolean tells = event.lifecycleKind() != LifecycleEvent.LifecycleKind.REMOVED
                || capture.status().exitCode() == null;
        if (settings.print() == Print.LIVE && tells) {
            console.print(settings, capture.name(), event);
        }
    }

    private void begin(Capture capture, Settings settings) {
        if (settings.print() == Print.LIVE && settings.startup() == Startup.FOLDED && !startups.knows(capture)) {
            startups.begin(capture);
        }
    }

    /** A callback of JUnit has come, which none does while a container that it knows is being started. */
    public void testsGoOn() {
        startups.testsGoOn();
    }

    @Override
    public void report(String message) {
        console.report(activeTests.latest(), message);
    }

    /** Prints the lines of the starts that are still held back. */
    @Override
    public void close() {
        startups.close();
    }
}
