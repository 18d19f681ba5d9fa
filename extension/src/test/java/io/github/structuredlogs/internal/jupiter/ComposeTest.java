package io.github.structuredlogs.internal.jupiter;

import static io.github.structuredlogs.LogLevel.ERROR;
import static io.github.structuredlogs.assertj.LogAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.StructuredLogs;
import io.github.structuredlogs.testing.ComposePlugin;
import io.github.structuredlogs.testing.TestImages;
import io.github.structuredlogs.testing.TestRun;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ComposeContainer;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** The services of a {@code ComposeContainer} are captured under their own names. */
@Tag("containers")
class ComposeTest {

    private static final String ERROR_LINE = "{\"level\":\"error\",\"msg\":\"no money\"}";

    private static void assertCaptured(CapturedLogs logs) {
        assertThat(logs)
                .eventually(
                        Duration.ofSeconds(30),
                        it -> it.from("orders").withMessage("order placed").hasSize(1));
        assertThat(logs)
                .eventually(
                        Duration.ofSeconds(30),
                        it -> it.from("payments").withLevel(ERROR).hasSize(1));
    }

    /** What {@code docker compose} does, as far as it can be seen in the containers. */
    @Test
    @Tag("engine")
    void byTheLabelsOfTheirProject() {
        TestRun run = TestRun.of(LabelsTestCase.class);

        run.results()
                .testEvents()
                .assertStatistics(statistics -> statistics.succeeded(1).failed(0));
        assertThat(run.output()).contains("orders", "payments").doesNotContain("stranger");
    }

    @Test
    @Tag("compose")
    void asTheRealOneStartsThem(@TempDir Path directory) throws IOException, InterruptedException {
        ComposeTestCase.configuration = ComposePlugin.configuration(directory).toString();
        TestRun run = TestRun.of(ComposeTestCase.class);

        run.results()
                .testEvents()
                .assertStatistics(statistics -> statistics.succeeded(1).failed(0));
        assertThat(run.output()).contains("orders", "payments");
    }

    private static File services() {
        try {
            Path file = Files.createTempFile("compose", ".yml");
            file.toFile().deleteOnExit();
            return Files.writeString(file, """
                            services:
                              orders:
                                image: %1$s
                                command: ["text=order placed", "fifo=/end"]
                              payments:
                                image: %1$s
                                command: ['text=%2$s', "fifo=/end"]
                            """.formatted(TestImages.writer(), ERROR_LINE))
                    .toFile();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @StructuredLogs
    @Testcontainers
    static class ComposeTestCase {
        static String configuration = "";

        @Container
        final ComposeContainer services =
                new ComposeContainer(services()).withLocalCompose(true).withEnv("DOCKER_CONFIG", configuration);

        @Test
        void logs(CapturedLogs logs) {
            assertCaptured(logs);
        }
    }

    @StructuredLogs
    static class LabelsTestCase {
        private final ComposeContainer services = new ComposeContainer(services());
        private final DockerClient docker = DockerClientFactory.lazyClient();
        private final List<String> started = new ArrayList<>();

        @BeforeEach
        void starts() throws ReflectiveOperationException {
            Field project = ComposeContainer.class.getDeclaredField("project");
            project.setAccessible(true);
            start((String) project.get(services), "orders", "text=order placed");
            start((String) project.get(services), "payments", "text=" + ERROR_LINE);
            start("another", "stranger", "text=not ours");
        }

        private void start(String project, String service, String step) {
            String id = docker.createContainerCmd(TestImages.writer())
                    .withCmd(step, "fifo=/end")
                    .withLabels(Map.of(
                            "com.docker.compose.project", project,
                            "com.docker.compose.service", service))
                    .exec()
                    .getId();
            started.add(id);
            docker.startContainerCmd(id).exec();
        }

        @Test
        void logs(CapturedLogs logs) {
            assertCaptured(logs);
        }

        @AfterEach
        void removes() {
            started.forEach(id -> docker.removeContainerCmd(id).withForce(true).exec());
        }
    }
}
