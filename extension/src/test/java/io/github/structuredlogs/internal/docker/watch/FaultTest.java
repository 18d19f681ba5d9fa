package io.github.structuredlogs.internal.docker.watch;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.RestartPolicy;
import io.github.structuredlogs.internal.docker.api.EngineConnection;
import io.github.structuredlogs.internal.docker.ours.ContainerFilter;
import io.github.structuredlogs.internal.parse.Formats;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.CaptureKnowledge.Standing;
import io.github.structuredlogs.internal.store.CaptureListener;
import io.github.structuredlogs.internal.store.CaptureOptions;
import io.github.structuredlogs.internal.store.Captures;
import io.github.structuredlogs.internal.store.Completeness;
import io.github.structuredlogs.internal.store.ContainerStatus.Phase;
import io.github.structuredlogs.internal.store.LifecycleEvent;
import io.github.structuredlogs.internal.store.LifecycleEvent.LifecycleKind;
import io.github.structuredlogs.internal.store.SyncOutcome;
import io.github.structuredlogs.testing.FaultProxy;
import io.github.structuredlogs.testing.FaultProxy.Fault;
import io.github.structuredlogs.testing.WriterContainer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.output.WaitingConsumer;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;

/** The real engine behind a proxy that misbehaves. */
@Tag("containers")
@Tag("engine")
class FaultTest {

    /** {@code -Dproof.cuts=1000} is the long form. */
    private static final int CUTS = Integer.getInteger("proof.cuts", 50);

    private static final Pattern SINCE = Pattern.compile("since=(\\d+)");

    private final FaultProxy proxy =
            new FaultProxy(DockerClientFactory.instance().getTransportConfig().getDockerHost());

    @RegisterExtension
    final TestWatch watch = TestWatch.through(proxy);

    @Test
    void resumesExactlyOnceHoweverOftenTheLogIsCutOff() {
        Random random = new Random(7);
        AtomicInteger cuts = new AtomicInteger();
        proxy.faults(path -> {
            if (path.contains("follow=1") && cuts.get() < CUTS) {
                // One stream may be ahead of the other by more than a short body holds.
                int longest = cuts.incrementAndGet() % 4 == 0 ? 100_000 : 20_000;
                return Fault.cutAfter(500 + random.nextInt(longest));
            }
            return Fault.NONE;
        });
        try (WriterContainer writer = WriterContainer.onRequest("pad=100", "write=line", "to=both")) {
            writer.start();
            Capture capture = watch.captureOf(writer);
            int lines = 0;
            // Until it has been cut that often, wherever it was.
            while (cuts.get() < CUTS) {
                writer.write("numbers=500");
                lines += 500;
                int expected = lines;
                watch.await(() -> capture.size() == expected);
            }
            assertThat(NumberedLines.of(capture)).isEqualTo(new NumberedLines(lines, lines, List.of()));
            assertThat(capture.completeness().losses()).isEmpty();
        }
    }

    @Test
    void resumesExactlyOnceWhenTheClockIsSetBack() {
        AtomicInteger cuts = cutWhileTheClockIsSet(-1);
        try (WriterContainer writer = WriterContainer.onRequest("pad=100", "write=line", "to=both", "numbers=300")) {
            writer.start();
            Capture capture = watch.captureOf(writer);
            watch.await(() -> capture.size() == 300);
            Instant before = capture.record(299).observed();
            for (int lines = 600; lines <= 1_500; lines += 300) {
                writer.write("numbers=300");
                int expected = lines;
                watch.await(() -> capture.size() == expected);
            }
            assertThat(capture.record(1_499).observed()).isBefore(before);
            DockerClientFactory.lazyClient()
                    .killContainerCmd(writer.getContainerId())
                    .exec();

            assertThat(watch.awaitEnd(capture).state()).isEqualTo(Completeness.CompletenessState.COMPLETE);
            assertThat(NumberedLines.of(capture)).isEqualTo(new NumberedLines(1_500, 1_500, List.of()));
            assertThat(cuts).hasValueGreaterThan(5);
        }
    }

    @Test
    @Timeout(60)
    void noticesAClockSetBackDuringAnInterruption() throws InterruptedException {
        CountDownLatch follows = new CountDownLatch(2);
        proxy.faults(path -> {
            if (!path.contains("/logs")) {
                return Fault.NONE;
            }
            if (path.contains("follow=1")) {
                follows.countDown();
            }
            return Fault.clockSetAt(301, -1);
        });
        try (WriterContainer writer = WriterContainer.onRequest("pad=100", "write=line", "to=both", "numbers=300")) {
            writer.start();
            Capture capture = watch.captureOf(writer);
            watch.await(() -> capture.size() == 300);
            proxy.cutAll();
            assertThat(follows.await(60, TimeUnit.SECONDS)).isTrue();
            writer.write("numbers=300");

            // As an assertion does until it holds: what is on its way to the engine shows nothing yet.
            do {
                assertThat(watch.sync(capture).upToDate()).isTrue();
            } while (capture.size() < 600);
            assertThat(NumberedLines.of(capture)).isEqualTo(new NumberedLines(600, 600, List.of()));
        }
    }

    /** The clock change is noticed whether the clocks agreed before or not. */
    @ParameterizedTest
    @ValueSource(ints = {-3_600, -10, 10, 3_600})
    void noticesAtTheNextAssertionThatTheClockWasSet(int seconds) {
        AtomicBoolean isSet = new AtomicBoolean();
        proxy.faults(path -> isSet.get() ? Fault.dateShifted(Duration.ofSeconds(seconds)) : Fault.NONE);
        try (WriterContainer writer = WriterContainer.onRequest("text=up")) {
            writer.start();
            Capture capture = watch.captureOf(writer);
            assertThat(watch.sync(capture).upToDate()).isTrue();
            assertThat(watch.captures().clockChange()).isNull();

            isSet.set(true);
            assertThat(watch.sync(capture).upToDate()).isTrue();
            assertThat(watch.captures().clockChange()).contains("clock was set " + (seconds < 0 ? "back" : "forward"));
            assertThat(watch.captures().reports())
                    .singleElement()
                    .asString()
                    .contains("not known any more which records belong to which test");
        }
    }

    @Test
    void resumesExactlyOnceWhenTheClockIsSetForward() {
        Instant start = Instant.now();
        // What the engine received since then it knows by the time that it really was.
        proxy.asks(path -> SINCE.matcher(path).replaceFirst(since -> {
            Instant at = Instant.ofEpochSecond(Long.parseLong(since.group(1)));
            return "since=" + (at.isBefore(start.plus(Duration.ofDays(1))) ? at : aYearBefore(at)).getEpochSecond();
        }));
        AtomicInteger cuts = cutWhileTheClockIsSet(1);
        try (WriterContainer writer = WriterContainer.onRequest("pad=100", "write=line", "to=both", "numbers=300")) {
            writer.start();
            Capture capture = watch.captureOf(writer);
            for (int lines = 300; lines <= 1_500; lines += 300) {
                int expected = lines;
                watch.await(() -> capture.size() == expected);
                assertThat(watch.sync(capture).upToDate()).isTrue();
                writer.write("numbers=300");
            }
            DockerClientFactory.lazyClient()
                    .killContainerCmd(writer.getContainerId())
                    .exec();

            assertThat(watch.awaitEnd(capture).state()).isEqualTo(Completeness.CompletenessState.COMPLETE);
            assertThat(NumberedLines.of(capture)).isEqualTo(new NumberedLines(1_800, 1_800, List.of()));
            assertThat(capture.record(1_799).observed()).isAfter(start.plus(Duration.ofDays(300)));
            assertThat(cuts).hasValueGreaterThan(5);
        }
    }

