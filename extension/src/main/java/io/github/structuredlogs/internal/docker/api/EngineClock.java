package io.github.structuredlogs.internal.docker.api;

import java.time.Duration;
import java.time.Instant;

/**
 * The difference between the clocks of an engine and of this JVM: a virtual machine or another host has a clock of its
 * own.
 */
final class EngineClock {

    private EngineClock() {}

    /**
     * {@return by how much the engine's clock is ahead, negative if it is behind; zero if the duration of the request
     * explains the difference}
     *
     * @param asked when the engine was asked, by this JVM's clock
     * @param told the engine's time in its response
     * @param answered when the response arrived, by this JVM's clock
     */
    static Duration ahead(Instant asked, Instant told, Instant answered) {
        if (!told.isBefore(asked) && !told.isAfter(answered)) {
            return Duration.ZERO;
        }
        Instant middle = asked.plus(Duration.between(asked, answered).dividedBy(2));
        return Duration.between(middle, told);
    }
}
