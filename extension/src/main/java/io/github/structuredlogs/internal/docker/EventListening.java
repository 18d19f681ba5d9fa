package io.github.structuredlogs.internal.docker;

import io.github.structuredlogs.internal.parse.PlainJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Listens to the engine's events, once anybody needs it to, and goes on where it was whenever the engine is back: each event
 * once, and what ran or ended while nobody listened by the list of what runs.
 */
final class EventListening implements Runnable {

    private static final long LONGEST_PAUSE_MILLIS = 1_000;

    /** What an engine's clock may differ by before it counts as another machine's. */
    private static final Duration SAME_CLOCK = Duration.ofSeconds(2);

    private final EngineAccess engine;
    private final Containers containers;
    private final Consumer<String> reports;
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
     * @param reports told what the person who runs the tests should know
     */
    EventListening(EngineAccess engine, Containers containers, Consumer<String> reports) {
        this.engine = engine;
        this.containers = containers;
        this.reports = reports;
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
                    since = engineTimeOfBeginning(greeting);
                }
                try (EngineStream stream = connection.events(since)) {
                    if (!begin(stream)) {
                        return;
                    }
                    engine.isBack(greeting);
                    failures = 0;
                    containers.reconcile(connection);
                    listed();
                    listen(stream);
                }
            } catch (EngineAccess.NoEngineException e) {
                reports.accept(String.valueOf(e.getMessage()));
                needNothing();
                continue;
            } catch (IOException e) {
                // It is asked again below.
            } catch (RuntimeException | LinkageError e) {
                reports.accept("Watching the containers failed and starts anew: " + e);
            }
            end();
            if (seen.last() > 0) {
                since = EngineTime.parameter(seen.last());
            }
            pause(failures++);
        }
    }

    /** When this watch began, by the engine's clock, which it tells to the second. */
    private String engineTimeOfBeginning(EngineConnection.Greeting greeting) {
        Instant now = Instant.now();
        Duration ahead = Duration.ZERO;
        try {
            String date = greeting.date();
            if (date != null) {
                Instant theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
                ahead = Duration.between(now, theirs);
            }
        } catch (DateTimeParseException e) {
            ahead = Duration.ZERO;
        }
        Instant since = ahead.abs().compareTo(SAME_CLOCK) < 0
                ? began
                : began.plus(ahead).minus(SAME_CLOCK);
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