    /** As if the engine's clock had been set by some years, while what is followed is cut; {@return how often it was} */
    private AtomicInteger cutWhileTheClockIsSet(int years) {
        Random random = new Random(11);
        AtomicInteger cuts = new AtomicInteger();
        proxy.faults(path -> {
            if (!path.contains("/logs")) {
                return Fault.NONE;
            }
            Fault clock = Fault.clockSetAt(301, years);
            return path.contains("follow=1") && cuts.incrementAndGet() <= 5
                    ? clock.andThen(Fault.cutAfter(1_000 + random.nextInt(60_000)))
                    : clock;
        });
        return cuts;
    }

    private static Instant aYearBefore(Instant at) {
        return at.atOffset(ZoneOffset.UTC).minusYears(1).toInstant();
    }

    @Test
    void readsByteByByte() {
        proxy.faults(path -> path.contains("/logs") ? Fault.singleBytes() : Fault.NONE);
        try (WriterContainer writer = new WriterContainer("pad=50", "to=both", "numbers=300", "long=20000")
                .withStartupCheckStrategy(new OneShotStartupCheckStrategy())) {
            writer.start();
            Capture capture = watch.captureOf(writer);
            watch.await(() -> capture.completeness().state() == Completeness.CompletenessState.COMPLETE);
            assertThat(NumberedLines.of(capture).isExactly(301)).isTrue();
        }
    }

    @Test
    void retriesAStalledLog() {
        AtomicInteger follows = new AtomicInteger();
        proxy.faults(path ->
                path.contains("follow=1") && follows.incrementAndGet() == 1 ? Fault.stallAfter(3_000) : Fault.NONE);
        try (WriterContainer writer = WriterContainer.onRequest("pad=100")) {
            writer.start();
            writer.write("numbers=100");
            Capture capture = watch.captureOf(writer);
            writer.awaitStored(100);
            SyncOutcome stalled = watch.captures().sync(List.of(capture), Duration.ofMillis(500));
            // How far the second answer comes within the bound is the machine's affair; that nothing else is said is
            // ours.
            assertThat(stalled.behind())
                    .extracting(SyncOutcome.Behind::reason)
                    .isSubsetOf(
                            "the engine did not send the rest of its log in time", "the engine did not answer in time");
            watch.await(() -> capture.size() == 100);
            assertThat(follows).hasValueGreaterThan(1);
            assertThat(watch.sync(capture).upToDate()).isTrue();
            assertThat(NumberedLines.of(capture).isExactly(100)).isTrue();
        }
    }

    @Test
    void retriesAnUnansweredLogRequest() {
        watch.close();
        watch.open(ContainerFilter.OURS, Duration.ofSeconds(2));
        AtomicInteger follows = new AtomicInteger();
        proxy.faults(
                path -> path.contains("follow=1") && follows.incrementAndGet() <= 2 ? Fault.stallAfter(0) : Fault.NONE);
        try (WriterContainer writer = WriterContainer.onRequest("pad=100", "numbers=100")) {
            writer.start();
            Capture capture = watch.captureOf(writer);
            watch.await(() -> capture.size() == 100);
            watch.await(() -> watch.sync(capture).upToDate());
            assertThat(NumberedLines.of(capture).isExactly(100)).isTrue();
            assertThat(follows).hasValue(3);
        }
    }

    @Test
    void retriesAnUnansweredEventsRequest() {
        watch.close();
        watch.open(ContainerFilter.OURS, Duration.ofSeconds(2));
        AtomicInteger asked = new AtomicInteger();
        proxy.faults(
                path -> path.startsWith("/events") && asked.incrementAndGet() == 1 ? Fault.stallAfter(0) : Fault.NONE);
        try (WriterContainer writer = WriterContainer.onRequest("pad=100", "numbers=100")) {
            writer.start();
            watch.await(() -> watch.captures().list().size() == 1);
            Capture capture = watch.captureOf(writer);
            watch.await(() -> capture.size() == 100);
            assertThat(NumberedLines.of(capture).isExactly(100)).isTrue();
        }
    }

    @Test
    void knowsASilentContainerOfPodman() {
        asPodman(path -> Fault.late());
        try (WriterContainer writer = WriterContainer.onRequest("pad=100")) {
            writer.start();
            Capture capture = watch.captureOf(writer);
            assertThat(watch.sync(capture).upToDate()).isTrue();
            for (int lines = 200; lines <= 600; lines += 200) {
                writer.write("numbers=200");
                int expected = lines;
                watch.await(() -> capture.size() >= expected);
            }
            assertThat(NumberedLines.of(capture).isExactly(600)).isTrue();
        }
    }

    @Test
    void usesPodmansReadLogInsteadOfTheFollowedOne() {
        // Of a busy container it leaves out a part there, and that cannot be seen in what comes.
        byte[] other = frame(1, "2099-11-21T12:00:00Z some of it\n");
        asPodman(path -> path.contains("follow=1") ? Fault.body(other) : Fault.late());
        try (WriterContainer writer = WriterContainer.onRequest("pad=100", "to=both", "numbers=500")) {
            writer.start();
            Capture capture = watch.captureOf(writer);
            writer.write("numbers=500");
            watch.await(() -> capture.size() == 1_000);
            DockerClientFactory.lazyClient()
                    .killContainerCmd(writer.getContainerId())
                    .exec();

            assertThat(watch.awaitEnd(capture).state()).isEqualTo(Completeness.CompletenessState.COMPLETE);
            assertThat(NumberedLines.of(capture)).isEqualTo(new NumberedLines(1_000, 1_000, List.of()));
        }
    }

    /** As if the engine were Podman, whose logs come with a fault. */
    private void asPodman(Function<String, Fault> logs) {
        watch.close();
        proxy.faults(path -> path.contains("/_ping")
                ? Fault.replacing("Server: Docker/", "Server: Libpod/")
                : path.contains("/logs") || path.startsWith("/events") ? logs.apply(path) : Fault.NONE);
        // The watch may have asked already who the engine is.
        watch.open();
    }

    @Test
    void saysThatAContainerCannotBeCaptured() {
        watch.close();
        watch.open(
                (container, ours) -> {
                    if (Thread.currentThread().getName().endsWith(container.id().substring(0, 12))) {
                        throw new IllegalStateException("no choice");
                    }
                    return ours;
                },
                Duration.ofSeconds(10));
        try (WriterContainer writer = WriterContainer.onRequest("pad=100", "numbers=100")) {
            writer.start();
            assertThat(watch.captures().of(writer)).isEmpty();
            assertThat(watch.captures().reports())
                    .containsExactly("writer: its output is not captured, this is a bug of Structured Logs:"
                            + " java.lang.IllegalStateException: no choice");
        }
    }

    @Test
    void endWithoutAnEventIsDatedAfterTheStart() {
        // Nanoseconds of 2026 to those of 2058.
        proxy.faults(path -> path.startsWith("/events")
                ? Fault.replacing("\"timeNano\":1", "\"timeNano\":2")
                : path.endsWith("/json") ? Fault.replacing("\"StartedAt\":\"20", "\"StartedAt\":\"21") : Fault.NONE);
        WriterContainer writer = WriterContainer.onRequest("pad=100", "numbers=100");
        writer.start();
        Capture capture = watch.captureOf(writer);
        watch.await(() -> capture.size() == 100);
        proxy.down();
        writer.stop();
        proxy.up();
        watch.awaitEnd(capture);
        // The log may be refused before the list of what runs is there.
        watch.await(() -> capture.status().ended());
        assertThat(TestWatch.kinds(capture)).startsWith(LifecycleKind.STARTED, LifecycleKind.EXITED);
        assertThat(capture.lifecycle().get(1).at())
                .isAfterOrEqualTo(capture.lifecycle().get(0).at());
    }

