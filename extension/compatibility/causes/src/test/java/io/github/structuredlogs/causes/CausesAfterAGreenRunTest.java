package io.github.structuredlogs.causes;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** As {@link CausesTest}, with the history of {@link SoundSystemsTest}. */
class CausesAfterAGreenRunTest {

    static Stream<Class<?>> plantedFailures() {
        return PlantedFailures.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("plantedFailures")
    void areNamedInTheFirstTenLines(Class<?> planted) throws IOException {
        CausesTest.assertNamed(planted, SoundSystemsTest.HISTORY, "after-a-green-run");
    }
}
