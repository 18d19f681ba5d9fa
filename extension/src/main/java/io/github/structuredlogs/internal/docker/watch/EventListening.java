package io.github.structuredlogs.internal.docker.watch;

import io.github.structuredlogs.internal.docker.api.EngineAccess;
import io.github.structuredlogs.internal.docker.api.EngineConnection;
import io.github.structuredlogs.internal.docker.api.EngineStream;
import io.github.structuredlogs.internal.docker.api.EngineTime;
import io.github.structuredlogs.internal.docker.api.JsonAnswer;
import io.github.structuredlogs.internal.docker.api.RefusedException;
import io.github.structuredlogs.internal.docker.api.Threads;
import io.github.structuredlogs.internal.json.PlainJson;
import io.github.structuredlogs.internal.store.Captures;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The listener to the engine's events. It starts when it is first needed. When the engine is back, it continues after
 * the last event, so that each event is handled once, and lists containers to find what ran or ended meanwhile.
 */
final class EventListening implements Runnable {

    private static final long MAX_PAUSE_MILLIS = 1_000;

    /** The uncertainty of another machine's clock. */
    static final Duration UNCERTAINTY = Duration.ofSeconds(1);

    /** The interval between lists of containers if there are no events. */
    private static final Duration WITHOUT_EVENTS = Duration.ofSeconds(1);

    private final EngineAccess engine;
    private final Containers containers;
    private final Captures captures;
    private final Threads threads;
    private final Instant began = Instant.now();
    private final Seen seen = new Seen();

    // guarded by this
    private boolean needed;
    private boolean closing;
    private boolean listed;
    private boolean listsInstead;
    private @Nullable EngineStream events;

    /** The failure of a listening thread, until it is reported. */
    private volatile @Nullable Throwable failure;

    /** Why the engine refuses events, null if it does not answer. */
    private volatile @Nullable String refused;

    private volatile long heard;
    private volatile @Nullable String beginning;

    /** The events that are sent again, because the start time of a request is inclusive. */
    private static final class Seen {

        private static final int MAX_EVENTS = 1_000;

        private final Set<String> lines = new HashSet<>();
        private volatile long last;

        boolean isNew(long time, String line) {
            if (lines.size() >= MAX_EVENTS) {
                lines.clear();
            }
            last = Math.max(last, time);
            return lines.add(line);
        }

        long last() {
            return last;
        }
    }

    /**
     * Creates a listener that does not listen yet.
     *
     * @param containers receives the events
     * @param captures receives the difference of the engine's clock, and messages for the person who runs the tests
     */
    EventListening(EngineAccess engine, Containers containers, Captures captures, Threads threads) {
        this.engine = engine;
        this.containers = containers;
        this.captures = captures;
        this.threads = threads;
    }

    /** Notes that there is an engine to listen to. */
    synchronized void need() {
        needed = true;
        notifyAll();
    }

    /** Says whether there is an engine to listen to. */
    synchronized boolean isNeeded() {
        return needed;
    }

    /**
     * Waits until what runs is known; not if there is no engine.
     *
     * @param deadline when to give up, by {@link System#nanoTime}
     */
    synchronized boolean awaitListed(long deadline) throws InterruptedException {
        while (!listed && !closing && needed) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
        return listed && !closing;
    }

    void close() {
        EngineStream open;
        synchronized (this) {
            closing = true;
            open = events;
            notifyAll();
        }
        if (open != null) {
            open.close();
        }
    }

    // --- the thread

    @Override
    public void run() {
        int failures = 0;
        while (awaitNeed()) {
            boolean hasListened = false;
            try {
                EngineConnection connection = connect();
                try (EngineStream stream = connection.events(since())) {
                    if (!begin(stream)) {
                        return;
                    }
                    hasListened = true;
                    probeWhenIdle(stream, connection.answerBound());
                    failures = 0;
                    containers.engineIsBack(connection, seen.last());
                    containers.reconcile(connection);
                    listed();
                    listen(stream);
                }
            } catch (EngineAccess.NoEngineException e) {
                captures.report("", String.valueOf(e.getMessage()));
                needNothing();
                continue;
            } catch (RefusedException e) {
                refused = e.getMessage();
            } catch (IOException e) {
                // It is asked again below.
            } catch (RuntimeException | Error e) {
                // This includes a lack of memory or threads, which may be temporary.
                failure = e;
            }
            rest(hasListened, failures++);
        }
    }