    @Test
    void saysThatItIsIncompleteWhenTheEndCannotBeRead() {
        proxy.faults(path -> !path.contains("/logs")
                ? Fault.NONE
                : path.contains("follow=1")
                        ? Fault.cutAfter(5_000)
                        : Fault.status(409, "can not get logs from container which is dead or marked for removal"));
        try (WriterContainer writer = new WriterContainer("pad=100", "numbers=1000")
                .withStartupCheckStrategy(new OneShotStartupCheckStrategy())) {
            writer.start();
            Capture capture = watch.captureOf(writer);
            watch.await(() -> capture.completeness().state() == Completeness.CompletenessState.INCOMPLETE);
            assertThat(capture.completeness().reason()).isEqualTo("it was removed while its output could not be read");
            assertThat(capture.knowledge().standing()).isEqualTo(Standing.GAVE_UP);
            assertThat(TestWatch.kinds(capture))
                    .containsExactly(LifecycleKind.STARTED, LifecycleKind.EXITED, LifecycleKind.INCOMPLETE);
            NumberedLines lines = NumberedLines.of(capture);
            assertThat(lines.wrong()).isEmpty();
            assertThat(lines.hasGap()).isFalse();
        }
    }

    @Test
    void saysThatItIsIncompleteWhenTheRestIsCutAndNoMoreCanBeRead() {
        AtomicInteger rests = new AtomicInteger();
        proxy.faults(path -> !path.contains("/logs") || path.contains("tail=")
                ? Fault.NONE
                : path.contains("follow=1")
                        ? Fault.body(new byte[0])
                        : rests.incrementAndGet() == 1
                                ? Fault.cutAfter(9_000)
                                : Fault.status(
                                        409, "can not get logs from container which is dead or marked for removal"));
        try (WriterContainer writer = oneThatEnds()) {
            Capture capture = watch.captureOf(writer);
            watch.awaitEnd(capture);
            assertThat(capture.completeness().reason()).isEqualTo("it was removed while its output could not be read");
            assertThat(capture.completeness().state()).isEqualTo(Completeness.CompletenessState.INCOMPLETE);
        }
    }

    /** What 20.10 answers now and then to whoever asks for the rest while it deletes the log. */
    @Test
    void restThatCannotBeReadIsOnlyNoProofWhenTheEngineHasEndedTheLog() {
        byte[] frame = frame(3, "Error grabbing logs: open /var/lib/docker/containers: no such file or directory\n");
        AtomicInteger rests = new AtomicInteger();
        proxy.faults(path -> !path.contains("/logs") || path.contains("follow=1")
                ? Fault.NONE
                : !path.contains("tail=") && rests.incrementAndGet() == 1
                        ? Fault.body(frame)
                        : Fault.status(409, "can not get logs from container which is dead or marked for removal"));
        try (WriterContainer writer = oneThatEnds()) {
            Capture capture = watch.captureOf(writer);
            watch.awaitEnd(capture);
            assertThat(capture.size()).isEqualTo(5_000);
            assertThat(capture.knowledge().standing()).isEqualTo(Standing.ENDED);
        }
    }

    @Test
    void emptyLogOfARemovedContainerIsNoProof() {
        // What 20.10 answers now and then to whoever asks for a log that it deletes; its follower may miss all of it.
        proxy.faults(path -> path.contains("/logs") ? Fault.body(new byte[0]) : Fault.NONE);
        Capture capture = captureOfOneThatRemovesItself();
        watch.awaitEnd(capture);
        assertThat(capture.size()).isZero();
        assertThat(capture.completeness().reason())
                .isEqualTo("it was removed before the end of its output could be checked");
    }

    @Test
    void emptyRestAfterOutputIsNoProof() {
        AtomicInteger follows = new AtomicInteger();
        proxy.faults(path -> path.contains("follow=1") && follows.incrementAndGet() == 1
                ? Fault.cutAfter(5_000)
                : path.contains("/logs") ? Fault.body(new byte[0]) : Fault.NONE);
        try (WriterContainer writer = new WriterContainer("pad=100", "numbers=5000")
                .withStartupCheckStrategy(new OneShotStartupCheckStrategy())) {
            writer.start();
            Capture capture = watch.captureOf(writer);
            watch.awaitEnd(capture);
            assertThat(capture.size()).isBetween(1L, 4_999L);
            assertThat(capture.completeness().reason()).isEqualTo("the engine no longer has its output");
        }
    }

    @Test
    void unreadableLogIsNoProof() {
        byte[] frame = frame(3, "Error grabbing logs: open /var/lib/docker/containers: no such file or directory\n");
        proxy.faults(path -> path.contains("/logs") ? Fault.body(frame) : Fault.NONE);
        Capture capture = captureOfOneThatRemovesItself();
        watch.awaitEnd(capture);
        assertThat(capture.completeness().state()).isEqualTo(Completeness.CompletenessState.INCOMPLETE);
        assertThat(capture.completeness().reason()).contains("no such file or directory");
    }

