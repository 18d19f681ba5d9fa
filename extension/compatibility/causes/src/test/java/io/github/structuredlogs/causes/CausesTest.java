package io.github.structuredlogs.causes;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The block of a failed test names the cause, with no green run before it. */
class CausesTest {

    static Stream<Class<?>> plantedFailures() {
        return PlantedFailures.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("plantedFailures")
    void areNamedInTheFirstTenLines(Class<?> planted) throws IOException {
        assertNamed(planted, "off", "alone");
    }

    static void assertNamed(Class<?> planted, String history, String directory) throws IOException {
        var run = PlantedFailures.run(planted, history);
        var block = run.block();
        var file = Path.of("target/blocks", directory, planted.getSimpleName() + ".txt");
        Files.createDirectories(file.getParent());
        Files.writeString(file, String.join("\n", block) + "\n");

        assertThat(run.summary().getTotalFailureCount()).as("failures").isEqualTo(1);
        assertThat(block.stream().limit(10).collect(joining("\n")))
                .as(String.join("\n", block))
                .contains(planted.getAnnotation(Cause.class).value());
    }
}
