package io.github.structuredlogs.internal.docker.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.docker.ours.ContainerFilter;
import io.github.structuredlogs.internal.parse.Formats;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.CaptureOptions;
import io.github.structuredlogs.internal.store.Captures;
import io.github.structuredlogs.internal.store.Completeness;
import io.github.structuredlogs.internal.store.ContainerStatus.Phase;
import io.github.structuredlogs.internal.store.LifecycleEvent;
import io.github.structuredlogs.internal.store.LifecycleEvent.LifecycleKind;
import io.github.structuredlogs.internal.store.SyncOutcome;
import io.github.structuredlogs.testing.RunInOwnJvm;
import io.github.structuredlogs.testing.TestImages;
import io.github.structuredlogs.testing.WriterContainer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;

/** What is captured, under which name, and how it stands: on the real engine. */
@Tag("containers")
@Tag("compatibility")
class WatchTest {

    @RegisterExtension
    final TestWatch watch = TestWatch.ofTheEngine();

    @Test
    void capturesWhatWasWrittenBeforeTheCallReturned() {
        try (WriterContainer writer = WriterContainer.onRequest("text=first")) {
            writer.start();
            for (int i = 0; i < 50; i++) {
                writer.write("text=ping " + i, "to=err", "text=pong " + i, "to=out");
                Capture capture = watch.captureOf(writer);
                String last = "pong " + i;
                // The engine may not have read it from the container's pipe yet: that no sync can know.
                watch.await(() -> {
                    assertThat(watch.sync(capture).upToDate()).isTrue();
                    return TestWatch.texts(capture).contains(last);
                });
            }
            Capture capture = watch.captureOf(writer);
            List<String> texts = TestWatch.texts(capture);
            assertThat(texts).hasSize(101).startsWith("first").doesNotHaveDuplicates();
            // The engine reads the two streams side by side: neither comes first.
            assertThat(capture.stream(texts.indexOf("ping 0"))).isEqualTo(LogStream.STDOUT);
            assertThat(capture.stream(texts.indexOf("pong 0"))).isEqualTo(LogStream.STDERR);
        }
    }

    @Test
    void namesAContainerByFieldAliasOrImage() {
        try (Network network = Network.newNetwork();
                WriterContainer field = WriterContainer.onRequest();
                WriterContainer alias =
                        WriterContainer.onRequest().withNetwork(network).withNetworkAliases("payments");
                WriterContainer late = WriterContainer.onRequest();
                WriterContainer image = WriterContainer.onRequest();
                WriterContainer sameImage = WriterContainer.onRequest()) {
            watch.share().adopt(field, "orders");
            field.start();
            alias.start();
            late.start();
            assertThat(watch.captureOf(late).name()).isEqualTo("writer");
            watch.share().adopt(late, "stock");
            image.start();
            sameImage.start();

            assertThat(watch.captureOf(field).name()).isEqualTo("orders");
            assertThat(watch.captureOf(alias).name()).isEqualTo("payments");
            assertThat(watch.captureOf(late).name()).isEqualTo("stock");
            assertThat(watch.captureOf(image).name()).isEqualTo("writer");
            assertThat(watch.captureOf(sameImage).name()).isEqualTo("writer#2");
        }
    }

