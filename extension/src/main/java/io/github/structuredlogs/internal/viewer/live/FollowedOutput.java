package io.github.structuredlogs.internal.viewer.live;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.internal.render.RecordFormatter;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.CaptureListener;
import io.github.structuredlogs.internal.store.Captures;
import io.github.structuredlogs.internal.store.LifecycleEvent;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Prints what is captured to a terminal, in the look of the tests' console. */
final class FollowedOutput implements CaptureListener {
    private static final Duration WAIT = Duration.ofSeconds(1);

    private final Captures captures;
    private final RecordFormatter formatter;
    private final PrintStream out;
    private final NewRecords newRecords;
    private final ConcurrentLinkedQueue<String> events = new ConcurrentLinkedQueue<>();

    FollowedOutput(Captures captures, RecordFormatter formatter, PrintStream out) {
        this.captures = captures;
        this.formatter = formatter;
        this.out = out;
        newRecords = new NewRecords(captures);
        captures.addListener(this);
    }

    @Override
    public void published(Capture capture, long from, long to) {}

    @Override
    public void lifecycle(Capture capture, LifecycleEvent event) {
        LogLevel severity = switch (event.kind()) {
            case STARTED, HEALTHY, PAUSED, RESUMED, RESTARTED, REMOVED, EXITED -> null;
            case UNHEALTHY, LOST, INCOMPLETE -> LogLevel.WARN;
            case OUT_OF_MEMORY -> LogLevel.ERROR;
        };
        events.add(formatter.lifecycle(capture.name(), event.at(), event.words(), severity));
    }

    @Override
    public void report(String message) {
        events.add("[structured-logs] " + formatter.safe(message));
    }

    /** Prints until the terminal is gone or the thread is interrupted. */
    void run() throws InterruptedException {
        while (!out.checkError()) {
            long seen = captures.arrivalSignal().seen();
            for (String line = events.poll(); line != null; line = events.poll()) {
                out.println(line);
            }
            newRecords.passTo((capture, index) -> {
                out.println(formatter.format(capture.record(index)));
                return true;
            });
            if (newRecords.size() == 0 && events.isEmpty()) {
                captures.arrivalSignal().await(seen, WAIT);
            }
        }
    }
}
