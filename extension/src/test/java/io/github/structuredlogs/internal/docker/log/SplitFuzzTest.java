package io.github.structuredlogs.internal.docker.log;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

/** A little of what {@link SplitFuzz} does a million times. */
class SplitFuzzTest {

    @Test
    void recordsAreTheSameHoweverTheirFramesAreRead() {
        assertThatCode(() -> SplitFuzz.run(2_000, 1)).doesNotThrowAnyException();
    }
}
