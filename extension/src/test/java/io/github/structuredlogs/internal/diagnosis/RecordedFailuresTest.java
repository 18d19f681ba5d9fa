package io.github.structuredlogs.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Failures that were recorded from real software or, where a file says so, written after what it prints: the words that name
 * the cause stand in the block's first ten lines.
 */
class RecordedFailuresTest {

    static List<Path> failures() throws IOException, URISyntaxException {
        URL directory = Objects.requireNonNull(RecordedFailuresTest.class.getResource("/failures"));
        try (Stream<Path> files = Files.list(Path.of(directory.toURI()))) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void namesTheCauseInTheFirstTenLines(Path file) {
        RecordedFailure failure = RecordedFailure.read(file);
        TestFailure test = failure.replay();
        for (int width : new int[] {100, 160}) {
            String block = Shop.block(test, false, width);
            String firstTen = block.lines().limit(10).collect(Collectors.joining("\n"));
            assertThat(firstTen).as(failure.of("title") + "\n" + block).contains(failure.of("cause"));
            assertThat(block.lines().count()).isLessThanOrEqualTo(60);
        }
    }
}
