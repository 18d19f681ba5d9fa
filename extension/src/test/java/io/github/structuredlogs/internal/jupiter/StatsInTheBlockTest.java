package io.github.structuredlogs.internal.jupiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.ContainerStats;
import io.github.structuredlogs.StructuredLogs;
import io.github.structuredlogs.testing.TestRun;
import io.github.structuredlogs.testing.WriterContainer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** What only the engine's measurements tell stands among the first lines of a failed test's block. */
@Tag("containers")
class StatsInTheBlockTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final long MIB = 1 << 20;

    private static List<String> firstTenLines(Class<?> testCase) {
        List<String> lines = TestRun.of(testCase).output().lines().toList();
        int failure = 0;
        while (failure < lines.size() && !lines.get(failure).contains("expected 200 but was 503")) {
            failure++;
        }
        return lines.subList(Math.min(failure, lines.size()), Math.min(failure + 10, lines.size()));
    }

    @Test
    void memoryThatCreepsToItsLimit() {
        assertThat(firstTenLines(CreepingTestCase.class))
                .anyMatch(line -> line.matches(".*orders +running, memory \\d+\\.\\d of 100\\.0 MiB \\(9\\d %\\).*"));
    }

    @StructuredLogs
    @Testcontainers
    static class CreepingTestCase {

        @Container
        static final WriterContainer ORDERS = WriterContainer.onRequest()
                .withCreateContainerCmdModifier(command -> Objects.requireNonNull(command.getHostConfig())
                        .withMemory(100 * MIB)
                        .withMemorySwap(100 * MIB));

        @Test
        void places(CapturedLogs logs) {
            ORDERS.write("memory=90", "text=order placed");
            await().atMost(LONG).until(() -> logs.stats(ORDERS).lastMemory() > 91 * MIB);
            fail("expected 200 but was 503");
        }
    }

    @Test
    void throttling() {
        assertThat(firstTenLines(ThrottledTestCase.class))
                .anyMatch(line ->
                        line.matches(".*orders +running, throttled by its processor limit \\d+ % of the time.*"));
    }

    @StructuredLogs
    @Testcontainers
    static class ThrottledTestCase {

        // So little that it is throttled on a machine that is busy as well.
        @Container
        static final WriterContainer ORDERS = WriterContainer.onRequest()
                .withCreateContainerCmdModifier(command ->
                        Objects.requireNonNull(command.getHostConfig()).withNanoCPUs(50_000_000L));

        @Test
        void places(CapturedLogs logs) {
            ORDERS.write("busy", "text=order placed");
            await().atMost(LONG).until(() -> {
                ContainerStats stats = logs.stats(ORDERS);
                return stats.throttled() > 0.6;
            });
            fail("expected 200 but was 503");
        }
    }
}