    /** {@return the connection to an engine that answers} */
    private EngineConnection connect() throws IOException {
        EngineConnection connection = engine.connect();
        EngineConnection.Greeting greeting;
        try {
            greeting = connection.greet();
            if (beginning == null) {
                Duration ahead = connection.clockAhead();
                captures.engineClockIsAheadBy(ahead);
                beginning = beginning(ahead);
            }
        } catch (IOException e) {
            engine.isAway();
            containers.engineIsAway();
            throw e;
        }
        engine.isBack(greeting);
        if (greeting.isPodman()) {
            // The response begins with the first event.
            containers.reconcile(connection);
            listed();
        } else {
            listUntilThereAreEvents();
        }
        return connection;
    }

    private String since() {
        String begun = beginning;
        return seen.last() > 0 || begun == null ? EngineTime.parameter(seen.last()) : begun;
    }

    /** Waits before the next request to the engine. */
    private void rest(boolean hasListened, int failures) {
        try {
            if (hasListened) {
                end();
            }
            Throwable told = failure;
            if (told != null) {
                failure = null;
                captures.report("", "Watching the containers failed and starts again: " + told);
            }
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        pause(failures);
    }

    // --- lists instead of events

    /** Lists containers periodically while there are no events, because the engine refuses them or does not answer. */
    private synchronized void listUntilThereAreEvents() {
        if (!listsInstead) {
            listsInstead = true;
            var unused = threads.later(WITHOUT_EVENTS, () -> threads.ask(this::list));
        }
    }

    private void list() {
        if (!isWithoutEvents()) {
            return;
        }
        try {
            containers.reconcileAll(engine.connection());
            listed();
            String why = refused;
            captures.report(
                    "",
                    "The engine's events cannot be read (" + (why == null ? "it does not answer" : why)
                            + "): containers are found by listing them once a second, and whenever an assertion waits for"
                            + " them.");
        } catch (IOException e) {
            // It is unavailable, or about to be connected again.
            refused = null;
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        var unused = threads.later(WITHOUT_EVENTS, () -> threads.ask(this::list));
    }

    private synchronized boolean isWithoutEvents() {
        listsInstead = events == null && !closing;
        return listsInstead;
    }

    // --- whether an idle connection still works

    /** Checks a connection without events for longer than a response may take. */
    private void probeWhenIdle(EngineStream stream, Duration idle) {
        var unused = threads.later(idle, () -> threads.ask(() -> probe(stream, idle)));
    }

    private void probe(EngineStream stream, Duration idle) {
        if (!isCurrent(stream)) {
            return;
        }
        if (System.nanoTime() - heard >= idle.toNanos() && lacksEvents()) {
            stream.close();
            return;
        }
        probeWhenIdle(stream, idle);
    }

    /** Says whether the engine had events some time ago that have not arrived. */
    private boolean lacksEvents() {
        try {
            Instant now = captures.byEngineClock(Instant.now()).minus(UNCERTAINTY);
            Instant last =
                    EngineTime.instant(Math.max(seen.last() + 1, EngineTime.nanos(captures.byEngineClock(began))));
            return last.isBefore(now) && engine.connection().remembersAny(last, now);
        } catch (RefusedException e) {
            return false;
        } catch (IOException e) {
            // The next connection shows whether it is unavailable.
            return true;
        }
    }

    private synchronized boolean isCurrent(EngineStream stream) {
        return !closing && events == stream;
    }

    /** Returns when this watch began, by the engine's clock. */
    private String beginning(Duration ahead) {
        Instant since = ahead.isZero() ? began : began.plus(ahead).minus(UNCERTAINTY);
        return EngineTime.parameter(EngineTime.nanos(since));
    }

    private void listen(EngineStream stream) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            heard = System.nanoTime();
            if (!line.isBlank()) {
                JsonAnswer event = new JsonAnswer(PlainJson.read(line.getBytes(StandardCharsets.UTF_8)));
                if (seen.isNew(event.at("timeNano").number(), line)) {
                    containers.handle(event);
                }
            }
        }
    }

    private synchronized boolean awaitNeed() {
        try {
            while (!needed && !closing) {
                wait();
            }
        } catch (InterruptedException e) {
            closing = true;
        }
        return !closing;
    }

    private synchronized void needNothing() {
        needed = false;
        notifyAll();
    }

    private synchronized boolean begin(EngineStream stream) {
        if (closing) {
            return false;
        }
        events = stream;
        refused = null;
        heard = System.nanoTime();
        engine.hears(true);
        return true;
    }

    private void end() {
        synchronized (this) {
            events = null;
        }
        engine.hears(false);
        engine.isAway();
        containers.engineIsAway();
    }

    private synchronized void listed() {
        listed = true;
        notifyAll();
    }

    private synchronized void pause(int failures) {
        long millis = Math.min(MAX_PAUSE_MILLIS, 10L << Math.min(failures, 10));
        long deadline = System.nanoTime() + millis * 1_000_000;
        try {
            for (long left = millis; left > 0 && !closing; left = (deadline - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException e) {
            closing = true;
        }
    }
}
