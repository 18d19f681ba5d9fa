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
 * The starts of containers whose records are kept. It has a thread only while there are some: the thread prints
 * progress from time to time, and the line of a start after which nothing more arrives. Thread-safe.
 */
final class Startups implements AutoCloseable {

    /** The interval at which a container that is still starting is mentioned. */
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

    /** Keeps a container's records from now on, until its start is over. */
    void begin(Capture capture) {
        starts.computeIfAbsent(capture, key -> new HeldStart(key, console, activeTests, calls, began, progress));
        wake();
    }

    /** {@return whether a container's start was kept, whether or not it is over} */
    boolean knows(Capture capture) {
        return starts.containsKey(capture);
    }

    /** {@return the index of the first of these records to print, which does not belong to the container's start} */
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

    /** {@return whether an event belongs to a kept start, and is not printed} */
    boolean takes(Capture capture, LifecycleEvent event) {
        HeldStart start = starts.get(capture);
        return start != null && start.takes(event);
    }

    /** Checks whether starts are over. */
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

    /** Notes a callback of JUnit: a start without other information is over. */
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

    /** Ends each start with what is known about it, and the thread. */
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
