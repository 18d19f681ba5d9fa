package io.github.structuredlogs.exporters;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.StructuredLogs;
import io.github.structuredlogs.testing.TestRun;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** A service that sends by gRPC is left as it is, and named after a failed test. */
class ByGrpcTest {

    @Test
    void isNamed() {
        assertThat(TestRun.of(AgentTestCase.class).output())
                .contains("agent: nothing has come by OTLP: it sends by gRPC, as otel.exporter.otlp.protocol says")
                .doesNotContain("OTLP endpoint must not have a path");
    }

    /** The agent is only in the entry point of the image. The test fails on purpose. */
    @StructuredLogs(otlp = true)
    @Testcontainers
    static class AgentTestCase {

        @Container
        static final ServiceContainer AGENT =
                new ServiceContainer("agent").withEnv("JAVA_TOOL_OPTIONS", "-Dotel.exporter.otlp.protocol=grpc");

        @Test
        void fails(CapturedLogs logs) {
            assertThat(AGENT.order("TEAPOT", logs.traceparent())).isEqualTo(404);
        }
    }
}