    @Test
    void keepsAFailedStartWithItsOwner() {
        WriterContainer other =
                new WriterContainer("text=mine", "exit=1").withStartupCheckStrategy(new OneShotStartupCheckStrategy());
        WriterContainer writer = new WriterContainer("text=no database", "exit=3")
                .withStartupAttempts(2)
                .withStartupCheckStrategy(new OneShotStartupCheckStrategy());
        watch.share().adopt(writer, "orders");

        assertThatThrownBy(other::start).isInstanceOf(ContainerLaunchException.class);
        assertThatThrownBy(writer::start).isInstanceOf(ContainerLaunchException.class);

        List<Capture> attempts = watch.captures().of(writer);
        assertThat(attempts).extracting(Capture::name).containsExactly("orders", "orders#2");
        for (Capture attempt : attempts) {
            watch.await(() -> attempt.completeness().state() != Completeness.CompletenessState.OPEN);
            removeIfLeft(attempt);
            watch.await(() -> attempt.status().phase() == Phase.REMOVED);
            assertThat(attempt.completeness().state()).isEqualTo(Completeness.CompletenessState.COMPLETE);
            assertThat(TestWatch.texts(attempt)).containsExactly("no database");
            assertThat(attempt.status().exitCode()).isEqualTo(3);
            assertThat(attempt.status().describe()).isEqualTo("exited 3");
        }
        assertThat(TestWatch.texts(watch.captures().of(other).get(0))).containsExactly("mine");
    }

    /** Older Testcontainers leave a container whose start has failed. */
    private static void removeIfLeft(Capture capture) {
        try {
            docker().removeContainerCmd(capture.containerId()).withForce(true).exec();
        } catch (NotFoundException | ConflictException e) {
            // Testcontainers removes it.
        }
    }

    @Test
    void restartContinuesInTheSameCapture() {
        try (WriterContainer writer = WriterContainer.onRequest("text=up", "date=")) {
            writer.start();
            Capture capture = watch.captureOf(writer);
            watch.await(() -> capture.size() == 2);
            docker().restartContainerCmd(writer.getContainerId()).withTimeout(1).exec();
            watch.await(() -> capture.size() == 4 && capture.status().phase() == Phase.RUNNING);
            docker().killContainerCmd(writer.getContainerId()).exec();
            watch.await(() -> capture.status().phase() == Phase.EXITED);
            docker().startContainerCmd(writer.getContainerId()).exec();
            watch.await(() -> capture.size() == 6);
            docker().killContainerCmd(writer.getContainerId()).exec();
            watch.await(() -> capture.completeness().state() == Completeness.CompletenessState.COMPLETE);

            assertThat(TestWatch.kinds(capture))
                    .containsExactly(
                            LifecycleKind.STARTED,
                            LifecycleKind.EXITED,
                            LifecycleKind.RESTARTED,
                            LifecycleKind.EXITED,
                            LifecycleKind.RESTARTED,
                            LifecycleKind.EXITED);
            assertThat(capture.lifecycle()).extracting(LifecycleEvent::before).containsExactly(0L, 2L, 2L, 4L, 4L, 6L);
            assertThat(capture.status().describe()).isEqualTo("stopped, restarted 2 times");
            assertThat(watch.captures().list()).containsExactly(capture);
        }
    }

    @Test
    void distinguishesStoppedFromEndedContainers() {
        try (WriterContainer removed = WriterContainer.onRequest();
                WriterContainer deaf = shell("trap '' TERM; while :; do sleep 0.1; done");
                WriterContainer late = shell("trap 'exit 3' TERM; while :; do sleep 0.1; done");
                WriterContainer reloaded = shell("trap 'exit 3' HUP; while :; do sleep 0.1; done");
                WriterContainer killed = shell("perl -e 'sleep 1; kill 9, $$'; exit $?")) {
            for (WriterContainer each : List.of(removed, deaf, late, reloaded, killed)) {
                each.start();
            }
            List<Capture> captures = Stream.of(removed, deaf, late, reloaded, killed)
                    .map(watch::captureOf)
                    .toList();
            removed.stop();
            docker().stopContainerCmd(deaf.getContainerId()).withTimeout(1).exec();
            docker().stopContainerCmd(late.getContainerId()).exec();
            docker().killContainerCmd(reloaded.getContainerId())
                    .withSignal("HUP")
                    .exec();
            captures.forEach(each -> watch.await(() -> TestWatch.kinds(each).contains(LifecycleKind.EXITED)));

            List<String> ends = List.of("stopped", "stopped", "stopped, exited 3", "exited 3", "exited 137 (SIGKILL)");
            assertThat(captures)
                    .extracting(capture -> capture.status().describe())
                    .isEqualTo(ends);
            assertThat(captures)
                    .extracting(capture -> capture.lifecycle().stream()
                            .filter(event -> event.kind() == LifecycleKind.EXITED)
                            .map(LifecycleEvent::words)
                            .findFirst()
                            .orElse(""))
                    .isEqualTo(ends);
        }
    }

