package com.acme.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.StructuredLogs;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;

/** A container that a test resource starts, beside the Dev Service, in an application of its own. */
@StructuredLogs
@QuarkusTest
@WithTestResource(ResourceTest.Queue.class)
class ResourceTest {
    public static final class Queue implements QuarkusTestResourceLifecycleManager {
        private GenericContainer<?> queue;

        @Override
        public Map<String, String> start() {
            queue = new GenericContainer<>("debian:bookworm-slim")
                    .withCommand(
                            "sh",
                            "-c",
                            "echo '{\"level\":\"warn\",\"message\":\"queue is up\",\"port\":5672}'; sleep 600");
            queue.start();
            return Map.of("queue.id", queue.getContainerId());
        }

        @Override
        public void stop() {
            queue.stop();
        }
    }

    @Inject
    Orders orders;

    @Test
    void seesTheQueueAndTheDatabase(CapturedLogs logs) {
        assertThatThrownBy(() -> orders.place("third")).isInstanceOf(SQLException.class);

        assertThat(logs.all().from("debian"))
                .withMessage("queue is up")
                .withField("port", 5672)
                .hasSize(1);
        assertThat(logs)
                .withLevel(LogLevel.ERROR)
                .singleElement()
                .satisfies(record -> assertThat(record.message()).contains("\"third\" does not exist"));
    }
}
