package io.github.structuredlogs.internal.docker.api;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Notices that the engine's clock or this JVM's was set: every answer of the engine has a header with its time, in whole
 * seconds. Slow drifts and steps of less than two seconds are not seen. Thread-safe.
 */
final class ClockWatch {
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private @Nullable Moment last;
    private @Nullable String noticed;

    /**
     * A moment by both clocks of this JVM.
     *
     * @param wall the time, which may be set
     * @param elapsed what cannot be set, in nanoseconds
     */
    record Instants(Instant wall, long elapsed) {
        static Instants now() {
            return new Instants(Instant.now(), System.nanoTime());
        }
    }

    /** How far the engine was ahead of this JVM when it last answered, at least and at most. */
    private record Moment(Duration least, Duration most, Instants at) {}

    /**
     * Notes an answer.
     *
     * @param date the header with the engine's time, null if there is none
     */
    synchronized void answered(Instants asked, Instants answered, @Nullable String date) {
        Instant engine = parsed(date);
        if (engine == null || noticed != null) {
            return;
        }
        Moment now = new Moment(
                Duration.between(answered.wall(), engine),
                Duration.between(asked.wall(), engine.plusSeconds(1)),
                answered);
        Moment before = last;
        last = now;
        if (before == null) {
            return;
        }
        Duration elapsed = Duration.ofNanos(answered.elapsed() - before.at().elapsed());
        Duration back = elapsed.minus(Duration.between(before.at().wall(), answered.wall()));
        if (back.compareTo(TOLERANCE) > 0) {
            noticed = "this machine's clock was set back by about " + back.toSeconds() + " s";
        } else if (before.least().minus(now.most()).compareTo(TOLERANCE) > 0) {
            noticed = "the engine's clock was set back, or this machine's forward, by about "
                    + before.least().minus(now.least()).toSeconds() + " s";
        } else if (now.least().minus(before.most()).compareTo(TOLERANCE) > 0) {
            noticed = "the engine's clock was set forward, or this machine's back, by about "
                    + now.least().minus(before.least()).toSeconds() + " s";
        }
    }

    private static @Nullable Instant parsed(@Nullable String date) {
        try {
            return date == null
                    ? null
                    : ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** {@return which clock was set, in words; null if none is known to be} */
    synchronized @Nullable String noticed() {
        return noticed;
    }
}
