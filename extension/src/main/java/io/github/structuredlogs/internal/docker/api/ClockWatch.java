package io.github.structuredlogs.internal.docker.api;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Notices that the engine's clock or this JVM's was set: every answer of the engine has a header with its time, in whole
 * seconds. Steps of less than three seconds may be missed, and slow drifts are. Thread-safe.
 */
final class ClockWatch {
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final int DATE_LENGTH = 29;
    /** What clocks that are kept by a time server may differ by for a moment. */
    private static final Duration TOLERANCE = Duration.ofSeconds(1);

    /** Steps of this JVM's clock are known exactly, so that a small one is no reason to doubt. */
    private static final Duration MAX_SET_BACK = Duration.ofSeconds(2);

    /** The time in whole seconds, and a second for the answer. */
    private static final Duration PROMPT = Duration.ofSeconds(2);

    private @Nullable ClockOffset last;
    private @Nullable String noticed;

    /**
     * A moment by both clocks of this JVM.
     *
     * @param wall the time, which may be set
     * @param elapsed {@link System#nanoTime}, which nobody can set
     */
    record ClockReading(Instant wall, long elapsed) {
        static ClockReading now() {
            return new ClockReading(Instant.now(), System.nanoTime());
        }
    }

    /** How far the engine was ahead of this JVM when it last answered, at least and at most. */
    private record ClockOffset(Duration least, Duration most, ClockReading at) {
        Duration width() {
            return most.minus(least);
        }
    }

    /**
     * Notes an answer.
     *
     * @param date the answer's header {@code Date}, null if it has none
     */
    synchronized void answered(ClockReading asked, ClockReading answered, @Nullable String date) {
        Instant engine = parsed(date);
        if (engine == null || noticed != null) {
            return;
        }
        ClockOffset now = new ClockOffset(
                Duration.between(answered.wall(), engine),
                Duration.between(asked.wall(), engine.plusSeconds(1)),
                answered);
        ClockOffset before = last;
        // A slow answer says little, and must not replace a prompt one.
        if (before == null
                || now.width().compareTo(before.width()) <= 0
                || now.width().compareTo(PROMPT) <= 0) {
            last = now;
        }
        if (before == null) {
            return;
        }
        Duration elapsed = Duration.ofNanos(answered.elapsed() - before.at().elapsed());
        Duration back = elapsed.minus(Duration.between(before.at().wall(), answered.wall()));
        if (back.compareTo(MAX_SET_BACK) > 0) {
            noticed = "this machine's clock was set back by about " + back.toSeconds() + " s";
        } else if (before.least().minus(now.most()).compareTo(TOLERANCE) > 0) {
            noticed = "the engine's clock was set back, or this machine's forward, by about "
                    + before.least().minus(now.least()).toSeconds() + " s";
        } else if (now.least().minus(before.most()).compareTo(TOLERANCE) > 0) {
            noticed = "the engine's clock was set forward, or this machine's back, by about "
                    + now.least().minus(before.least()).toSeconds() + " s";
        }
    }

    /** Reads {@code Sat, 21 Nov 2026 12:00:00 GMT}; Java's own formatter would load much in a fresh JVM. */
    private static @Nullable Instant parsed(@Nullable String date) {
        if (date == null || date.length() != DATE_LENGTH || !date.endsWith(" GMT")) {
            return null;
        }
        try {
            int month = MONTHS.indexOf(date.substring(8, 11));
            return LocalDateTime.of(
                            Integer.parseInt(date.substring(12, 16)),
                            month % 3 == 0 ? month / 3 + 1 : 0,
                            Integer.parseInt(date.substring(5, 7)),
                            Integer.parseInt(date.substring(17, 19)),
                            Integer.parseInt(date.substring(20, 22)),
                            Integer.parseInt(date.substring(23, 25)))
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException | NumberFormatException e) {
            return null;
        }
    }

    /** {@return which clock was set, in words; null if none is known to be} */
    synchronized @Nullable String noticed() {
        return noticed;
    }
}