    private static WriterContainer shell(String script) {
        return new WriterContainer("-c", script)
                .withCreateContainerCmdModifier(command -> command.withEntrypoint("sh"));
    }

    @Test
    void reportsPauseHealthAndMemory() {
        try (WriterContainer writer = WriterContainer.onRequest()
                .withCreateContainerCmdModifier(
                        command -> command.withHealthcheck(new com.github.dockerjava.api.model.HealthCheck()
                                .withTest(List.of("CMD", "test", "!", "-e", "/sick"))
                                .withInterval(200_000_000L)
                                .withRetries(1)))) {
            writer.start();
            Capture capture = watch.captureOf(writer);
            watch.await(() -> TestWatch.kinds(capture).contains(LifecycleKind.HEALTHY));
            writer.write("touch=/sick");
            watch.await(() -> TestWatch.kinds(capture).contains(LifecycleKind.UNHEALTHY));
            assertThat(capture.status().describe()).isEqualTo("running, unhealthy");
            docker().pauseContainerCmd(writer.getContainerId()).exec();
            watch.await(() -> capture.status().phase() == Phase.PAUSED);
            docker().unpauseContainerCmd(writer.getContainerId()).exec();
            watch.await(() -> capture.status().phase() == Phase.RUNNING);
            watch.await(() -> TestWatch.kinds(capture).contains(LifecycleKind.RESUMED));

            assertThat(TestWatch.kinds(capture))
                    .containsSubsequence(
                            LifecycleKind.STARTED,
                            LifecycleKind.HEALTHY,
                            LifecycleKind.UNHEALTHY,
                            LifecycleKind.PAUSED,
                            LifecycleKind.RESUMED);
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
            Capture capture = watch.captureOf(writer);
            watch.await(() -> capture.completeness().state() == Completeness.CompletenessState.COMPLETE);

            assertThat(TestWatch.texts(capture))
                    .containsExactly(
                            "plain", "\u0001\0\0\0\0\0\0\u0005fake", "line 1 " + "x".repeat(40_000 - 7), "end\r");
        }
    }

    /** The kernel ends the process, and not the engine. */
    @Test
    void saysThatAContainerWasKilledForItsMemory() {
        long megabytes = 24L << 20;
        try (WriterContainer writer = new WriterContainer(
                        "-e", "$| = 1; print qq(eating\\n); push @a, q(x) x 1e6 while 1")
                .withCreateContainerCmdModifier(
                        command -> hostConfig(command.withEntrypoint("perl").getHostConfig())
                                .withMemory(megabytes)
                                .withMemorySwap(megabytes))) {
            try {
                writer.start();
            } catch (ContainerLaunchException tooQuick) {
                // It may be dead before Testcontainers has looked whether it runs.
            }
            watch.await(() -> !watch.captures().of(writer).isEmpty());
            Capture capture = watch.captureOf(writer);
            watch.await(() -> capture.completeness().state() != Completeness.CompletenessState.OPEN);

            assertThat(TestWatch.texts(capture)).containsExactly("eating");
            assertThat(capture.status().exitCode()).isEqualTo(137);
            // The engine may tell of the kernel's kill after it has told of the exit.
            watch.await(() -> TestWatch.kinds(capture).contains(LifecycleKind.OUT_OF_MEMORY));
            assertThat(capture.status().describe()).isEqualTo("exited 137 (out of memory)");
            assertThat(capture.lifecycle())
                    .filteredOn(event -> event.kind() == LifecycleKind.EXITED)
                    .singleElement()
                    .extracting(LifecycleEvent::words)
                    .isIn("exited 137 (out of memory)", "exited 137 (SIGKILL)");
        }
    }

