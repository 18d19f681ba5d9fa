package io.github.structuredlogs.internal.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.capture.Capture;
import io.github.structuredlogs.internal.capture.CaptureOptions;
import io.github.structuredlogs.internal.capture.Captures;
import io.github.structuredlogs.internal.capture.Completeness;
import io.github.structuredlogs.internal.capture.ContainerStatus.Phase;
import io.github.structuredlogs.internal.capture.LifecycleEvent;
import io.github.structuredlogs.internal.capture.LifecycleEvent.Kind;
import io.github.structuredlogs.internal.capture.SyncOutcome;
import io.github.structuredlogs.internal.parse.Formats;
import io.github.structuredlogs.testing.TestImages;
import io.github.structuredlogs.testing.WriterContainer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;

/** What is captured, under which name, and how it stands: on the real engine. */
@Tag("compatibility")
class WatchTest {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private Watch.Share watch;

    @BeforeEach
    void watches() {
        watch = Watch.share(() -> new Captures(Formats.builtIn(), CaptureOptions.defaults()), Choice.OURS);
    }

    @AfterEach
    void letsGo() {
        watch.close();
        watch.captures().close();
        assertThat(threads()).as("threads that are left").isEmpty();
    }

    @Test
    void capturesWhatWasWrittenBeforeTheCallReturned() {
        try (WriterContainer writer = WriterContainer.onRequest("text=first")) {
            writer.start();
            for (int i = 0; i < 50; i++) {
                writer.write("text=ping " + i, "to=err", "text=pong " + i, "to=out");
                Capture capture = captureOf(writer);
                String last = "pong " + i;
                // The engine may not have read it from the container's pipe yet: that no sync can know.
                await(() -> {
                    assertThat(watch.captures().sync(List.of(capture), LONGEST).upToDate())
                            .isTrue();
                    return texts(capture).contains(last);
                });
            }
            Capture capture = captureOf(writer);
            List<String> texts = texts(capture);
            assertThat(texts).hasSize(101).startsWith("first").doesNotHaveDuplicates();
            // The engine reads the two streams side by side: neither comes first.
            assertThat(capture.stream(texts.indexOf("ping 0"))).isEqualTo(LogStream.STDOUT);
            assertThat(capture.stream(texts.indexOf("pong 0"))).isEqualTo(LogStream.STDERR);
        }
    }

    @Test
    void namesAContainerAsItsFieldItsAliasOrItsImageDoes() {
        try (Network network = Network.newNetwork();
                WriterContainer field = WriterContainer.onRequest();
                WriterContainer alias =
                        WriterContainer.onRequest().withNetwork(network).withNetworkAliases("payments");
                WriterContainer late = WriterContainer.onRequest();
                WriterContainer image = WriterContainer.onRequest();
                WriterContainer sameImage = WriterContainer.onRequest()) {
            watch.adopt(field, "orders");
            field.start();
            alias.start();
            late.start();
            assertThat(captureOf(late).name()).isEqualTo("writer");
            watch.adopt(late, "stock");
            image.start();
            sameImage.start();

            assertThat(captureOf(field).name()).isEqualTo("orders");
            assertThat(captureOf(alias).name()).isEqualTo("payments");
            assertThat(captureOf(late).name()).isEqualTo("stock");
            assertThat(captureOf(image).name()).isEqualTo("writer");
            assertThat(captureOf(sameImage).name()).isEqualTo("writer#2");
        }
    }

    @Test
    void keepsAFailedStartAndKnowsWhoseItWas() {
        WriterContainer other =
                new WriterContainer("text=mine", "exit=1").withStartupCheckStrategy(new OneShotStartupCheckStrategy());
        WriterContainer writer = new WriterContainer("text=no database", "exit=3")
                .withStartupAttempts(2)
                .withStartupCheckStrategy(new OneShotStartupCheckStrategy());
        watch.adopt(writer, "orders");

        assertThatThrownBy(other::start).isInstanceOf(ContainerLaunchException.class);
        assertThatThrownBy(writer::start).isInstanceOf(ContainerLaunchException.class);

        List<Capture> attempts = watch.captures().of(writer);
        assertThat(attempts).extracting(Capture::name).containsExactly("orders", "orders#2");
        for (Capture attempt : attempts) {
            await(() -> attempt.completeness().state() != Completeness.State.OPEN);
            await(() -> attempt.status().phase() == Phase.REMOVED);
            assertThat(attempt.completeness().state()).isEqualTo(Completeness.State.COMPLETE);
            assertThat(texts(attempt)).containsExactly("no database");
            assertThat(attempt.status().exitCode()).isEqualTo(3);
            assertThat(attempt.status().describe()).isEqualTo("exited 3");
        }
        assertThat(texts(watch.captures().of(other).get(0))).containsExactly("mine");
    }

