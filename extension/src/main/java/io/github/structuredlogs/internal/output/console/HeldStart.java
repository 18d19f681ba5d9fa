package io.github.structuredlogs.internal.output.console;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.internal.settings.Settings;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.LifecycleEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The records of one container's start, kept until it is ready or has failed. The records stay in the store; only their
 * numbers are kept here. Thread-safe.
 */
final class HeldStart {

    /** The number of records of a failed start that are printed from its beginning, and from its end. */
    private static final int MAX_FIRST = 50;

    private static final int MAX_LAST = 150;

    /** How long records from before the end of the start may still arrive. */
    private static final long LATE_NANOS = Duration.ofMillis(100).toNanos();

    /** A record within this time after the previous one belongs to the same burst. */
    private static final long BURST_NANOS = Duration.ofMillis(5).toNanos();

    private final Capture capture;
    private final Console console;
    private final ActiveTests activeTests;
    private final Function<Capture, StartState> calls;
    private final Instant runBegan;
    private final Instant began = Instant.now();
    private final long progressNanos;

    // guarded by this
    private boolean done;
    private long held;
    private boolean folded;

    /** How many of its records its lines have counted. */
    private long counted;

    private @Nullable Instant ready;
    private long due;
    private long nextProgress;

    HeldStart(
            Capture capture,
            Console console,
            ActiveTests activeTests,
            Function<Capture, StartState> calls,
            Instant runBegan,
            Duration progress) {
        this.capture = capture;
        this.console = console;
        this.activeTests = activeTests;
        this.calls = calls;
        this.runBegan = runBegan;
        progressNanos = progress.toNanos();
        nextProgress = System.nanoTime() + progressNanos;
    }

    /** {@return the index of the first of these records to print, because the start is over} */
    synchronized long published(long from, long to) {
        if (done) {
            return late(from, to);
        }
        check();
        Instant over = ready;
        if (over == null) {
            held = to;
            return to;
        }
        long first = from;
        while (first < to && (isBeforeEnd(first, over) || isOfBurst(first))) {
            first++;
        }
        held = first;
        if (first < to) {
            fold();
        } else if (from < to && isBeforeEnd(to - 1, over)) {
            due = System.nanoTime() + LATE_NANOS;
        }
        return first;
    }

    /**
     * Keeps records from before the end of the start that arrive after its line, for another line. A burst does not count
     * here: a container that never pauses would never be printed again.
     */
    private long late(long from, long to) {
        Instant over = ready;
        if (!folded || over == null || from != held) {
            return from;
        }
        while (held < to && isBeforeEnd(held, over)) {
            held++;
        }
        if (held == to) {
            done = false;
            due = System.nanoTime() + LATE_NANOS;
        } else if (held > from) {
            fold();
        }
        return held;
    }

    private boolean isBeforeEnd(long index, Instant over) {
        Instant end = calls.apply(capture).end();
        Instant at = Instant.ofEpochSecond(0, capture.byOwnClock(capture.observedNanos(index)));
        return !at.isAfter(end == null ? over : end);
    }

    private boolean isOfBurst(long index) {
        return index > 0 && capture.observedNanos(index) - capture.observedNanos(index - 1) <= BURST_NANOS;
    }

    /** {@return whether an event belongs to the start and is not printed} */
    synchronized boolean takes(LifecycleEvent event) {
        if (done) {
            return false;
        }
        switch (event.kind()) {
            case STARTED -> {
                return true;
            }
            case HEALTHY -> {
                over(Instant.now());
                return true;
            }
            case EXITED, RESTARTED, REMOVED, OUT_OF_MEMORY -> {
                Instant over = ready;
                // It has not failed to become ready only if it was ready before.
                boolean wasReady = over != null && over.isBefore(capture.byOwnClock(event.at()));
                if (wasReady) {
                    fold();
                } else {
                    unfold();
                }
                return false;
            }
            default -> {
                return false;
            }
        }
    }

