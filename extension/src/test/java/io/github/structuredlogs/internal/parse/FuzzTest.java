package io.github.structuredlogs.internal.parse;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A little of what {@link Fuzz} does a million times. */
class FuzzTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void mutatedLinesBreakNothingAndLoseNoByte(long seed) {
        assertThatCode(() -> Fuzz.run(3_000, seed)).doesNotThrowAnyException();
    }
}