    @Test
    void goesOnInTheSameCaptureAfterARestart() {
        try (WriterContainer writer = WriterContainer.onRequest("text=up", "date=")) {
            writer.start();
            Capture capture = captureOf(writer);
            await(() -> capture.size() == 2);
            docker().restartContainerCmd(writer.getContainerId()).withTimeout(1).exec();
            await(() -> capture.size() == 4 && capture.status().phase() == Phase.RUNNING);
            docker().killContainerCmd(writer.getContainerId()).exec();
            await(() -> capture.status().phase() == Phase.EXITED);
            docker().startContainerCmd(writer.getContainerId()).exec();
            await(() -> capture.size() == 6);
            docker().killContainerCmd(writer.getContainerId()).exec();
            await(() -> capture.completeness().state() == Completeness.State.COMPLETE);

            assertThat(kinds(capture))
                    .containsExactly(
                            Kind.STARTED, Kind.EXITED, Kind.RESTARTED, Kind.EXITED, Kind.RESTARTED, Kind.EXITED);
            assertThat(capture.lifecycle()).extracting(LifecycleEvent::before).containsExactly(0L, 2L, 2L, 4L, 4L, 6L);
            assertThat(capture.status().describe()).isEqualTo("exited 137, restarted 2 times");
            assertThat(watch.captures().list()).containsExactly(capture);
        }
    }

    @Test
    void tellsOfPauseHealthAndMemory() {
        try (WriterContainer writer = WriterContainer.onRequest()
                .withCreateContainerCmdModifier(
                        command -> command.withHealthcheck(new com.github.dockerjava.api.model.HealthCheck()
                                .withTest(List.of("CMD", "test", "!", "-e", "/sick"))
                                .withInterval(200_000_000L)
                                .withRetries(1)))) {
            writer.start();
            Capture capture = captureOf(writer);
            await(() -> kinds(capture).contains(Kind.HEALTHY));
            writer.write("touch=/sick");
            await(() -> kinds(capture).contains(Kind.UNHEALTHY));
            assertThat(capture.status().describe()).isEqualTo("running, unhealthy");
            docker().pauseContainerCmd(writer.getContainerId()).exec();
            await(() -> capture.status().phase() == Phase.PAUSED);
            docker().unpauseContainerCmd(writer.getContainerId()).exec();
            await(() -> capture.status().phase() == Phase.RUNNING);
            await(() -> kinds(capture).contains(Kind.RESUMED));

            assertThat(kinds(capture))
                    .containsSubsequence(Kind.STARTED, Kind.HEALTHY, Kind.UNHEALTHY, Kind.PAUSED, Kind.RESUMED);
        }
    }

    @Test
    void readsATerminalWhoseOutputLooksLikeFrames() {
        // What a frame with the text "fake" begins with, and a line over 16 KiB.
        String frame = "AQAAAAAAAAVmYWtlCg==";
        try (WriterContainer writer = new WriterContainer(
                        "text=plain", "base64=" + frame, "long=40000", "newline=crlf", "text=end")
                .withCreateContainerCmdModifier(command -> command.withTty(true))
                .withStartupCheckStrategy(new OneShotStartupCheckStrategy())) {
            writer.start();
            Capture capture = captureOf(writer);
            await(() -> capture.completeness().state() == Completeness.State.COMPLETE);

            assertThat(texts(capture))
                    .containsExactly(
                            "plain", "\u0001\0\0\0\0\0\0\u0005fake", "line 1 " + "x".repeat(40_000 - 7), "end\r");
        }
    }

    @Test
    void saysOnceWhatToDoAboutADriverThatKeepsNothing() {
        try (WriterContainer writer = WriterContainer.onRequest("text=nobody hears me")
                .withCreateContainerCmdModifier(command -> hostConfig(command.getHostConfig())
                        .withLogConfig(new LogConfig(LogConfig.LoggingType.NONE, null)))) {
            watch.adopt(writer, "orders");
            writer.start();
            Capture capture = captureOf(writer);
            await(() -> capture.completeness().state() == Completeness.State.INCOMPLETE);

            assertThat(watch.captures().reports())
                    .singleElement()
                    .asString()
                    .startsWith("orders: its output cannot be captured")
                    .contains("start it with the driver json-file or local");
            SyncOutcome outcome = watch.captures().sync(List.of(capture), LONGEST);
            assertThat(outcome.behind())
                    .extracting(SyncOutcome.Behind::reason)
                    .singleElement()
                    .asString()
                    .contains("logging driver");
        }
    }