    private static byte[] frame(int type, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + bytes.length)
                .putInt(type << 24)
                .putInt(bytes.length)
                .put(bytes)
                .array();
    }

    @Test
    void knowsThatAContainerWasSilent() {
        try (WriterContainer writer =
                new WriterContainer("to=out").withStartupCheckStrategy(new OneShotStartupCheckStrategy())) {
            writer.start();
            Capture capture = watch.captureOf(writer);
            watch.await(() -> capture.completeness().state() == Completeness.CompletenessState.COMPLETE);
            assertThat(capture.size()).isZero();
        }
    }

    @Test
    void currentEngineEndingTheLogIsProof() {
        refuseTheRestAsACurrentEngine(path -> Fault.NONE);
        try (WriterContainer writer = new WriterContainer("pad=100", "to=both", "numbers=500", "sleep=0.5")
                .withStartupCheckStrategy(new OneShotStartupCheckStrategy())) {
            writer.start();
            Capture capture = watch.captureOf(writer);
            watch.awaitEnd(capture);
            assertThat(capture.completeness().state()).isEqualTo(Completeness.CompletenessState.COMPLETE);
            assertThat(NumberedLines.of(capture).isExactly(500)).isTrue();
        }
    }

    @Test
    void cutOffLogIsNoProof() {
        refuseTheRestAsACurrentEngine(path -> Fault.withoutEnd());
        try (WriterContainer writer = new WriterContainer("numbers=500", "sleep=0.5")
                .withStartupCheckStrategy(new OneShotStartupCheckStrategy())) {
            writer.start();
            Capture capture = watch.captureOf(writer);
            watch.awaitEnd(capture);
            assertThat(capture.completeness().state()).isEqualTo(Completeness.CompletenessState.INCOMPLETE);
        }
    }

    @Test
    void endOfALogReadFromATimeIsNoProof() {
        // Were the clock set back meanwhile, the engine would leave out what it received since then.
        refuseTheRestAsACurrentEngine(path -> path.contains("since=") ? Fault.NONE : Fault.cutAfter(20_000));
        try (WriterContainer writer = new WriterContainer("pad=100", "to=both", "numbers=500", "sleep=0.5")
                .withStartupCheckStrategy(new OneShotStartupCheckStrategy())) {
            writer.start();
            Capture capture = watch.captureOf(writer);
            assertThat(watch.awaitEnd(capture).state()).isEqualTo(Completeness.CompletenessState.INCOMPLETE);
        }
    }

    @Test
    void endOfALogThatMayContinueIsNoProof() {
        refuseTheRestAsACurrentEngine(path -> Fault.NONE);
        try (WriterContainer writer = new WriterContainer("numbers=500", "sleep=0.5")
                .withCreateContainerCmdModifier(
                        command -> command.getHostConfig().withRestartPolicy(RestartPolicy.onFailureRestart(3)))
                .withStartupCheckStrategy(new OneShotStartupCheckStrategy())) {
            writer.start();
            Capture capture = watch.captureOf(writer);
            watch.awaitEnd(capture);
            assertThat(capture.completeness().state()).isEqualTo(Completeness.CompletenessState.INCOMPLETE);
        }
    }

    /** The engine says that it is a current one, and has removed each container before the end of its log can be read. */
    private void refuseTheRestAsACurrentEngine(Function<String, Fault> follow) {
        watch.close();
        proxy.faults(path -> path.contains("/_ping")
                ? Fault.replacing("Api-Version: 1.41", "Api-Version: 1.51")
                : path.contains("follow=1")
                        ? follow.apply(path)
                        : path.contains("/logs")
                                ? Fault.status(
                                        409, "can not get logs from container which is dead or marked for removal")
                                : Fault.NONE);
        watch.open();
    }

    /** A container that writes and, when it has ended, is removed by the engine itself. */
    /** Not one that is removed, of which only the proxy speaks: the engine may have deleted its log before the first request. */
    private static WriterContainer oneThatEnds() {
        WriterContainer writer = new WriterContainer("pad=100", "numbers=5000", "sleep=0.5")
                .withStartupCheckStrategy(new OneShotStartupCheckStrategy());
        writer.start();
        return writer;
    }

    private Capture captureOfOneThatRemovesItself() {
        WriterContainer writer = new WriterContainer("pad=100", "numbers=5000", "sleep=0.5")
                .withCreateContainerCmdModifier(
                        command -> command.getHostConfig().withAutoRemove(true));
        writer.start();
        return watch.captureOf(writer);
    }

    @Test
    void findsTheEngineWhereAProxyRedirectsTo() {
        watch.close();
        proxy.asks(path -> path.replaceFirst("^/moved", ""));
        proxy.faults(path -> path.startsWith("/moved/") ? Fault.NONE : Fault.redirection("/moved" + path));
        watch.open();
        try (WriterContainer writer = WriterContainer.onRequest("pad=100", "to=both", "numbers=500")) {
            writer.start();
            Capture capture = watch.captureOf(writer);
            watch.await(() -> capture.size() == 500);
            assertThat(watch.sync(capture).upToDate()).isTrue();
            DockerClientFactory.lazyClient()
                    .killContainerCmd(writer.getContainerId())
                    .exec();

            assertThat(watch.awaitEnd(capture).state()).isEqualTo(Completeness.CompletenessState.COMPLETE);
            assertThat(NumberedLines.of(capture)).isEqualTo(new NumberedLines(500, 500, List.of()));
        }
    }

    @Test
    void capturesThroughAProxyWithoutBodyLengths() {
        watch.close();
        // As to a client that knows no chunks.
        proxy.asks(path -> path + " HTTP/1.0\r\nInstead-Of:");
        watch.open();
        try (WriterContainer writer = WriterContainer.onRequest("pad=100", "to=both", "numbers=500")) {
            writer.start();
            Capture capture = watch.captureOf(writer);
            watch.await(() -> capture.size() == 500);
            writer.write("numbers=500");
            watch.await(() -> capture.size() == 1_000);
            DockerClientFactory.lazyClient()
                    .killContainerCmd(writer.getContainerId())
                    .exec();

            assertThat(watch.awaitEnd(capture).reason())
                    .contains("cannot tell the end of the response from a dropped connection");
            assertThat(NumberedLines.of(capture)).isEqualTo(new NumberedLines(1_000, 1_000, List.of()));
        }
    }

    @Test
    void namesTheSessionInEachRequest() {
        try (WriterContainer writer = WriterContainer.onRequest("numbers=10")) {
            writer.start();
            assertThat(watch.sync(watch.captureOf(writer)).upToDate()).isTrue();
        }
        assertThat(proxy.heads())
                .hasSizeGreaterThan(3)
                .allMatch(head -> head.contains("\r\nx-tc-sid: " + DockerClientFactory.SESSION_ID + "\r\n"));
    }

    @Test
    void triesAgainWhenTheEngineRefusesOnce() {
        AtomicInteger refusals = new AtomicInteger();
        proxy.faults(path -> path.contains("/logs") && refusals.incrementAndGet() <= 3
                ? Fault.status(500, "engine is busy")
                : Fault.NONE);
        try (WriterContainer writer = WriterContainer.onRequest("pad=100", "numbers=100")) {
            writer.start();
            Capture capture = watch.captureOf(writer);
            watch.await(() -> capture.size() == 100);
            assertThat(NumberedLines.of(capture).isExactly(100)).isTrue();
        }
    }

    @Test
    void retriesARefusedDescription() {
        AtomicInteger refusals = new AtomicInteger();
        proxy.faults(path -> path.matches("/containers/[0-9a-f]{64}/json") && refusals.incrementAndGet() <= 6
                ? Fault.status(500, "engine is busy")
                : Fault.NONE);
        try (WriterContainer writer = WriterContainer.onRequest("text=first", "text=second")
                .withCreateContainerCmdModifier(command -> command.withTty(true))) {
            writer.start();
            watch.await(() -> watch.captures().list().stream().anyMatch(capture -> capture.size() == 2));
            assertThat(TestWatch.texts(watch.captureOf(writer))).containsExactly("first", "second");
            assertThat(refusals).hasValueGreaterThan(6);
        }
    }

    /** So the engine answers while somebody tries to remove a container that runs, without force. */
    @ParameterizedTest
    @ValueSource(ints = {404, 409})
    void continuesAfterARefusalWhileTheContainerRuns(int status) {
        AtomicInteger follows = new AtomicInteger();
        proxy.faults(path -> !path.contains("follow=1")
                ? Fault.NONE
                : switch (follows.incrementAndGet()) {
                    case 1 -> Fault.cutAfter(2_000);
                    case 2 ->
                        Fault.status(status, "can not get logs from container which is dead or marked for removal");
                    default -> Fault.NONE;
                });
        goesOn(follows);
    }

    private void goesOn(AtomicInteger follows) {
        try (WriterContainer writer = WriterContainer.onRequest("pad=100", "numbers=100")) {
            writer.start();
            Capture capture = watch.captureOf(writer);
            watch.await(() -> capture.size() == 100 && follows.get() >= 2);
            writer.write("numbers=100");
            watch.await(() -> capture.size() == 200);
            assertThat(NumberedLines.of(capture).isExactly(200)).isTrue();
            assertThat(capture.completeness().state()).isEqualTo(Completeness.CompletenessState.OPEN);
            assertThat(capture.status().ended()).isFalse();
        }
    }

    /** What a driver refuses to read is no more of the container's life than that. */
    @Test
    void knowsTheStateOfAContainerWithAnUnreadableLog() {
        proxy.faults(path -> path.contains("/logs") ? Fault.status(501, "not supported") : Fault.NONE);
        try (WriterContainer writer = WriterContainer.onRequest("numbers=100")) {
            writer.start();
            Capture capture = watch.captureOf(writer);
            watch.await(() -> capture.completeness().state() == Completeness.CompletenessState.INCOMPLETE);
            assertThat(capture.lifecycle()).extracting(LifecycleEvent::kind).doesNotContain(LifecycleKind.EXITED);
            var docker = DockerClientFactory.lazyClient();
            for (int starts = 1; starts <= 2; starts++) {
                docker.restartContainerCmd(writer.getContainerId())
                        .withTimeout(0)
                        .exec();
                int restarts = starts;
                watch.await(() -> TestWatch.kinds(capture).stream()
                                .filter(LifecycleKind.RESTARTED::equals)
                                .count()
                        == restarts);
            }
            docker.killContainerCmd(writer.getContainerId()).exec();
            watch.await(() -> capture.status().ended());
            watch.await(() -> TestWatch.kinds(capture).stream()
                            .filter(LifecycleKind.EXITED::equals)
                            .count()
                    == 3);
        }
    }

    /** An HTTP client may take a head that is cut for one without a body, and a container of which nothing is said for ended. */
    @Test
    void continuesWhenADescriptionIsCutInItsHeader() {
        AtomicInteger follows = new AtomicInteger();
        AtomicInteger descriptions = new AtomicInteger();
        proxy.faults(path -> {
            if (path.contains("follow=1")) {
                return follows.incrementAndGet() == 1 ? Fault.cutAfter(2_000) : Fault.NONE;
            }
            return path.endsWith("/json") && follows.get() == 1 && descriptions.incrementAndGet() > 1
                    ? Fault.cutAfter(111)
                    : Fault.NONE;
        });
        goesOn(follows);
        assertThat(descriptions.get()).isGreaterThan(1);
    }

    /** The log of a container that the engine has not described may rotate, for all that is known. */
    @Test
    void letsTheNextWatchAskWhetherALogRotates() {
        AtomicInteger asked = new AtomicInteger();
        AtomicBoolean describes = new AtomicBoolean();
        proxy.faults(path -> {
            boolean description = path.endsWith("/json") && !path.endsWith("/containers/json");
            return description && asked.incrementAndGet() > 0 && !describes.get()
                    ? Fault.status(500, "busy")
                    : Fault.NONE;
        });
        try (WriterContainer writer = WriterContainer.onRequest("pad=1000", "numbers=50")
                .withCreateContainerCmdModifier(command -> requireNonNull(command.getHostConfig())
                        .withLogConfig(new LogConfig(
                                LogConfig.LoggingType.JSON_FILE, Map.of("max-size", "200k", "max-file", "2"))))) {
            writer.start();
            watch.await(() -> asked.get() > 0);
            watch.close();
            describes.set(true);
            // More than the engine keeps.
            writer.write("numbers=1000");
            watch.open();
            Capture capture = watch.captureOf(writer);
            watch.await(() -> TestWatch.texts(capture).stream().anyMatch(line -> line.startsWith("line 1050 ")));
            writer.stop();
            watch.await(capture::hasEnded);

            assertThat(capture.completeness().state()).isEqualTo(Completeness.CompletenessState.INCOMPLETE);
        }
    }

    /** By default the driver json-file has one file, which it begins anew, and so may have next to nothing any more. */
    @Test
    void logStartIsUnknownAfterRotation() {
        proxy.down();
        try (WriterContainer writer = WriterContainer.onRequest("pad=1000", "numbers=170")
                .withCreateContainerCmdModifier(command -> requireNonNull(command.getHostConfig())
                        .withLogConfig(new LogConfig(LogConfig.LoggingType.JSON_FILE, Map.of("max-size", "200k"))))) {
            writer.start();
            writer.write("numbers=30");
            proxy.up();
            Capture capture = watch.captureOf(writer);
            watch.await(() -> TestWatch.texts(capture).stream().anyMatch(line -> line.startsWith("line 200 ")));
            writer.stop();
            watch.awaitEnd(capture);

            assertThat(capture.size()).as("lines that the engine still had").isLessThan(200);
            assertThat(capture.completeness().losses()).singleElement().satisfies(loss -> {
                assertThat(loss.from()).isNull();
                assertThat(loss.to()).isEqualTo(capture.record(0).observed());
                assertThat(loss.certain()).isFalse();
            });
            assertThat(capture.completeness().state()).isEqualTo(Completeness.CompletenessState.INCOMPLETE);
        }
    }

    @Test
    void logStartIsKnownIfTheFirstReadWasEmpty() {
        AtomicBoolean read = new AtomicBoolean();
        proxy.faults(path ->
                path.contains("/logs") && !path.contains("follow=1") && !path.contains("tail=") && !read.getAndSet(true)
                        ? Fault.body(new byte[0])
                        : Fault.NONE);
        try (WriterContainer writer = WriterContainer.onRequest("pad=1000")
                .withCreateContainerCmdModifier(command -> requireNonNull(command.getHostConfig())
                        .withLogConfig(new LogConfig(LogConfig.LoggingType.JSON_FILE, Map.of("max-size", "200k"))))) {
            writer.start();
            Capture capture = watch.captureOf(writer);
            do {
                watch.sync(capture);
            } while (!read.get());
            writer.write("numbers=10");
            watch.await(() -> capture.size() == 10);
            DockerClientFactory.lazyClient()
                    .killContainerCmd(writer.getContainerId())
                    .exec();

            assertThat(watch.awaitEnd(capture).losses()).isEmpty();
            assertThat(capture.completeness().state()).isEqualTo(Completeness.CompletenessState.COMPLETE);
        }
    }

    /** Engines before 23.0 send a follower what has rotated again and again, and leave out most of the rest. */
    @Test
    void logOfAnUndescribedContainerIsNoProof() {
        AtomicInteger asked = new AtomicInteger();
        proxy.faults(path -> path.matches("/containers/[0-9a-f]{64}/json") && asked.incrementAndGet() == 1
                ? Fault.status(404, "No such container")
                : Fault.NONE);
        try (WriterContainer writer = new WriterContainer("pad=200", "numbers=30000")
                .withCreateContainerCmdModifier(command -> requireNonNull(command.getHostConfig())
                        .withLogConfig(new LogConfig(
                                LogConfig.LoggingType.JSON_FILE, Map.of("max-size", "200k", "max-file", "3"))))
                .withStartupCheckStrategy(new OneShotStartupCheckStrategy())) {
            writer.start();
            Capture capture = watch.captureOf(writer);

            assertThat(watch.awaitEnd(capture).state()).isEqualTo(Completeness.CompletenessState.INCOMPLETE);
            // The last line of a file may come again, and look like a second one of the same moment.
            assertThat(TestWatch.texts(capture))
                    .extracting(line -> Integer.parseInt(line.split(" ", 3)[1]))
                    .isSorted();
        }
    }

    @Test
    void isNotUpToDateBeforeASplitLineIsComplete() {
        AtomicInteger follows = new AtomicInteger();
        proxy.faults(path ->
                path.contains("follow=1") && follows.incrementAndGet() == 1 ? Fault.stallAfter(20_000) : Fault.NONE);
        try (WriterContainer writer = WriterContainer.onRequest("write=line")) {
            writer.start();
            Capture capture = watch.captureOf(writer);
            writer.write("long=40000");
            while (!writer.getLogs().endsWith("x\n")) {
                Thread.onSpinWait();
            }
            // Its first part comes, and the second one stalls until a sync misses it and asks for the body again.
            while (!watch.captures()
                    .sync(List.of(capture), Duration.ofMillis(500))
                    .upToDate()) {
                Thread.onSpinWait();
            }
            watch.await(() -> capture.size() == 1);
            assertThat(capture.rawLength(0)).isEqualTo(40_000);
        }
    }

    @Test
    void readsNothingTwiceIfTheClockIsSetBackAfterTheEnd() {
        // As with a current engine, which ends what is followed itself: until then all of it is read.
        CountDownLatch endIsAskedFor = new CountDownLatch(1);
        AtomicInteger follows = new AtomicInteger();
        watch.close();
        proxy.faults(path -> {
            if (path.contains("/_ping")) {
                return Fault.replacing("Api-Version: 1.41", "Api-Version: 1.51");
            }
            if (!path.contains("/logs")) {
                return Fault.NONE;
            }
            Fault clock = Fault.clockSetAt(301, -1);
            if (path.contains("tail=")) {
                endIsAskedFor.countDown();
                return clock;
            }
            return path.contains("follow=1") && follows.incrementAndGet() == 1
                    ? clock.andThen(Fault.cutAfter(20_000))
                    : clock;
        });
        // What is followed from a time on comes when the end has been asked for.
        proxy.asks(path -> {
            if (path.contains("follow=1") && path.contains("since=")) {
                await(endIsAskedFor);
            }
            return path;
        });
        watch.open();
        try (WriterContainer writer = new WriterContainer(
                        "pad=100", "write=line", "to=both", "numbers=600", "sleep=0.5")
                .withStartupCheckStrategy(new OneShotStartupCheckStrategy())) {
            writer.start();
            Capture capture = watch.captureOf(writer);
            watch.awaitEnd(capture);
            assertThat(NumberedLines.of(capture)).isEqualTo(new NumberedLines(600, 600, List.of()));
        }
    }

    @Test
    void findsContainersWhenEventsAreCutOff() {
        AtomicInteger cuts = new AtomicInteger();
        proxy.faults(
                path -> path.startsWith("/events") && cuts.incrementAndGet() <= 20 ? Fault.cutAfter(400) : Fault.NONE);
        for (int i = 0; i < 5; i++) {
            WriterContainer writer = new WriterContainer("pad=100", "numbers=500", "exit=3")
                    .withStartupAttempts(2)
                    .withStartupCheckStrategy(new OneShotStartupCheckStrategy());
            try {
                writer.start();
            } catch (org.testcontainers.containers.ContainerLaunchException expected) {
                assertThat(writer.getContainerId()).isNull();
            }
        }
        // A container that is started and removed while no event arrives is known by what is sent again.
        watch.await(() -> watch.captures().list().size() == 10);
        for (Capture capture : watch.captures().list()) {
            watch.awaitEnd(capture);
            NumberedLines lines = NumberedLines.of(capture);
            assertThat(lines.wrong()).isEmpty();
            if (capture.completeness().state() == Completeness.CompletenessState.COMPLETE) {
                assertThat(lines.isExactly(500)).as("%s %s", capture, lines).isTrue();
            }
        }
        assertThat(cuts.get()).isGreaterThan(3);
    }

    @Test
    void continuesWhenTheEngineIsBack() {
        try (WriterContainer writer = WriterContainer.onRequest("pad=100", "numbers=100")) {
            writer.start();
            Capture capture = watch.captureOf(writer);
            watch.await(() -> capture.size() == 100);
            proxy.down();
            SyncOutcome outcome = watch.captures().sync(List.of(capture), Duration.ofSeconds(2));
            assertThat(outcome.behind()).extracting(SyncOutcome.Behind::capture).containsExactly(capture);
            writer.write("numbers=100");
            proxy.up();
            watch.await(() -> capture.size() == 200);
            assertThat(NumberedLines.of(capture).isExactly(200)).isTrue();
            watch.await(() -> proxy.requests().stream().anyMatch(FaultTest::asksForThePast));
            writer.stop();
            watch.awaitEnd(capture);
            assertThat(capture.completeness().losses()).isEmpty();
        }
    }

    @Test
    void isGivenUpWhileTheEngineIsAwayAndFollowedAgain() {
        watch.close();
        watch.open(ContainerFilter.OURS, Duration.ofSeconds(2));
        try (WriterContainer writer = WriterContainer.onRequest("pad=100", "numbers=100")) {
            writer.start();
            Capture capture = watch.captureOf(writer);
            watch.await(() -> capture.size() == 100);
            proxy.down();
            watch.await(() -> capture.knowledge().standing() == Standing.GAVE_UP);

            assertThat(watch.sync(capture).behind())
                    .singleElement()
                    .satisfies(behind -> assertThat(behind.reason()).isEqualTo("the engine no longer answers"));
            assertThat(capture.completeness().state()).isEqualTo(Completeness.CompletenessState.INCOMPLETE);
            assertThat(capture.hasEnded()).isFalse();
            writer.write("numbers=100");
            proxy.up();
            watch.await(() -> capture.size() == 200);
            watch.await(() -> capture.knowledge().standing() == Standing.FOLLOWED);
            watch.await(() -> watch.sync(capture).upToDate());
            assertThat(capture.completeness().state()).isEqualTo(Completeness.CompletenessState.OPEN);
            assertThat(NumberedLines.of(capture).isExactly(200)).isTrue();
            assertThat(TestWatch.kinds(capture)).containsExactly(LifecycleKind.STARTED, LifecycleKind.INCOMPLETE);
        }
    }

    /** A container that ended while the engine could not be reached. */
    @Test
    void readsTheEndOfALogWhenTheEngineIsBack() {
        watch.close();
        watch.open(ContainerFilter.OURS, Duration.ofSeconds(2));
        try (WriterContainer writer = WriterContainer.onRequest("pad=100", "numbers=100")) {
            writer.start();
            Capture capture = watch.captureOf(writer);
            watch.await(() -> capture.size() == 100);
            proxy.down();
            watch.await(() -> capture.knowledge().standing() == Standing.GAVE_UP);
            writer.write("numbers=100");
            DockerClientFactory.lazyClient()
                    .killContainerCmd(writer.getContainerId())
                    .exec();
            proxy.up();

            assertThat(watch.awaitEnd(capture).state()).isEqualTo(Completeness.CompletenessState.COMPLETE);
            assertThat(capture.knowledge().standing()).isEqualTo(Standing.ENDED);
            assertThat(NumberedLines.of(capture).isExactly(200)).isTrue();
        }
    }

    /** What was logged then, nobody knows. */
    @Test
    void reportsTheMissingEndOfAContainerRemovedMeanwhile() {
        try (WriterContainer writer = WriterContainer.onRequest("pad=100", "numbers=100")) {
            writer.start();
            Capture capture = watch.captureOf(writer);
            watch.await(() -> capture.size() == 100);
            proxy.down();
            writer.write("numbers=100");
            writer.stop();
            proxy.up();

            assertThat(watch.awaitEnd(capture).state()).isEqualTo(Completeness.CompletenessState.INCOMPLETE);
            assertThat(capture.knowledge().standing()).isEqualTo(Standing.GAVE_UP);
        }
    }

    @Test
    void continuesAfterAnOutOfMemoryError() {
        watch.close();
        AtomicInteger connecting = new AtomicInteger();
        Captures captures = new Captures(Formats.builtIn(), CaptureOptions.defaults());
        try (Watch.Share share = Watch.share(() -> captures, ContainerFilter.OURS, threads -> {
                    if (connecting.incrementAndGet() <= 2) {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                    return new EngineConnection(proxy.uri(), null, threads, Duration.ofSeconds(10));
                });
                WriterContainer writer = new WriterContainer("numbers=10", "sleep=600")) {
            writer.start();

            TestWatch.await(
                    captures,
                    Duration.ofSeconds(60),
                    () -> share.captures().list().size() == 1
                            && share.captures().list().get(0).size() == 10);
            assertThat(captures.reports())
                    .singleElement()
                    .asString()
                    .contains("Watching the containers failed and starts again", "unable to create native thread");
        } finally {
            watch.open();
        }
    }

    @Test
    void reportsPossibleLossAfterAnEngineRestart() {
        // What an engine remembers that was restarted meanwhile.
        proxy.faults(path -> asksForThePast(path) ? Fault.body(new byte[0]) : Fault.NONE);
        try (WriterContainer ended =
                        new WriterContainer("numbers=10").withStartupCheckStrategy(new OneShotStartupCheckStrategy());
                WriterContainer writer = WriterContainer.onRequest("pad=100", "numbers=100")) {
            ended.start();
            writer.start();
            Capture before = watch.captureOf(ended);
            watch.awaitEnd(before);
            Capture capture = watch.captureOf(writer);
            watch.await(() -> capture.size() == 100);
            proxy.cutAll();
            watch.await(() -> !capture.completeness().losses().isEmpty());
            writer.write("numbers=100");
            watch.await(() -> capture.size() == 200);
            writer.stop();
            watch.awaitEnd(capture);

            assertThat(NumberedLines.of(capture).isExactly(200)).isTrue();
            assertThat(capture.completeness().state()).isEqualTo(Completeness.CompletenessState.INCOMPLETE);
            assertThat(capture.completeness().losses()).singleElement().satisfies(loss -> {
                assertThat(loss.from()).isEqualTo(capture.record(99).observed());
                assertThat(loss.to()).isBetween(loss.from(), capture.record(100).observed());
                assertThat(loss.describe())
                        .matches("output between \\S+Z and \\S+Z may be lost: the engine was restarted, .*");
            });
            assertThat(before.completeness().state()).isEqualTo(Completeness.CompletenessState.COMPLETE);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void detectsAnotherEngineWithoutAnyEvent(boolean same) {
        AtomicInteger cuts = new AtomicInteger();
        AtomicInteger enough = new AtomicInteger(Integer.MAX_VALUE);
        proxy.faults(path -> {
            if (asksForThePast(path)) {
                return same ? Fault.NONE : Fault.body(new byte[0]);
            }
            return path.startsWith("/events") && cuts.get() < enough.get() ? cutInTheFirstEvent(cuts) : Fault.NONE;
        });
        try (WriterContainer writer = WriterContainer.onRequest("numbers=100")) {
            writer.start();
            Capture capture = watch.captureOf(writer);
            watch.await(() -> capture.size() == 100);
            enough.set(cuts.get() + 3);
            writer.write("numbers=100");
            watch.await(() -> capture.size() == 200);
            watch.await(() -> same || !capture.completeness().losses().isEmpty());
            writer.stop();
            watch.awaitEnd(capture);

            assertThat(NumberedLines.of(capture).isExactly(200)).isTrue();
            assertThat(capture.completeness().losses().isEmpty()).isEqualTo(same);
        }
    }

    private static Fault cutInTheFirstEvent(AtomicInteger cuts) {
        return (bytes, length, client) -> {
            int event = new String(bytes, 0, length, StandardCharsets.ISO_8859_1).indexOf('{');
            client.write(bytes, 0, event < 0 ? length : event);
            if (event >= 0) {
                cuts.incrementAndGet();
                client.flush();
                throw new IOException("cut");
            }
        };
    }

    /** Whether somebody wants to know what the engine remembers. */
    private static boolean asksForThePast(String path) {
        return path.startsWith("/events") && path.contains("until=");
    }

    @Test
    void endOfLogIsRequestedBeforeOtherRequests() throws InterruptedException {
        int many = 32;
        CountDownLatch waiting = new CountDownLatch(16);
        AtomicInteger answered = new AtomicInteger();
        AtomicInteger answeredBeforeTheEnd = new AtomicInteger(-1);
        proxy.faults(path -> {
            if (path.contains("tail=2") && waiting.getCount() > 0) {
                waiting.countDown();
                return Fault.stallAfter(0);
            }
            if (path.contains("/logs") && !path.contains("follow=1") && !path.contains("tail=2")) {
                answeredBeforeTheEnd.compareAndSet(-1, answered.get());
            }
            return Fault.NONE;
        });
        try (WriterContainer writer = WriterContainer.onRequest("pad=100", "numbers=100")) {
            writer.start();
            Capture capture = watch.captureOf(writer);
            watch.await(() -> capture.size() == 100);
            List<Thread> asking = IntStream.range(0, many)
                    .mapToObj(unused -> new Thread(() -> {
                        watch.sync(capture);
                        answered.incrementAndGet();
                    }))
                    .toList();
            asking.forEach(Thread::start);
            waiting.await();
            DockerClientFactory.lazyClient()
                    .killContainerCmd(writer.getContainerId())
                    .exec();

            assertThat(watch.awaitEnd(capture).state()).isEqualTo(Completeness.CompletenessState.COMPLETE);
            for (Thread each : asking) {
                each.join();
            }
            assertThat(answeredBeforeTheEnd).hasValue(0);
        }
    }

    @Test
    void endsInTimeWhenTheEngineNeverAnswersWhoFollows() {
        proxy.faults(path -> path.contains("follow=1") ? Fault.stallAfter(0) : Fault.NONE);
        try (WriterContainer writer = WriterContainer.onRequest("pad=100", "numbers=100")) {
            writer.start();
            long before = System.nanoTime();
            watch.share().close();
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .as("an upper bound of closing that is stated, not a measurement")
                    .isLessThan(Duration.ofSeconds(15));
            assertThat(TestWatch.threads()).isEmpty();
        }
    }

    @Test
    void endsInTimeWhenTheEngineIsGoneForGood() {
        try (WriterContainer writer = WriterContainer.onRequest("pad=100", "numbers=100")) {
            writer.start();
            Capture capture = watch.captureOf(writer);
            watch.await(() -> capture.size() == 100);
            proxy.down();
            long before = System.nanoTime();
            watch.share().close();
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .as("an upper bound of closing that is stated, not a measurement")
                    .isLessThan(Duration.ofSeconds(15));
            assertThat(capture.size()).isEqualTo(100);
        }
    }

    @Test
    void followsARestartWithoutAnEvent() {
        try (WriterContainer writer = WriterContainer.onRequest("pad=100", "numbers=100")) {
            writer.start();
            Capture capture = watch.captureOf(writer);
            watch.await(() -> capture.size() == 100);
            proxy.down();
            DockerClientFactory.lazyClient()
                    .restartContainerCmd(writer.getContainerId())
                    .withTimeout(1)
                    .exec();
            proxy.up();
            watch.await(() -> capture.size() == 200);
            watch.await(() -> capture.status().phase() == Phase.RUNNING
                    && TestWatch.kinds(capture).contains(LifecycleKind.RESTARTED));
            assertThat(TestWatch.kinds(capture)).containsOnlyOnce(LifecycleKind.RESTARTED);
        }
    }

    @Test
    void isUpToDateWithARestartWithoutAnEvent() {
        AtomicBoolean deaf = new AtomicBoolean();
        proxy.faults(path -> path.contains("/events") && deaf.get() ? Fault.status(500, "busy") : Fault.NONE);
        try (WriterContainer writer = new WriterContainer("text={\"message\":\"up\"}", "sleep=600")) {
            writer.start();
            Capture capture = watch.captureOf(writer);
            watch.await(() -> capture.size() == 1);
            DockerClient docker = DockerClientFactory.lazyClient();
            docker.killContainerCmd(writer.getContainerId()).exec();
            watch.await(capture::hasEnded);
            deaf.set(true);
            proxy.cutAll();

            docker.startContainerCmd(writer.getContainerId()).exec();
            writer.awaitStored(2);

            assertThat(watch.sync(capture).upToDate()).isTrue();
            assertThat(capture.size()).isEqualTo(2);
            deaf.set(false);
            watch.await(() -> TestWatch.kinds(capture).contains(LifecycleKind.RESTARTED));
            assertThat(TestWatch.kinds(capture)).containsOnlyOnce(LifecycleKind.RESTARTED);
        }
    }

    /** The engine ended the log once while the container ran, and then refuses it, so that the rest is not known. */
    @ParameterizedTest(name = "with {0}")
    @ValueSource(ints = {409, 500})
    void refusedLogIsUnread(int status) {
        AtomicInteger follows = new AtomicInteger();
        proxy.faults(path -> !path.contains("/logs")
                ? Fault.NONE
                : path.contains("follow=1") && follows.incrementAndGet() == 1
                        ? Fault.body(new byte[0])
                        : Fault.status(status, "busy"));
        WriterContainer writer = new WriterContainer("text=first", "sleep=600");
        writer.start();
        Capture capture = watch.captureOf(writer);
        watch.await(() -> follows.get() > 1);
        DockerClient docker = DockerClientFactory.lazyClient();
        if (status == 500) {
            // It is there, so that nothing says that the engine has deleted its log.
            docker.killContainerCmd(writer.getContainerId()).exec();
        } else {
            writer.stop();
        }

        watch.awaitEnd(capture);
        writer.stop();
        assertThat(capture.knowledge().standing()).isEqualTo(Standing.GAVE_UP);
    }

    /** What 20.10 answers now and then to whoever asks for a log that it deletes, while no event tells of that. */
    @Test
    void emptyLogOfARemovedContainerIsNotUpToDate() {
        AtomicBoolean deaf = new AtomicBoolean();
        proxy.faults(path -> {
            if (!deaf.get()) {
                return Fault.NONE;
            }
            return path.contains("tail=")
                    ? Fault.body(new byte[0])
                    : path.startsWith("/events") || path.startsWith("/containers/json") || path.contains("follow=1")
                            ? Fault.stallAfter(0)
                            : Fault.NONE;
        });
        try (WriterContainer writer = WriterContainer.onRequest("text=first")) {
            writer.start();
            Capture capture = watch.captureOf(writer);
            watch.await(() -> capture.size() == 1);
            deaf.set(true);
            proxy.cutAll();
            writer.write("text=second");
            writer.awaitStored(2);
            DockerClientFactory.lazyClient()
                    .removeContainerCmd(writer.getContainerId())
                    .withForce(true)
                    .exec();

            SyncOutcome outcome = watch.captures().sync(List.of(capture), Duration.ofSeconds(5));
            assertThat(capture.size() == 2
                            || !outcome.behind().isEmpty()
                            || capture.knowledge().standing() == Standing.GAVE_UP)
                    .as("it is known that a line is missing: %s, %s", outcome, capture.knowledge())
                    .isTrue();
        }
    }

    /** What 20.10 does when it is asked in the moment of the end: it never ends the body. */
    @Test
    void logThatIsSentBeyondTheEndIsNotWaitedFor() {
        CountDownLatch asked = new CountDownLatch(1);
        proxy.faults(path -> path.contains("follow=1") ? Fault.stallAfter(500) : Fault.NONE);
        proxy.asks(path -> {
            if (path.contains("tail=2")) {
                asked.countDown();
            } else if (path.matches("/containers/[0-9a-f]{64}/json")) {
                // It is followed only after the rest was asked for.
                await(asked);
            }
            return path;
        });
        try (WriterContainer writer = new WriterContainer("pad=100", "numbers=100")
                .withStartupCheckStrategy(new OneShotStartupCheckStrategy())) {
            writer.start();
            Capture capture = watch.captureOf(writer);
            assertThat(watch.sync(capture).upToDate()).isTrue();
            assertThat(NumberedLines.of(capture).isExactly(100)).isTrue();
            assertThat(capture.completeness().state()).isEqualTo(Completeness.CompletenessState.COMPLETE);
        }
    }

    /** The engine is slow to send the rest of a run; meanwhile the next one comes and goes. */
    @Test
    void readsARunThatIsOverBeforeTheOneBeforeHasBeenRead() {
        CountDownLatch removed = new CountDownLatch(1);
        AtomicInteger follows = new AtomicInteger();
        proxy.asks(path -> {
            if (path.contains("follow=1")) {
                follows.incrementAndGet();
            } else if (path.contains("/logs")) {
                await(removed);
            }
            return path;
        });
        WriterContainer writer = new WriterContainer("text=up", "sleep=600");
        writer.start();
        Capture capture = watch.captureOf(writer);
        watch.await(() -> capture.size() == 1);
        DockerClient docker = DockerClientFactory.lazyClient();
        docker.restartContainerCmd(writer.getContainerId()).withTimeout(0).exec();
        watch.await(() -> follows.get() > 1);
        writer.awaitStored(2);

        writer.stop();
        removed.countDown();

        assertThat(watch.sync(capture).upToDate()).isTrue();
        assertThat(capture.size()).isEqualTo(2);
        assertThat(TestWatch.kinds(capture)).containsOnlyOnce(LifecycleKind.RESTARTED);
    }

    /** It was told to end, and nothing tells that it was started again: what it logs now is not of its stop. */
    @ParameterizedTest(name = "whose description is refused at first: {0}")
    @ValueSource(booleans = {false, true})
    void recordsAfterARestartWithoutAnEventAreNotOfTheStop(boolean undescribed) {
        AtomicBoolean deaf = new AtomicBoolean();
        AtomicBoolean refused = new AtomicBoolean();
        AtomicReference<String> id = new AtomicReference<>();
        proxy.faults(path -> {
            if (path.startsWith("/events")) {
                return deaf.get() ? Fault.status(403, "not allowed") : cutBeforeTheEndOf(id, deaf);
            }
            return refused.get() && path.endsWith(id + "/json") ? Fault.status(500, "busy") : Fault.NONE;
        });
        try (WriterContainer writer = new WriterContainer("text={\"level\":\"ERROR\"}", "sleep=600")) {
            writer.start();
            Capture capture = watch.captureOf(writer);
            watch.await(() -> capture.size() == 1);
            id.set(writer.getContainerId());
            refused.set(undescribed);
            DockerClientFactory.lazyClient()
                    .restartContainerCmd(writer.getContainerId())
                    .withTimeout(0)
                    .exec();
            watch.await(() -> capture.size() == 2);
            watch.await(deaf::get);
            refused.set(false);

            assertThat(watch.sync(capture).upToDate()).isTrue();
            assertThat(capture.stopSince(Instant.EPOCH)).isNotNull();
            assertThat(capture.isOfAStop(1)).isFalse();
        }
    }

    /** The events arrive up to the one that tells that a container has ended, and none after it. */
    private static Fault cutBeforeTheEndOf(AtomicReference<String> id, AtomicBoolean deaf) {
        return (bytes, length, client) -> {
            String answer = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
            int end = id.get() == null ? -1 : answer.indexOf("{\"status\":\"die\",\"id\":\"" + id.get());
            client.write(bytes, 0, end < 0 ? length : end);
            if (end >= 0) {
                client.flush();
                deaf.set(true);
                throw new IOException("cut");
            }
        };
    }

    /** What the engine has of the run before is read when it has some of the next one already. */
    @ParameterizedTest(name = "whose start is told of late: {0}")
    @ValueSource(booleans = {false, true})
    void reportsARestartBeforeItsRecords(boolean late) throws TimeoutException {
        CountDownLatch restarted = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        AtomicReference<String> again = new AtomicReference<>();
        proxy.asks(path -> {
            if (path.contains("/logs") && !path.contains("follow=1") && !path.contains("tail=")) {
                await(restarted);
            }
            return path;
        });
        proxy.faults(path -> (bytes, length, client) -> {
            String answer = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
            String id = again.get();
            int start = id == null ? -1 : answer.indexOf("{\"status\":\"start\",\"id\":\"" + id);
            if (start >= 0) {
                client.write(bytes, 0, start);
                client.flush();
                await(told);
            }
            client.write(bytes, Math.max(0, start), length - Math.max(0, start));
        });
        List<String> seen = new CopyOnWriteArrayList<>();
        try (WriterContainer writer = new WriterContainer("text=up", "sleep=600")) {
            watch.captures().addListener(new CaptureListener() {
                @Override
                public void published(Capture capture, long from, long to) {
                    LongStream.range(from, to)
                            .forEach(index -> seen.add(capture.record(index).raw()));
                }

                @Override
                public void lifecycle(Capture capture, LifecycleEvent event) {
                    seen.add(event.words());
                }
            });
            writer.start();
            watch.await(() -> seen.contains("up"));
            if (late) {
                again.set(writer.getContainerId());
            }
            DockerClientFactory.lazyClient()
                    .restartContainerCmd(writer.getContainerId())
                    .withTimeout(0)
                    .exec();
            WaitingConsumer ups = new WaitingConsumer();
            writer.followOutput(ups);
            ups.waitUntil(frame -> frame.getUtf8String().startsWith("up"), 1, TimeUnit.MINUTES, 2);
            restarted.countDown();
            if (!late || !endsTheLogWithTheRun()) {
                watch.await(() -> seen.size() == 5);
            }
            told.countDown();
            watch.await(() -> seen.size() == 5);

            assertThat(seen).containsExactly("started", "up", "stopped", "restarted", "up");
            assertThat(watch.captureOf(writer).lifecycle())
                    .extracting(LifecycleEvent::before)
                    .containsExactly(0L, 1L, 1L);
            DockerClientFactory.lazyClient()
                    .killContainerCmd(writer.getContainerId())
                    .exec();
            watch.await(() -> seen.size() == 6);
            assertThat(TestWatch.kinds(watch.captureOf(writer)))
                    .containsExactly(
                            LifecycleKind.STARTED, LifecycleKind.EXITED, LifecycleKind.RESTARTED, LifecycleKind.EXITED);
        }
    }

    /** Whether the engine is a current one, which shows the next run's records to nobody who followed the one before. */
    private static boolean endsTheLogWithTheRun() {
        String version = DockerClientFactory.lazyClient().versionCmd().exec().getApiVersion();
        return new EngineConnection.Greeting("Docker/", version).endsWhole();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
