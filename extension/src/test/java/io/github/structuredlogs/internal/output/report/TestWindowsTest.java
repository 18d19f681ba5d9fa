package io.github.structuredlogs.internal.output.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.internal.viewer.Report;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestWindowsTest {
    private final TestWindows times =
            new TestWindows(List.of(test("a", 0, 10), test("b", 20, 30), test("c", 25, 60), test("d", 40, 45)));

    @ParameterizedTest
    @CsvSource({
        "-1, ", "0, a", "10, a", "15, ", "20, b", "24, b", "27, ", "35, c", "42, ", "61, ",
    })
    void findsTheOnlyTestOfATime(long second, @Nullable String expected) {
        EndedTest found = times.only(Instant.ofEpochSecond(second));

        assertThat(found == null ? null : found.name()).isEqualTo(expected);
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
                Set.of());
    }
}