    @Test
    void capturesWhatRanBeforeAndGoesOnWhereItEnded() {
        try (WriterContainer writer = WriterContainer.onRequest("text=before")) {
            letsGo();
            writer.start();
            watches();
            Capture first = captureOf(writer);
            await(() -> texts(first).equals(List.of("before")));
            letsGo();
            writer.write("text=between");
            watches();
            writer.write("text=after");
            Capture second = captureOf(writer);
            await(() -> texts(second).size() == 2);

            assertThat(texts(second)).containsExactly("between", "after");
        }
    }

    @Test
    void capturesAReusedContainerWhoseObjectItIsTold() {
        String id = docker().createContainerCmd(TestImages.writer())
                .withCmd("text=reused", "serve=8080")
                .exec()
                .getId();
        try (WriterContainer mine = WriterContainer.onRequest()) {
            docker().startContainerCmd(id).exec();
            mine.start();
            captureOf(mine);
            assertThat(watch.captures().withId(id)).as("nobody's container").isNull();
            ReusedContainer reused = new ReusedContainer(id);
            watch.adopt(reused, "shared");
            await(() -> watch.captures().withId(id) != null);
            Capture capture = watch.captures().withId(id);
            await(() -> capture.size() == 1);
            assertThat(capture.name()).isEqualTo("shared");
        } finally {
            docker().removeContainerCmd(id).withForce(true).exec();
        }
    }

    @Test
    void looksForNoEngineWhileNoContainerIsStarted() {
        letsGo();
        List<String> asked = new ArrayList<>();
        // Other tests of this JVM have used Testcontainers; a class that has not never gets to the connector.
        try (Watch.Share other =
                Watch.share(() -> new Captures(Formats.builtIn(), CaptureOptions.defaults()), Choice.OURS, () -> {
                    asked.add("asked");
                    throw new IllegalStateException("no engine answers");
                })) {
            assertThat(other.captures().sync(List.of(), LONGEST).upToDate()).isTrue();
            assertThat(other.captures().list()).isEmpty();
        }
        assertThat(asked).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void waitsNoLongerThanItWasTold() {
        try (WriterContainer writer = WriterContainer.onRequest("text=first")) {
            writer.start();
            Capture capture = captureOf(writer);
            await(() -> capture.size() == 1);
            docker().pauseContainerCmd(writer.getContainerId()).exec();
            assertThat(watch.captures().sync(List.of(capture), LONGEST).upToDate())
                    .as("a paused container writes nothing, so there is nothing to wait for")
                    .isTrue();
            docker().unpauseContainerCmd(writer.getContainerId()).exec();
        }
    }

    // ---

    /** An object that knows nothing but an id, as a container of another JVM's object does. */
    private static final class ReusedContainer implements org.testcontainers.containers.ContainerState {
        private final String id;

        ReusedContainer(String id) {
            this.id = id;
        }

        @Override
        public String getContainerId() {
            return id;
        }

        @Override
        public List<Integer> getExposedPorts() {
            return List.of();
        }

        @Override
        public com.github.dockerjava.api.command.InspectContainerResponse getContainerInfo() {
            return null;
        }
    }

    private static HostConfig hostConfig(HostConfig config) {
        return config;
    }

    private static DockerClient docker() {
        return DockerClientFactory.lazyClient();
    }

    private Capture captureOf(WriterContainer writer) {
        List<Capture> captures = watch.captures().of(writer);
        assertThat(captures).as("captures of %s", writer.getContainerId()).hasSize(1);
        return captures.get(0);
    }

    private static List<String> texts(Capture capture) {
        return IntStream.range(0, (int) capture.size())
                .mapToObj(index -> capture.record(index).raw())
                .toList();
    }

    private static List<Kind> kinds(Capture capture) {
        return capture.lifecycle().stream().map(LifecycleEvent::kind).toList();
    }

    private void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (true) {
            long seen = watch.captures().arrivals().seen();
            if (condition.getAsBoolean()) {
                return;
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("nothing came of it within " + LONGEST + ": "
                        + watch.captures().list() + watch.captures().reports()
                        + watch.captures().list().stream()
                                .map(Capture::lifecycle)
                                .toList());
            }
            try {
                watch.captures().arrivals().await(seen, Duration.ofNanos(left));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("structured-logs"))
                .collect(Collectors.toSet());
    }
}
