package io.github.structuredlogs.internal.docker.watch;

import io.github.structuredlogs.internal.docker.api.Answer;
import io.github.structuredlogs.internal.docker.api.EngineAccess;
import io.github.structuredlogs.internal.docker.api.EngineConnection;
import io.github.structuredlogs.internal.docker.api.EngineStream;
import io.github.structuredlogs.internal.docker.api.EngineTime;
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
 * Listens to the engine's events, once anybody needs it to, and goes on where it was whenever the engine is back: each event
 * once, and what ran or ended while nobody listened by the list of what runs.
 */
final class EventListening implements Runnable {

    private static final long LONGEST_PAUSE_MILLIS = 1_000;

    /** How well the clock of another machine is known. */
    private static final Duration UNCERTAINTY = Duration.ofSeconds(1);

    private final EngineAccess engine;
    private final Containers containers;
    private final Captures captures;
    private final Instant began = Instant.now();
    private final Seen seen = new Seen();

    // guarded by this
    private boolean needed;
    private boolean closing;
    private boolean listed;
    private @Nullable EngineStream events;

    /** Drops what is sent again when events are asked for from a time on that is inclusive. */
    private static final class Seen {

        private static final int MOST = 1_000;

        private final Set<String> lines = new HashSet<>();
        private long last;

        boolean isNew(long time, String line) {
            if (lines.size() >= MOST) {
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
     * Listens to nothing yet.
     *
     * @param containers told of what happens
     * @param captures told how the engine's clock stands, and what the person who runs the tests should know
     */
    EventListening(EngineAccess engine, Containers containers, Captures captures) {
        this.engine = engine;
        this.containers = containers;
        this.captures = captures;
    }

    /** There is an engine to be listened to. */
    synchronized void need() {
        needed = true;
        notifyAll();
    }

    /**
     * Waits until what runs is known.
     *
     * @param deadline when to give up, by {@link System#nanoTime}
     */
    synchronized boolean awaitListed(long deadline) throws InterruptedException {
        while (!listed && !closing) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
        return !closing;
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
        String since = null;
        while (awaitNeed()) {
            try {
                EngineConnection connection = engine.connect();
                EngineConnection.Greeting greeting = connection.greet();
                if (since == null) {
                    Duration ahead = connection.clockAhead();
                    captures.engineClockIsAheadBy(ahead);
                    since = beginning(ahead);
                }
                if (greeting.isPodman()) {
                    // It answers with the first event.
                    engine.isBack(greeting);
                    containers.reconcile(connection);
                    listed();
                }
                try (EngineStream stream = connection.events(since)) {
                    if (!begin(stream)) {
                        return;
                    }
                    engine.isBack(greeting);
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
            } catch (IOException e) {
                // It is asked again below.
            } catch (RuntimeException | LinkageError e) {
                captures.report("", "Watching the containers failed and starts anew: " + e);
            }
            end();
            if (seen.last() > 0) {
                since = EngineTime.parameter(seen.last());
            }
            pause(failures++);
        }
    }

    /** When this watch began, by the engine's clock. */
    private String beginning(Duration ahead) {
        Instant since = ahead.isZero() ? began : began.plus(ahead).minus(UNCERTAINTY);
        return EngineTime.parameter(EngineTime.nanos(since));
    }

    private void listen(EngineStream stream) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.isBlank()) {
                Answer event = new Answer(PlainJson.read(line.getBytes(StandardCharsets.UTF_8)));
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
    }

    private synchronized boolean begin(EngineStream stream) {
        if (closing) {
            return false;
        }
        events = stream;
        return true;
    }

    private void end() {
        synchronized (this) {
            events = null;
        }
        engine.isAway();
        containers.engineIsAway();
    }

    private synchronized void listed() {
        listed = true;
        notifyAll();
    }

    private synchronized void pause(int failures) {
        long millis = Math.min(LONGEST_PAUSE_MILLIS, 10L << Math.min(failures, 10));
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