    @Test
    void takesBothStreamsAtFullSpeed() {
        int lines = 50_000;
        String numbers = "perl /writer.pl pad=100 %s numbers=" + lines;
        try (WriterContainer writer = shell(
                        numbers.formatted("to=err") + " & " + numbers.formatted("to=out") + "; wait")
                .withStartupCheckStrategy(new OneShotStartupCheckStrategy())) {
            writer.start();
            Capture capture = watch.captureOf(writer);
            watch.await(() -> capture.completeness().state() == Completeness.CompletenessState.COMPLETE);

            Map<LogStream, Integer> last = new EnumMap<>(LogStream.class);
            for (long i = 0; i < capture.size(); i++) {
                int number = last.merge(capture.stream(i), 1, Integer::sum);
                assertThat(capture.record(i).raw())
                        .startsWith("line " + number + " ")
                        .hasSize(100);
            }
            assertThat(last).containsEntry(LogStream.STDOUT, lines).containsEntry(LogStream.STDERR, lines);
        }
    }

    @Test
    void reportsADriverWithoutALogOnce() {
        try (WriterContainer writer = WriterContainer.onRequest("text=nobody hears me")
                .withCreateContainerCmdModifier(command -> hostConfig(command.getHostConfig())
                        .withLogConfig(new LogConfig(LogConfig.LoggingType.NONE, null)))) {
            watch.share().adopt(writer, "orders");
            writer.start();
            Capture capture = watch.captureOf(writer);
            watch.await(() -> capture.completeness().state() == Completeness.CompletenessState.INCOMPLETE);

            assertThat(watch.captures().reports())
                    .singleElement()
                    .asString()
                    .startsWith("orders: its output cannot be captured")
                    .contains("start it with the driver json-file or local");
            SyncOutcome outcome = watch.sync(capture);
            assertThat(outcome.behind())
                    .extracting(SyncOutcome.Behind::reason)
                    .singleElement()
                    .asString()
                    .contains("logging driver");
        }
    }

    @Test
    void nextWatchContinuesWhereTheLastOneEnded() {
        try (WriterContainer writer = WriterContainer.onRequest("text=before")) {
            watch.close();
            writer.start();
            watch.open();
            Capture first = watch.captureOf(writer);
            watch.await(() -> TestWatch.texts(first).equals(List.of("before")));
            watch.close();
            writer.write("text=between");
            watch.open();
            writer.write("text=after");
            Capture second = watch.captureOf(writer);
            watch.await(() -> TestWatch.texts(second).size() == 2);

            assertThat(TestWatch.texts(second)).containsExactly("between", "after");
        }
    }

    @Test
    void nextWatchCapturesOnlyTheNextRunOfAnEndedContainer() {
        try (WriterContainer writer = new WriterContainer("text=up", "sleep=600")) {
            writer.start();
            Capture first = watch.captureOf(writer);
            watch.await(() -> first.size() == 1);
            docker().killContainerCmd(writer.getContainerId()).exec();
            watch.awaitEnd(first);
            watch.close();
            watch.open();
            docker().startContainerCmd(writer.getContainerId()).exec();
            Capture second = watch.captureOf(writer);
            watch.await(() -> second.size() > 0);
            docker().killContainerCmd(writer.getContainerId()).exec();

            assertThat(watch.awaitEnd(second).state()).isEqualTo(Completeness.CompletenessState.COMPLETE);
            assertThat(TestWatch.texts(second)).containsExactly("up");
        }
    }