    /** Checks whether the start is over. */
    synchronized void check() {
        if (!done && ready == null) {
            Instant returned = calls.apply(capture).returned();
            if (returned != null) {
                over(returned);
            }
        }
    }

    /** Notes a callback of JUnit. */
    synchronized void testsGoOn() {
        if (!done && ready == null && !calls.apply(capture).isKnown()) {
            over(Instant.now());
        }
    }

    private void over(Instant at) {
        if (ready == null) {
            ready = at;
            due = System.nanoTime() + LATE_NANOS;
        }
    }

    /** {@return whether it is over and only waits for late records} */
    synchronized boolean isDue() {
        return !done && ready != null;
    }

    /** Does what is due. {@return in how many nanoseconds to call again, the greatest number for never} */
    synchronized long tick() {
        if (done) {
            return Long.MAX_VALUE;
        }
        long now = System.nanoTime();
        if (ready == null && now - nextProgress >= 0) {
            check();
            nextProgress += progressNanos;
            if (ready == null) {
                printProgress();
            }
        }
        if (ready == null) {
            return nextProgress - now;
        }
        if (now - due >= 0) {
            fold();
            return Long.MAX_VALUE;
        }
        return due - now;
    }

    synchronized void close() {
        check();
        if (!done && ready != null) {
            fold();
        } else if (!done) {
            unfold();
        }
    }

    // --- printing

    private Settings settings() {
        return activeTests.of(capture);
    }

    private void printProgress() {
        long seconds = Math.max(1, Duration.between(began, Instant.now()).toSeconds());
        console.print(settings(), capture.name(), "starting for " + seconds + " s, " + records(held), (LogLevel) null);
    }

    private void fold() {
        done = true;
        long fresh = held - counted;
        Map<LogLevel, Integer> counts = new EnumMap<>(LogLevel.class);
        for (long index = counted; index < held; index++) {
            LogLevel level = capture.level(index);
            if (level != null) {
                counts.merge(level, 1, Integer::sum);
            }
        }
        String levels = Stream.of(LogLevel.FATAL, LogLevel.ERROR, LogLevel.WARN)
                .filter(counts::containsKey)
                .map(level -> String.format(Locale.ROOT, "%,d %s", counts.get(level), level))
                .collect(Collectors.joining(", "));
        boolean failed = counts.containsKey(LogLevel.FATAL) || counts.containsKey(LogLevel.ERROR);
        console.print(
                settings(),
                capture.name(),
                (folded
                                ? records(fresh) + " more of its start"
                                : readiness() + (fresh == 0 ? "" : ", " + records(fresh)))
                        + (levels.isEmpty() ? "" : " (" + levels + ")"),
                failed ? LogLevel.ERROR : null);
        folded = true;
        counted = held;
    }

    private String readiness() {
        Instant started = capture.status().started();
        Instant at = ready;
        if (started == null || at == null) {
            return "ready";
        }
        Instant own = capture.byOwnClock(started);
        if (own.isBefore(runBegan.minusSeconds(1))) {
            return "already running";
        }
        double seconds = Math.max(0, Duration.between(own, at).toMillis()) / 1_000.0;
        return String.format(Locale.ROOT, "ready after %.1f s", seconds);
    }

    private void unfold() {
        done = true;
        Settings settings = settings();
        List<Long> shown = new ArrayList<>();
        for (long index = 0; index < held; index++) {
            if (Console.isShown(settings, capture.name(), capture.level(index))) {
                shown.add(index);
            }
        }
        int first = shown.size() <= MAX_FIRST + MAX_LAST ? shown.size() : MAX_FIRST;
        for (Long index : shown.subList(0, first)) {
            console.print(settings, capture, index);
        }
        if (first < shown.size()) {
            int last = shown.size() - MAX_LAST;
            console.print(settings, capture.name(), "… " + records(last - first), (LogLevel) null);
            for (Long index : shown.subList(last, shown.size())) {
                console.print(settings, capture, index);
            }
        }
    }

    private static String records(long count) {
        return String.format(Locale.ROOT, "%,d record%s", count, count == 1 ? "" : "s");
    }
}
