package io.github.structuredlogs.internal.jupiter;

import io.github.structuredlogs.Print;
import io.github.structuredlogs.internal.capture.Capture;
import io.github.structuredlogs.internal.capture.CaptureListener;
import io.github.structuredlogs.internal.capture.LifecycleEvent;
import io.github.structuredlogs.internal.settings.Settings;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Prints records as they arrive, by the settings of the class or test that they belong to, or that began last if they
 * belong to none.
 */
final class LiveConsole implements CaptureListener {
    private final Console console;
    private final List<Audience> audiences = new CopyOnWriteArrayList<>();
    private volatile Settings latest;

    /** A running class or test. */
    interface Audience {
        /** Whether it has claimed the container as its own. */
        boolean owns(Capture capture);

        Settings settings();

        /** {@return the class that it is in, null for a top-level one} */
        @Nullable Audience around();
    }

    LiveConsole(Console console, Settings first) {
        this.console = console;
        this.latest = first;
    }

    void enter(Audience audience) {
        audiences.add(audience);
        latest = audience.settings();
    }

    void leave(Audience audience) {
        audiences.remove(audience);
    }

    /** {@return the settings of the innermost classes and tests that run, else of the last that did} */
    List<Settings> running() {
        List<Audience> all = List.copyOf(audiences);
        List<Settings> running = all.stream()
                .filter(each -> all.stream().noneMatch(other -> other.around() == each))
                .map(Audience::settings)
                .toList();
        return running.isEmpty() ? List.of(latest) : running;
    }

    @Override
    public void published(Capture capture, long index) {
        Settings settings = settings(capture);
        if (settings.print() == Print.LIVE && Console.isShown(settings, capture.name(), capture.level(index))) {
            console.print(settings, capture.record(index));
        }
    }

    @Override
    public void lifecycle(Capture capture, LifecycleEvent event) {
        Settings settings = settings(capture);
        // What has exited is going to be removed: that explains nothing.
        boolean tells =
                event.kind() != LifecycleEvent.Kind.REMOVED || capture.status().exitCode() == null;
        if (settings.print() == Print.LIVE && tells) {
            console.print(settings, capture.name(), event);
        }
    }

    @Override
    public void report(String message) {
        console.report(latest, message);
    }

    private Settings settings(Capture capture) {
        Settings last = latest;
        Settings owners = null;
        for (Audience audience : audiences) {
            last = audience.settings();
            if (audience.owns(capture)) {
                owners = last;
            }
        }
        return owners != null ? owners : last;
    }
}
