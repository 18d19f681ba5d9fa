package io.github.structuredlogs.internal.jupiter;

import static io.github.structuredlogs.assertj.LogAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.StructuredLogs;
import io.github.structuredlogs.StructuredLogsExtension;
import io.github.structuredlogs.testing.TestRun;
import io.github.structuredlogs.testing.WriterContainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** Spans, measurements and stats of containers that run. */
@Tag("containers")
class TelemetryTest {

    /** Longer than the part of a line that the engine keeps together. */
    private static final int LONG = 20_000;

    @TempDir
    Path directory;

    static String span(String traceparent, String name) {
        return "text={\"resourceSpans\":[{\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":{\"stringValue\":\"orders\"}}]},"
                + "\"scopeSpans\":[{\"spans\":[{\"traceId\":\"" + traceparent.substring(3, 35)
                + "\",\"spanId\":\"00f067aa0ba902b7\",\"name\":\"" + name
                + "\",\"kind\":2,\"startTimeUnixNano\":\"1795286484643066149\",\"endTimeUnixNano\":\"1795286484645066149\","
                + "\"attributes\":[{\"key\":\"db.query.text\",\"value\":{\"stringValue\":\"" + "x".repeat(LONG)
                + "\"}}],"
                + "\"status\":{\"code\":2,\"message\":\"boom\"}}]}]}]}";
    }

    static String gauge(int value) {
        return "text={\"resourceMetrics\":[{\"resource\":{},\"scopeMetrics\":[{\"metrics\":[{\"name\":\"pool.used\",\"gauge\":{"
                + "\"dataPoints\":[{\"timeUnixNano\":\"1795286484643066149\",\"asInt\":\"" + value + "\"}]}}]}]}]}";
    }

    @Test
    void areAssertedOn() {
        TestRun.of(AssertionsTestCase.class).assertAllPass(3);
    }

    @StructuredLogs
    @Testcontainers
    static class AssertionsTestCase {

        @Container
        static final WriterContainer ORDERS = WriterContainer.onRequest();

        @Test
        void spansOverThePartsOfALine(CapturedLogs logs) {
            String traceparent = logs.traceparent();

            ORDERS.write(span(traceparent, "POST /orders"), "text=done");

            assertThat(logs).singleElement().hasMessage("done");
            assertThat(logs.spans())
                    .from(ORDERS)
                    .withTrace(traceparent)
                    .singleElement()
                    .hasName("POST /orders")
                    .hasFailed()
                    .hasAttribute("db.query.text", "x".repeat(LONG));
        }

        @Test
        void measurements(CapturedLogs logs) {
            ORDERS.write(gauge(7), gauge(9));

            assertThat(logs.metrics())
                    .withName("pool.used")
                    .hasSize(2)
                    .lastValue()
                    .isEqualTo(9);
        }

        @Test
        void stats(CapturedLogs logs) {
            assertThat(logs.stats(ORDERS).peakMemory()).isPositive().isLessThan(400L << 20);
            assertThat(logs.stats("orders")).hasPeakMemoryBelow(400L << 20);
            assertThatThrownBy(() -> assertThat(logs.stats(ORDERS)).hasPeakMemoryBelow(1))
                    .hasMessageContaining("Expecting orders to have used less than 0.0 MiB of memory, but it used");
            assertThatThrownBy(() -> logs.stats("order"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("No container is called \"order\"");
        }
    }

    @Test
    void areOfAFailedTestInItsBlockAndItsFiles() throws IOException {
        TestRun run = TestRun.of(Map.of("structuredlogs.files.directory", directory.toString()), FailingTestCase.class);

        assertThat(run.output()).contains("Failed span  orders  POST /orders SERVER 2.0 ms  boom");
        assertThat(file("fails.traces.otlp.jsonl"))
                .contains("\"name\":\"POST /orders\"")
                .contains("\"resourceSpans\"");
        assertThat(file("fails.metrics.otlp.jsonl")).contains("\"pool.used\"");
        assertThat(file("fails.md"))
                .containsSubsequence(
                        "## Spans",
                        "    Failed span  orders  POST /orders SERVER 2.0 ms  boom",
                        "## Files",
                        "fails.traces.otlp.jsonl`",
                        "fails.metrics.otlp.jsonl`");
        assertThat(file("index.json"))
                .contains("\"spans\":1,\"measurements\":1")
                .contains("\"peakMemory\":")
                .contains("\"spansFile\":\"fails.traces.otlp.jsonl\",\"metricsFile\":\"fails.metrics.otlp.jsonl\"");
    }

    private String file(String name) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return Files.readString(
                    files.filter(file -> file.endsWith(name)).findFirst().orElseThrow());
        }
    }

    @StructuredLogs
    @Testcontainers
    static class FailingTestCase {

        @Container
        static final WriterContainer ORDERS = WriterContainer.onRequest();

        @Test
        void fails(CapturedLogs logs) {
            ORDERS.write(span(logs.traceparent(), "POST /orders"), gauge(7));
            fail("no order");
        }
    }

    @Test
    void saysThatStatsAreSwitchedOff() {
        TestRun.of(SwitchedOffTestCase.class).assertAllPass(1);
    }

    @Testcontainers
    static class SwitchedOffTestCase {

        @RegisterExtension
        static final StructuredLogsExtension LOGS =
                StructuredLogsExtension.builder().stats(false).build();

        @Container
        static final WriterContainer ORDERS = WriterContainer.onRequest();

        @Test
        void isOff(CapturedLogs logs) {
            assertThatThrownBy(() -> logs.stats(ORDERS))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("structuredlogs.stats is false");
        }
    }
}
