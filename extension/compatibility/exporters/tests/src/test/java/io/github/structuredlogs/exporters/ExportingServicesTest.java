package io.github.structuredlogs.exporters;

import static io.github.structuredlogs.assertj.LogAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.Span;
import io.github.structuredlogs.SpanKind;
import io.github.structuredlogs.StructuredLogs;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** Services that are configured for no endpoint at all export to the tests, each by its own exporter. */
@StructuredLogs(otlp = true)
@Testcontainers(parallel = true)
class ExportingServicesTest {

    /** Five services start at once, and export on a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Container
    static final ServiceContainer SPRING_BOOT_3 = new ServiceContainer("spring-boot/3");

    @Container
    static final ServiceContainer SPRING_BOOT_4 = new ServiceContainer("spring-boot/4");

    @Container
    static final ServiceContainer QUARKUS = new ServiceContainer("quarkus");

    @Container
    static final ServiceContainer AGENT = new ServiceContainer("agent");

    @Container
    static final ServiceContainer NODE = new ServiceContainer("node");

    private final CapturedLogs logs;

    ExportingServicesTest(CapturedLogs logs) {
        this.logs = logs;
    }

    /** Both orders come as spans of this test's trace, the refused one as failed; so does a measurement. */
    private void demand(ServiceContainer service, String span, String metric) {
        String trace = logs.traceparent();

        assertThat(service.order("TEAPOT", trace)).isEqualTo(200);
        assertThat(service.order("X-1", trace)).isEqualTo(500);

        assertThat(logs.spans())
                .eventually(
                        PATIENCE,
                        spans -> spans.from(service)
                                .withTrace(trace)
                                .withName(span)
                                .withKind(SpanKind.SERVER)
                                .hasSize(2)
                                .filteredOn(Span::hasFailed)
                                .hasSize(1));
        assertThat(logs.all().metrics())
                .from(service)
                .eventually(PATIENCE, metrics -> metrics.withName(metric).isNotEmpty());
    }

    @Test
    void springBoot3() {
        demand(SPRING_BOOT_3, "http post /orders", "http.server.requests");
    }

    @Test
    void springBoot4() {
        demand(SPRING_BOOT_4, "http post /orders", "http.server.requests");
    }

    @Test
    void quarkus() {
        demand(QUARKUS, "POST /orders", "http.server.request.duration");
    }

    @Test
    void agent() {
        demand(AGENT, "POST /orders", "http.server.request.duration");
    }

    @Test
    void node() {
        demand(NODE, "POST", "http.server.duration");
    }
}
