package io.github.structuredlogs.internal.docker.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.internal.docker.api.ClockWatch.ClockReading;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** When a clock counts as set, by the header {@code Date} of the engine's answers. */
class ClockWatchTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.9Z");

    private final ClockWatch clocks = new ClockWatch();
    private Duration elapsed = Duration.ZERO;
    private Duration wall = Duration.ZERO;
    private Duration engine = Duration.ZERO;

    private ClockReading now() {
        return new ClockReading(NOON.plus(elapsed).plus(wall), elapsed.toNanos());
    }

    /** The engine answers in the middle of the question. */
    private void asked(Duration later, Duration took) {
        elapsed = elapsed.plus(later);
        ClockReading asked = now();
        elapsed = elapsed.plus(took.dividedBy(2));
        String date = date(NOON.plus(elapsed).plus(engine));
        elapsed = elapsed.plus(took.dividedBy(2));
        clocks.answered(asked, now(), date);
    }

    private static String date(Instant time) {
        return DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
                .format(time.atOffset(ZoneOffset.UTC));
    }

    @Test
    void noticesNothingWhileNobodySetsAClock() {
        engine = Duration.ofHours(3);
        for (int i = 0; i < 1_000; i++) {
            asked(Duration.ofMillis(i), Duration.ofMillis(i % 7 == 0 ? 9_000 : 3));
            // Both drift, as a clock does that is corrected slowly.
            engine = engine.plusMillis(i % 2);
            wall = wall.minusMillis(i % 3);
        }
        assertThat(clocks.noticed()).isNull();
    }

    @Test
    void noticesNothingOfAMachineThatSlept() {
        asked(Duration.ofSeconds(1), Duration.ofMillis(3));
        wall = wall.plusSeconds(3_600);
        engine = engine.plusSeconds(3_600);
        asked(Duration.ofSeconds(1), Duration.ofMillis(3));

        assertThat(clocks.noticed()).isNull();
    }

    @Test
    void noticesThatTheEnginesClockWasSet() {
        asked(Duration.ofSeconds(1), Duration.ofMillis(3));
        engine = engine.minusSeconds(5);
        asked(Duration.ofSeconds(1), Duration.ofMillis(3));

        assertThat(clocks.noticed())
                .startsWith("the engine's clock was set back")
                .contains("about 5 s");
    }

    /** The least step of which it is certain. */
    @Test
    void noticesAStepOfThreeSecondsWhateverTheFractionsOfTheTimes() {
        for (int millis = 0; millis < 1_000; millis += 50) {
            for (int step : new int[] {-3_100, 3_100}) {
                ClockWatch watch = new ClockWatch();
                ClockReading first = at(millis);
                watch.answered(first, first, date(first.wall()));
                ClockReading later = at(5_000 + 7 * millis);
                watch.answered(later, later, date(later.wall().plusMillis(step)));

                assertThat(watch.noticed()).as("%s ms, %s", millis, step).isNotNull();
            }
        }
    }

    private static ClockReading at(long millis) {
        return new ClockReading(
                NOON.plusMillis(millis), Duration.ofMillis(millis).toNanos());
    }

    /** A question that took long, or stood at a breakpoint, does not make it forget what it knew. */
    @Test
    void noticesAStepBehindASlowAnswer() {
        asked(Duration.ofSeconds(1), Duration.ofMillis(3));
        asked(Duration.ofSeconds(1), Duration.ofSeconds(9));
        engine = engine.minusSeconds(5);
        asked(Duration.ofSeconds(1), Duration.ofMillis(3));

        assertThat(clocks.noticed()).startsWith("the engine's clock was set back");
    }

    @Test
    void noticesThatItWasSetForward() {
        asked(Duration.ofSeconds(1), Duration.ofMillis(3));
        engine = engine.plusDays(365);
        asked(Duration.ofSeconds(1), Duration.ofMillis(3));

        assertThat(clocks.noticed()).startsWith("the engine's clock was set forward");
    }

    @Test
    void noticesThatTheClockOfBothWasSetBack() {
        asked(Duration.ofSeconds(1), Duration.ofMillis(3));
        wall = wall.minusSeconds(60);
        engine = engine.minusSeconds(60);
        asked(Duration.ofSeconds(1), Duration.ofMillis(3));

        assertThat(clocks.noticed()).isEqualTo("this machine's clock was set back by about 60 s");
    }

    @Test
    void doesWithoutATime() {
        clocks.answered(now(), now(), null);
        clocks.answered(now(), now(), "yesterday");
        clocks.answered(now(), now(), "Sat, 41 Nov 2026 12:00:00 GMT");
        clocks.answered(now(), now(), "Sat, 21 Xyz 2026 12:00:00 GMT");
        clocks.answered(now(), now(), "Sat, 21 Nov twoo 12:00:00 GMT");

        assertThat(clocks.noticed()).isNull();
    }
}
