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
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ComposeContainer;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.utility.ResourceReaper;

/** The services of a {@code ComposeContainer} are captured under their own names. */
@Tag("containers")
class ComposeTest {

    private static final String PROJECT = "com.docker.compose.project";
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

    @Test
    @Tag("engine")
    void byThoseThatTestcontainersHasNoted() {
        assertExplained(TestRun.of(NotedTestCase.class));
    }

    @Test
    @Tag("compose")
    void asALocalVariableStartsThem(@TempDir Path directory) throws IOException, InterruptedException {
        ComposeTestCase.configuration = ComposePlugin.configuration(directory).toString();
        assertExplained(TestRun.of(LocalTestCase.class));
    }

    /** The block of a failed test has the state of each service, and the error first. */
    private static void assertExplained(TestRun run) {
        run.results()
                .testEvents()
                .assertStatistics(statistics -> statistics.succeeded(0).failed(1));
        String block = run.output().substring(run.output().indexOf(" FAILED "));
        assertThat(block.lines().limit(6))
                .anySatisfy(line -> assertThat(line).contains("nobody has paid"))
                .anySatisfy(line -> assertThat(line).contains("orders stopped", "payments stopped", "1 ERROR"))
                .anySatisfy(line -> assertThat(line).startsWith("1 payments").endsWith("no money"));
        assertThat(block).doesNotContain("stranger");
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
    static class LocalTestCase {
        @Test
        void logs(CapturedLogs logs) {
            try (ComposeContainer services = new ComposeContainer(services())
                    .withLocalCompose(true)
                    .withEnv("DOCKER_CONFIG", ComposeTestCase.configuration)) {
                services.start();
                assertCaptured(logs);
                assertThat(logs.records()).as("nobody has paid").isEmpty();
            }
        }
    }

    @StructuredLogs
    static class LabelsTestCase {
        private final ComposeContainer services = new ComposeContainer(services());
        private final StandIn compose = new StandIn();

        @BeforeEach
        void starts() throws ReflectiveOperationException {
            Field project = ComposeContainer.class.getDeclaredField("project");
            project.setAccessible(true);
            compose.startServices((String) project.get(services));
        }

        @Test
        void logs(CapturedLogs logs) {
            assertCaptured(logs);
        }

        @AfterEach
        void removes() {
            compose.remove();
        }
    }

    /** The Compose object is in no field of this class. */
    @StructuredLogs
    static class NotedTestCase {
        private final StandIn compose = new StandIn();

        @Test
        void logs(CapturedLogs logs) {
            String project = "compose-" + UUID.randomUUID();
            ResourceReaper.instance().registerLabelsFilterForCleanup(Map.of(PROJECT, project));
            compose.startServices(project);
            assertCaptured(logs);
            assertThat(logs.records()).as("nobody has paid").isEmpty();
        }

        @AfterEach
        void removes() {
            compose.remove();
        }
    }

    /** Starts what {@code docker compose} starts, as far as it can be seen in the containers. */
    private static final class StandIn {
        private final DockerClient docker = DockerClientFactory.lazyClient();
        private final List<String> started = new ArrayList<>();

        void startServices(String project) {
            start(project, "orders", "text=order placed");
            start(project, "payments", "text=" + ERROR_LINE);
            start("another", "stranger", "text=not ours");
        }

        private void start(String project, String service, String step) {
            String id = docker.createContainerCmd(TestImages.writer())
                    .withCmd(step, "fifo=/end")
                    .withLabels(Map.of(PROJECT, project, "com.docker.compose.service", service))
                    .exec()
                    .getId();
            started.add(id);
            docker.startContainerCmd(id).exec();
        }

        void remove() {
            started.forEach(id -> docker.removeContainerCmd(id).withForce(true).exec());
        }
    }
}