    @Test
    void nextWatchContinuesInARotatingLog() {
        try (WriterContainer writer = WriterContainer.onRequest("pad=1000", "numbers=300")
                .withCreateContainerCmdModifier(command -> hostConfig(command.getHostConfig())
                        .withLogConfig(new LogConfig(
                                LogConfig.LoggingType.JSON_FILE, Map.of("max-size", "200k", "max-file", "2"))))) {
            writer.start();
            Capture first = watch.captureOf(writer);
            watch.await(() -> TestWatch.texts(first).stream().anyMatch(line -> line.startsWith("line 300 ")));
            watch.close();
            // More than the engine keeps.
            writer.write("numbers=1000");
            watch.open();
            Capture second = watch.captureOf(writer);
            watch.await(() -> TestWatch.texts(second).stream().anyMatch(line -> line.startsWith("line 1300 ")));

            assertThat(second.completeness().losses()).singleElement().satisfies(loss -> {
                assertThat(loss.from()).isEqualTo(first.record(first.size() - 1).observed());
                assertThat(loss.to()).isEqualTo(second.record(0).observed());
            });
        }
    }

    @Test
    void nextWatchReadsAnIncompleteLine() {
        String beginning = "x".repeat(20_000);
        try (WriterContainer writer = WriterContainer.onRequest()) {
            writer.start();
            Capture first = watch.captureOf(writer);
            writer.write("open=" + beginning);
            while (!writer.getLogs().contains("xxx")) {
                Thread.onSpinWait();
            }
            assertThat(watch.sync(first).upToDate()).isTrue();
            watch.close();
            assertThat(first.size()).isZero();
            writer.write("text=end");
            watch.open();
            Capture second = watch.captureOf(writer);
            watch.await(() -> second.size() == 1);

            assertThat(TestWatch.texts(second)).containsExactly(beginning + "end");
        }
    }

    @Test
    void capturesAReusedContainerByItsObject() {
        String id = docker().createContainerCmd(TestImages.writer())
                .withCmd("text=reused", "serve=8080")
                .exec()
                .getId();
        try (WriterContainer mine = WriterContainer.onRequest()) {
            docker().startContainerCmd(id).exec();
            mine.start();
            watch.captureOf(mine);
            assertThat(watch.captures().withId(id)).as("nobody's container").isNull();
            ReusedContainer reused = new ReusedContainer(id);
            watch.share().adopt(reused, "shared");
            watch.await(() -> watch.captures().withId(id) != null);
            Capture capture = watch.captures().withId(id);
            watch.await(() -> capture.size() == 1);
            assertThat(capture.name()).isEqualTo("shared");
        } finally {
            docker().removeContainerCmd(id).withForce(true).exec();
        }
    }

    @Test
    void looksForNoEngineWhileNoContainerIsStarted() {
        // Other tests of this JVM have used Testcontainers.
        String output = RunInOwnJvm.of(NobodyStartsAContainerTestCase.class, Map.of());

        assertThat(output).contains("1 tests successful", "0 tests failed");
    }

    static class NobodyStartsAContainerTestCase {

        @Test
        void looksForNoEngine() {
            AtomicInteger looks = new AtomicInteger();
            try (Watch.Share share = Watch.share(
                    () -> new Captures(Formats.builtIn(), CaptureOptions.defaults()), ContainerFilter.OURS, threads -> {
                        looks.incrementAndGet();
                        throw new IllegalStateException("no engine answers");
                    })) {
                Thread watching = Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().equals("structured-logs-watch"))
                        .findFirst()
                        .orElseThrow();
                while (watching.getState() != Thread.State.WAITING) {
                    Thread.onSpinWait();
                }
                assertThat(share.captures()
                                .sync(List.of(), Duration.ofSeconds(1))
                                .upToDate())
                        .isTrue();
                assertThat(share.captures().list()).isEmpty();
                assertThat(looks).hasValue(0);
            }
        }
    }

    @Test
    void waitsNoLongerThanTheLimit() {
        try (WriterContainer writer = WriterContainer.onRequest("text=first")) {
            writer.start();
            Capture capture = watch.captureOf(writer);
            watch.await(() -> capture.size() == 1);
            docker().pauseContainerCmd(writer.getContainerId()).exec();
            assertThat(watch.sync(capture).upToDate())
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
}
