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
 * The output of records as they arrive, by the settings of their class or test, or of the one that began last if they
 * belong to none. The start of a container becomes one line, unless the settings ask for more.
 */
public final class LiveConsole implements CaptureListener, AutoCloseable {
    private final Console console;
    private final ActiveTests activeTests;
    private final Startups startups;

    /**
     * Creates it without anything to print.
     *
     * @param calls says whether the {@code start()} call that created a container has returned
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
        if (event.kind() == LifecycleEvent.LifecycleKind.STARTED && capture.size() == 0) {
            begin(capture, settings);
        }
        if (startups.takes(capture, event)) {
            return;
        }
        // A container that has exited is about to be removed, which explains nothing.
        boolean tells = event.kind() != LifecycleEvent.LifecycleKind.REMOVED
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

    /** Notes a callback of JUnit. There is none while a known container is being started. */
    public void testsGoOn() {
        startups.testsGoOn();
    }

    @Override
    public void report(String message) {
        console.report(activeTests.latest(), message);
    }

    /** Prints the lines of the starts that are still kept. */
    @Override
    public void close() {
        startups.close();
    }
}
