package io.github.structuredlogs.internal.jupiter;

import static io.github.structuredlogs.assertj.LogAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.StructuredLogs;
import io.github.structuredlogs.testing.TestRun;
import io.github.structuredlogs.testing.WriterContainer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.Network;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** Containers send by OTLP over HTTP to the JVM that captures them. */
@Tag("containers")
class OtlpTest {

    private static final Duration SHORT = Duration.ofMillis(50);

    private static String span(String traceparent, String name) {
        return "export=/v1/traces " + TelemetryTest.span(traceparent, name).substring("text=".length());
    }

    private static String gauge(int value) {
        return "export=/v1/metrics " + TelemetryTest.gauge(value).substring("text=".length());
    }

    @Test
    void sendToTheTests() {
        TestRun.of(SendingTestCase.class).assertAllPass(5);
    }

    @StructuredLogs(otlp = true)
    @Testcontainers
    static class SendingTestCase {

        @Container
        static final WriterContainer ORDERS = WriterContainer.onRequest()
                .withExtraHost("ledger", "10.1.2.3")
                .withEnv("OTEL_BSP_SCHEDULE_DELAY", "5000");

        @Container
        static final WriterContainer PAYMENTS = WriterContainer.onRequest();

        @Test
        void spansAndMeasurements(CapturedLogs logs) {
            String traceparent = logs.traceparent();

            ORDERS.write(span(traceparent, "POST /orders"), gauge(7));

            assertThat(logs).from(ORDERS).extracting(LogRecord::message).containsOnly("HTTP/1.1 200 OK");
            assertThat(logs.spans())
                    .from(ORDERS)
                    .withTrace(traceparent)
                    .singleElement()
                    .hasName("POST /orders")
                    .hasFailed();
            assertThat(logs.metrics()).withName("pool.used").lastValue().isEqualTo(7);
        }

        @Test
        void absenceTakesTime(CapturedLogs logs) {
            ORDERS.write(gauge(1));

            assertThatThrownBy(() -> assertThat(logs.spans())
                            .from(ORDERS)
                            .withName("refund")
                            .isEmpty())
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("cannot tell")
                    .hasMessageContaining("orders sends by OTLP, so that a span may still be on its way"
                            + ": staysEmpty(Duration) waits for it");
            assertThat(logs.spans()).from(ORDERS).withName("refund").staysEmpty(SHORT);
            assertThatThrownBy(() -> assertThat(logs.spans()).from(ORDERS).hasSize(0))
                    .hasMessageContaining("staysEmpty");
        }

        @Test
        void absenceOfWhatWasNeverHeard(CapturedLogs logs) {
            assertThatThrownBy(() -> assertThat(logs.spans()).from(PAYMENTS).staysEmpty(SHORT))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("payments has sent nothing by OTLP in this run");
        }

        @Test
        void whatTheUserHasSetIsKept(CapturedLogs logs) {
            ORDERS.write("env=OTEL_BSP_SCHEDULE_DELAY", "env=OTEL_SERVICE_NAME", "env=OTEL_EXPORTER_OTLP_PROTOCOL");

            assertThat(logs)
                    .from(ORDERS)
                    .extracting(LogRecord::message)
                    .containsExactly(
                            "OTEL_BSP_SCHEDULE_DELAY=5000",
                            "OTEL_SERVICE_NAME=orders",
                            "OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf");
            assertThat(ORDERS.getContainerInfo().getHostConfig().getExtraHosts())
                    .containsExactlyInAnyOrder("ledger:10.1.2.3", "host.docker.internal:host-gateway");
        }

        @Test
        void anotherPathIsNobodys(CapturedLogs logs) {
            PAYMENTS.write("export=/../0123456789abcdef0123456789abcdef/v1/traces {}", "export=/v1/profiles {}");

            assertThat(logs)
                    .from(PAYMENTS)
                    .extracting(LogRecord::message)
                    .containsExactly("HTTP/1.1 404 Not Found", "HTTP/1.1 404 Not Found");
        }
    }

    @Test
    void areWaitedForAfterAFailure() {
        String output = TestRun.of(FailingTestCase.class).output();

        assertThat(output)
                .contains("Failed span  orders  POST /orders SERVER 2.0 ms  boom")
                .contains("payments: nothing has come by OTLP: it sends by gRPC, as OTEL_EXPORTER_OTLP_PROTOCOL says;"
                        + " leave that away, or set it to http/protobuf.")
                .doesNotContain("orders: nothing has come")
                .containsOnlyOnce("Requests came to the receiver of OTLP at a path that no container was given.");
    }

