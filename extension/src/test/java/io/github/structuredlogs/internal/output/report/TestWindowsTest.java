package io.github.structuredlogs.internal.output.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.internal.viewer.Report;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestWindowsTest {
    private final TestWindows times =
            new TestWindows(List.of(test("a", 0, 10), test("b", 20, 30), test("c", 25, 60), test("d", 40, 45)));

    @ParameterizedTest
    @CsvSource({
        "-1, a",
        "0, a b",
        "10, a b",
        "15, b",
        "20, b c",
        "24, b c",
        "27, b c d",
        "35, c d",
        "42, c d",
        "50, c",
        "61, ",
    })
    void findsTheTestsOfATimeAndTheNext(long second, @Nullable String expected) {
        List<EndedTest> found = times.near(Instant.ofEpochSecond(second));

        assertThat(found.stream().map(EndedTest::name).sorted().collect(Collectors.joining(" ")))
                .isEqualTo(expected == null ? "" : expected);
    }

    private static EndedTest test(String name, long from, long to) {
        return new EndedTest(
                "T",
                name,
                name,
                Instant.ofEpochSecond(from),
                null,
                Instant.ofEpochSecond(to),
                Report.ReportOutcome.PASSED,
                null,
                null,
                List.of(),
                Set.of(),
                null,
                (capture, index) -> true);
    }
}
