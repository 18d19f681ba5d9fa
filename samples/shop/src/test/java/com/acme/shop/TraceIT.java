package com.acme.shop;

import static io.github.structuredlogs.SpanKind.SERVER;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.StructuredLogs;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.utility.MountableFile;

/**
 * One order on its way through three services, whose spans come in three ways: by Spring Boot's own exporter, by that of
 * OpenTelemetry's SDK for Node.js, and through the log.
 */
@Tag("npm")
@StructuredLogs(otlp = true)
@Testcontainers(parallel = true)
class TraceIT {

    private static final String AGENT = "/opentelemetry-javaagent.jar";

    /** The services start beside each other, and export on a busy machine. */
    private static final Duration PATIENCE = ofSeconds(30);

    @Container
    static final GenericContainer<?> DATABASE = new DatabaseContainer();

    @Container
    static final GenericContainer<?> SHIPPING = new ShippingContainer();

    /** It knows nothing of OpenTelemetry; the agent writes its spans to its log. */
    @Container
    static final GenericContainer<?> PAYMENTS = new PaymentsContainer()
            .withCopyFileToContainer(MountableFile.forHostPath("target" + AGENT), AGENT)
            .withEnv("JAVA_TOOL_OPTIONS", "-javaagent:" + AGENT)
            .withEnv("OTEL_TRACES_EXPORTER", "experimental-otlp/stdout")
            .withEnv("OTEL_METRICS_EXPORTER", "none");

    @Container
    static final GenericContainer<?> ORDERS = new OrdersContainer().withEnv("SHIPPING_URL", "http://shipping:8080");

    @Test
    void followsAnOrderThroughAllServices(CapturedLogs logs) {
        var trace = logs.traceparent();

        var orderId = new Customer(ORDERS, trace).order("KETTLE").field("id");

        assertThat(logs.spans())
                .eventually(
                        PATIENCE,
                        spans -> spans.from(ORDERS)
                                .withKind(SERVER)
                                .singleElement()
                                .hasName("http post /orders")
                                .hasTrace(trace));
        assertThat(logs.spans())
                .eventually(
                        PATIENCE,
                        spans -> spans.from(PAYMENTS)
                                .withKind(SERVER)
                                .singleElement()
                                .hasNameContaining("POST")
                                .hasTrace(trace));
        assertThat(logs.spans())
                .eventually(
                        PATIENCE,
                        spans -> spans.from(SHIPPING)
                                .withKind(SERVER)
                                .singleElement()
                                .hasName("POST")
                                .hasTrace(trace));
        assertThat(logs).from(SHIPPING).withField("orderId", orderId).hasSize(1);
    }
}
