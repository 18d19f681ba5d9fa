package io.github.structuredlogs.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Failures of which the words that name the cause have to stand in the block's first ten lines; a subclass has them. */
abstract class CauseInTheFirstTenLines {

    static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    /** So long is a block from which nothing was left out for its length. */
    private static final int NOT_FULL = 35;

    private static final Pattern NUMBERED = Pattern.compile("(?m)^(\\d+) (\\S+ +\\d\\d:\\d\\d:\\d\\d\\.\\d+)");

    /** Stands for the one of Testcontainers, whose name tells that a container did not start. */
    @SuppressWarnings("serial")
    static final class ContainerLaunchException extends RuntimeException {
        ContainerLaunchException(String message) {
            super(message);
        }
    }

    static Arguments failure(String kind, String cause, TestFailure test) {
        return Arguments.of(kind, cause, test);
    }

    static AssertionError expected(Object expected, Object actual) {
        return new AssertionError("\nexpected: %s\n but was: %s".formatted(expected, actual));
    }

    /** As Awaitility words it. */
    static AssertionError awaited(String what, String expected, String actual) {
        return new AssertionError("Condition with alias '" + what + "' didn't complete within 10 seconds because"
                + " expected \"" + expected + "\" but was \"" + actual + "\"");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void namesTheCauseInTheFirstTenLines(String kind, String cause, TestFailure test) {
        String block = Shop.block(test, false, 120);
        String firstTen = block.lines().limit(10).collect(Collectors.joining("\n"));
        assertThat(firstTen).as(kind + "\n" + block).contains(cause);
        assertThat(block.lines().count()).isLessThanOrEqualTo(60);
        if (block.lines().count() <= NOT_FULL) {
            assertThat(block).doesNotContain("… 1 record\n");
        }
        assertThat(numbered(block))
                .as("%s", block)
                .allSatisfy((number, records) -> assertThat(records).hasSize(1));
    }

    /** {@return each number in the block, with the container and time of each record that has it} */
    private static Map<String, Set<String>> numbered(String block) {
        Map<String, Set<String>> records = new TreeMap<>();
        for (Matcher line = NUMBERED.matcher(block); line.find(); ) {
            records.computeIfAbsent(line.group(1), number -> new TreeSet<>())
                    .add(line.group(2).replaceAll(" +", " "));
        }
        return records;
    }
}
