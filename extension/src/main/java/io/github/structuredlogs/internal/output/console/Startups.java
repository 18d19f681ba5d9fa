package io.github.structuredlogs.internal.output.console;

import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.LifecycleEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The starts of containers whose records are held back. There is a thread only while there are some: it prints a line of
 * progress now and then, and the line of a start behind which nothing more comes. Thread-safe.
 */
final class Startups implements AutoCloseable {

    /** After how long a container that is still starting is mentioned, again and again. */
    static final Duration PROGRESS = Duration.ofSeconds(10);

    private final Console console;
    private final ActiveTests activeTests;
    private final Function<Capture, StartState> calls;
    private final Duration progress;
    private final Instant began = Instant.now();
    private final Map<Capture, HeldStart> starts = new ConcurrentHashMap<>();

    // guarded by this
    private @Nullable Thread thread;
    private boolean woken;
    private boolean closed;

    Startups(Console console, ActiveTests activeTests, Function<Capture, StartState> calls, Duration progress) {
        this.console = console;
        this.activeTests = activeTests;
        this.calls = calls;
        this.progress = progress;
    }

    /** Holds back what a container logs from now on, until its start is over. */
    void begin(Capture capture) {
        starts.computeIfAbsent(capture, key -> new HeldStart(key, console, activeTests, calls, began, progress));
        wake();
    }

    /** {@return whether a container's start has been held back, be it over or not} */
    boolean knows(Capture capture) {
        return starts.containsKey(capture);
    }

    /** {@return the first of these records that does not belong to the container's start and is to be printed} */
    long published(Capture capture, long from, long to) {
        HeldStart start = starts.get(capture);
        if (start == null) {
            return from;
        }
        long first = start.published(from, to);
        if (start.isDue()) {
            wake();
        }
        return first;
    }

    /** {@return whether an event belongs to a start that is held back, and is not to be printed} */
    boolean takes(Capture capture, LifecycleEvent event) {
        HeldStart start = starts.get(capture);
        return start != null && start.takes(event);
    }

    /** Looks whether starts are over. */
    void check() {
        boolean due = false;
        for (HeldStart start : starts.values()) {
            start.check();
            due |= start.isDue();
        }
        if (due) {
            wake();
        }
    }

    /** A callback of JUnit has come: a start of which nothing else is known is over. */
    void testsGoOn() {
        starts.values().forEach(HeldStart::testsGoOn);
        check();
    }

    private synchronized void wake() {
        woken = true;
        if (thread == null && !closed) {
            Thread fresh = new Thread(this::run, "structured-logs-startups");
            fresh.setDaemon(true);
            thread = fresh;
            fresh.start();
        } else {
            notifyAll();
        }
    }

    private void run() {
        while (true) {
            synchronized (this) {
                woken = false;
            }
            long next = Long.MAX_VALUE;
            for (HeldStart start : starts.values()) {
                next = Math.min(next, start.tick());
            }
            synchronized (this) {
                if (closed || (next == Long.MAX_VALUE && !woken)) {
                    thread = null;
                    return;
                }
                try {
                    if (!woken) {
                        wait(Math.max(1, next / 1_000_000));
                    }
                } catch (InterruptedException e) {
                    thread = null;
                    return;
                }
            }
        }
    }

    /** Ends each start with what is known of it, and the thread. */
    @Override
    public void close() {
        Thread last;
        synchronized (this) {
            closed = true;
            last = thread;
            notifyAll();
        }
        starts.values().forEach(HeldStart::close);
        if (last != null) {
            try {
                last.join(1_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