    @StructuredLogs(otlp = true)
    @Testcontainers
    static class FailingTestCase {

        @Container
        static final WriterContainer ORDERS = WriterContainer.onRequest();

        @Container
        static final WriterContainer PAYMENTS =
                WriterContainer.onRequest().withEnv("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc");

        @Test
        void fails(CapturedLogs logs) {
            String traceparent = logs.traceparent();
            ORDERS.write("export=/../0123456789abcdef0123456789abcdef/v1/traces {}");
            // It comes later than a failed test waits for records.
            CompletableFuture<Void> unused = CompletableFuture.runAsync(
                    () -> ORDERS.write(span(traceparent, "POST /orders").replace("export=", "slowly=0.5 ")));
            logs.await(Duration.ofSeconds(30), record -> "exporting".equals(record.message()));
            fail("no order");
        }
    }

    @Test
    void onTheNetworkOfTheMachine() {
        TestRun.of(HostNetworkTestCase.class).assertAllPass(1);
    }

    @StructuredLogs(otlp = true)
    @Testcontainers
    static class HostNetworkTestCase {

        @Container
        static final WriterContainer ORDERS = new WriterContainer(
                        span("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "start"))
                .withNetworkMode("host");

        @Test
        void itIsTheLoopback(CapturedLogs logs) {
            assertThat(logs.all()).from(ORDERS).withMessage("HTTP/1.1 200 OK").hasSize(1);
            assertThat(logs.all().spans()).withName("start").hasSize(1);
        }
    }

    @Test
    void saysWhereNothingCanCome() {
        TestRun run = TestRun.of(UnreachableTestCase.class);
        List<String> output =
                run.output().lines().filter(line -> line.contains("by OTLP")).toList();

        run.assertAllPass(1);
        assertThat(output)
                .hasSize(3)
                .allSatisfy(line -> assertThat(line)
                        .contains("Nothing comes by OTLP, because ")
                        .contains("OTEL_TRACES_EXPORTER=experimental-otlp/stdout"));
        assertThat(output).anyMatch(line -> line.contains("whose network is \"none\""));
        assertThat(output).anyMatch(line -> line.contains("whose network is \"container:"));
        assertThat(output).anyMatch(line -> line.contains("is internal, and nothing leaves it"));
    }

    @StructuredLogs(otlp = true)
    static class UnreachableTestCase {

        @Test
        void startsThemAsTheyAre(CapturedLogs logs) {
            String variable = "env=OTEL_EXPORTER_OTLP_ENDPOINT";
            try (Network internal = Network.builder()
                            .createNetworkCmdModifier(network -> network.withInternal(true))
                            .build();
                    WriterContainer one = new WriterContainer(variable, "sleep=60").withNetworkMode("none");
                    WriterContainer two = new WriterContainer(variable).withNetwork(internal)) {
                one.start();
                two.start();
                try (WriterContainer three =
                        new WriterContainer(variable).withNetworkMode("container:" + one.getContainerId())) {
                    three.start();
                    assertThat(logs)
                            .extracting(LogRecord::message)
                            .containsExactly(
                                    "OTEL_EXPORTER_OTLP_ENDPOINT=",
                                    "OTEL_EXPORTER_OTLP_ENDPOINT=",
                                    "OTEL_EXPORTER_OTLP_ENDPOINT=");
                }
            }
        }
    }

    @Test
    void areLeftAloneUnlessThatIsWanted() {
        TestRun.of(SwitchedOffTestCase.class).assertAllPass(1);
    }

    @StructuredLogs
    @Testcontainers
    static class SwitchedOffTestCase {

        @Container
        static final WriterContainer ORDERS = WriterContainer.onRequest();

        @Test
        void nothingIsSet(CapturedLogs logs) {
            ORDERS.write("env=OTEL_EXPORTER_OTLP_ENDPOINT");

            assertThat(logs).singleElement().hasMessage("OTEL_EXPORTER_OTLP_ENDPOINT=");
            assertThat(ORDERS.getContainerInfo().getHostConfig().getExtraHosts())
                    .isNullOrEmpty();
        }
    }
}
