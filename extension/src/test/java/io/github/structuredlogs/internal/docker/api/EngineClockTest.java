package io.github.structuredlogs.internal.docker.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EngineClockTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private static Duration ahead(int told) {
        return EngineClock.ahead(NOON, NOON.plusMillis(told), NOON.plusMillis(20));
    }

    @Test
    void isTheSameWhereAskingTookAsLong() {
        assertThat(ahead(0)).isZero();
        assertThat(ahead(15)).isZero();
        assertThat(ahead(20)).isZero();
    }

    @Test
    void isAnotherFromTheMiddleOfTheQuestionOn() {
        assertThat(ahead(5_010)).isEqualTo(Duration.ofSeconds(5));
        assertThat(ahead(-4_990)).isEqualTo(Duration.ofSeconds(-5));
    }
}
