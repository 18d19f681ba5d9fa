package io.github.structuredlogs.causes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same tests without the faults pass, and what they logged is kept. */
class SoundSystemsTest {

    static final String HISTORY = "target/history";

    static Stream<Class<?>> plantedFailures() {
        return PlantedFailures.all();
    }

    @BeforeAll
    static void withoutFaults() {
        Planted.withoutFaults();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("plantedFailures")
    void pass(Class<?> planted) {
        var run = PlantedFailures.run(planted, HISTORY);

        assertThat(run.summary().getFailures()).as(run.printed()).isEmpty();
        assertThat(run.summary().getTestsSucceededCount()).isPositive();
    }
}
