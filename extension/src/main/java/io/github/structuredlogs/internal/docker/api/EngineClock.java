package io.github.structuredlogs.internal.docker.api;

import java.time.Duration;
import java.time.Instant;

/** How far an engine's clock is from this JVM's: that of a virtual machine or of another host goes its own way. */
final class EngineClock {

    private EngineClock() {}

    /**
     * {@return by how much the engine's clock is ahead, negative if it is behind, zero where the time that the question
     * took explains the difference}
     *
     * @param asked when the engine was asked, by this JVM's clock
     * @param told the engine's answer
     * @param answered when the answer was there, by this JVM's clock
     */
    static Duration ahead(Instant asked, Instant told, Instant answered) {
        if (!told.isBefore(asked) && !told.isAfter(answered)) {
            return Duration.ZERO;
        }
        Instant middle = asked.plus(Duration.between(asked, answered).dividedBy(2));
        return Duration.between(middle, told);
    }
}
