package io.github.structuredlogs.internal.docker.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.DockerClient;
import io.github.structuredlogs.internal.docker.ours.ContainerFilter;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.CaptureKnowledge.Standing;
import io.github.structuredlogs.internal.store.ContainerSet.Uncaptured;
import io.github.structuredlogs.internal.store.SyncOutcome;
import io.github.structuredlogs.testing.FaultProxy;
import io.github.structuredlogs.testing.FaultProxy.Fault;
import io.github.structuredlogs.testing.TestImages;
import io.github.structuredlogs.testing.WriterContainer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;

/** An engine whose events are refused, late, never sent, or cut off without a word: lists take their place. */
@Tag("containers")
@Tag("engine")
class EventsThatDoNotComeTest {

    private static final Pattern DESCRIPTION = Pattern.compile("/containers/[0-9a-f]{64}/json");

    private final FaultProxy proxy =
            new FaultProxy(DockerClientFactory.instance().getTransportConfig().getDockerHost());

    @RegisterExtension
    final TestWatch watch = TestWatch.through(proxy);

    /** What is wrong with the events. */
    enum Trouble {
        REFUSED,
        LATE,
        NEVER_ANSWERED
    }

    private static Fault fault(Trouble trouble) {
        return switch (trouble) {
            case REFUSED -> Fault.status(403, "not allowed");
            case LATE -> Fault.delayed(1_500);
            case NEVER_ANSWERED -> Fault.stallAfter(0);
        };
    }

    @ParameterizedTest
    @EnumSource
    void findsAContainerBeforeAbsenceIsConcluded(Trouble trouble) {
        proxy.faults(path -> path.startsWith("/events") ? fault(trouble) : Fault.NONE);
        try (WriterContainer writer = new WriterContainer("text={\"level\":\"ERROR\"}", "sleep=600")) {
            writer.start();
            writer.awaitStored(1);

            SyncOutcome outcome = syncAll();

            assertThat(outcome.upToDate()).as("%s", outcome).isTrue();
            assertThat(watch.captures().list()).singleElement().satisfies(capture -> {
                assertThat(capture.containerId()).isEqualTo(writer.getContainerId());
                assertThat(TestWatch.texts(capture)).containsExactly("{\"level\":\"ERROR\"}");
            });
        }
    }

    @Test
    void findsAContainerWhenTheConnectionHasDiedWithoutAWord() {
        AtomicBoolean dead = new AtomicBoolean();
        proxy.faults(path -> path.startsWith("/events") && !path.contains("until=") ? untilItDies(dead) : Fault.NONE);
        watch.close();
        watch.open(ContainerFilter.OURS, Duration.ofSeconds(1));
        try (WriterContainer first = new WriterContainer("text={\"n\":1}", "sleep=600");
                WriterContainer second = new WriterContainer("text={\"n\":2}", "sleep=600")) {
            first.start();
            watch.await(() -> watch.captures().withId(first.getContainerId()) != null);
            long before = eventsAskedFor();
            dead.set(true);
            second.start();
            second.awaitStored(1);

            assertThat(syncAll().upToDate()).isTrue();
            assertThat(watch.captures().list())
                    .extracting(TestWatch::texts)
                    .containsExactlyInAnyOrder(List.of("{\"n\":1}"), List.of("{\"n\":2}"));

            // The start may be known from a list. The stop is an event that has not come, and is missed.
            second.stop();
            watch.await(() -> eventsAskedFor() > before);
            dead.set(false);
            watch.awaitEnd(watch.captureOf(second));
        }
    }

    private static Fault untilItDies(AtomicBoolean dead) {
        return (bytes, length, client) -> {
            if (!dead.get()) {
                client.write(bytes, 0, length);
            }
        };
    }

    /** How often somebody has begun to listen. */
    private long eventsAskedFor() {
        return proxy.requests().stream()
                .filter(path -> path.startsWith("/events") && !path.contains("until="))
                .count();
    }

    @Test
    void reportsOnceThatListsReplaceEvents() {
        proxy.faults(path -> path.startsWith("/events") ? Fault.status(403, "not allowed") : Fault.NONE);
        try (WriterContainer writer =
                new WriterContainer("text=up", "sleep=1").withStartupCheckStrategy(new OneShotStartupCheckStrategy())) {
            writer.start();

            watch.awaitEnd(watch.captureOf(writer));

            assertThat(watch.captures().reports())
                    .singleElement()
                    .asString()
                    .contains("events cannot be read (not allowed)", "listing");
            assertThat(TestWatch.texts(watch.captureOf(writer))).containsExactly("up");
        }
    }

    /** A container that has come and gone, and of which nothing has told. */
    @Test
    void namesARemovedContainerThatNobodySaw() {
        proxy.faults(path -> path.startsWith("/events") ? Fault.status(403, "not allowed") : Fault.NONE);
        startAndForget();

        SyncOutcome outcome = syncAll();

        assertThat(watch.captures().list()).isEmpty();
        assertThat(outcome.upToDate()).isFalse();
        assertThat(outcome.containers().unknown()).isNull();
        assertThat(outcome.containers().uncaptured()).singleElement().satisfies(gone -> {
            assertThat(gone.name()).isEqualTo("writer");
            assertThat(gone.until()).isAfter(gone.since());
            assertThat(gone.reason()).contains("removed before the engine reported it");
        });
    }

    /** The same where the engine remembers it: the stream of events alone is refused. */
    @Test
    void capturesARemovedContainerFromRememberedEvents() {
        proxy.faults(path ->
                path.startsWith("/events") && !path.contains("until=") ? Fault.status(403, "not allowed") : Fault.NONE);
        startAndForget();

        SyncOutcome outcome = syncAll();

        assertThat(outcome.containers().uncaptured())
                .extracting(Uncaptured::name)
                .isEmpty();
        Capture capture = watch.captures().list().get(0);
        watch.await(capture::hasEnded);
        assertThat(capture.knowledge().standing()).isEqualTo(Standing.GAVE_UP);
        assertThat(capture.knowledge().why()).isEqualTo("it was removed while its output could not be read");
    }

    /** The same where other events have taken the place of its own: the engine remembers 256. */
    @Test
    void namesARemovedContainerWhoseEventsAreForgotten() {
        proxy.faults(path ->
                path.startsWith("/events") && !path.contains("until=") ? Fault.status(403, "not allowed") : Fault.NONE);
        startAndForget();
        DockerClient docker = DockerClientFactory.lazyClient();
        for (int i = 0; i < 256; i++) {
            docker.tagImageCmd(TestImages.writer(), "structured-logs-test/tagged", "often")
                    .exec();
        }

        SyncOutcome outcome = syncAll();

        assertThat(outcome.upToDate()).isFalse();
        assertThat(outcome.containers().uncaptured())
                .singleElement()
                .satisfies(gone -> assertThat(gone.reason()).contains("the engine has forgotten its events"));
    }

    /** How a container ends of which nobody tells. */
    enum End {
        CRASHED(139, "exited 139 (SIGSEGV)"),
        STOPPED(137, "stopped");

        private final int exitCode;
        private final String words;

        End(int exitCode, String words) {
            this.exitCode = exitCode;
            this.words = words;
        }

        private void happen(WriterContainer writer) {
            if (this == STOPPED) {
                DockerClientFactory.lazyClient()
                        .killContainerCmd(writer.getContainerId())
                        .exec();
            } else {
                writer.order("exit=139");
            }
        }
    }

    /** Nothing but an event tells how a container has ended that the engine removes at once. */
    @ParameterizedTest
    @EnumSource
    void knowsHowARemovedContainerHasEnded(End end) {
        AtomicBoolean dead = new AtomicBoolean();
        proxy.faults(path -> path.startsWith("/events") && !path.contains("until=")
                ? untilItDies(dead)
                : dead.get() && DESCRIPTION.matcher(path).matches()
                        ? Fault.status(404, "No such container")
                        : Fault.NONE);
        WriterContainer writer = WriterContainer.onRequest("text=up")
                .withCreateContainerCmdModifier(
                        command -> command.getHostConfig().withAutoRemove(true));
        writer.start();
        Capture capture = watch.captureOf(writer);
        watch.await(() -> capture.size() == 1);
        dead.set(true);

        end.happen(writer);

        watch.awaitEnd(capture);
        assertThat(capture.status().exitCode()).isEqualTo(end.exitCode);
        assertThat(capture.status().describe()).isEqualTo(end.words);
        assertThat(capture.status().isCrash()).isEqualTo(end == End.CRASHED);
    }

    /** It ends silently: it logs nothing, its log stays open, and the engine sends no event. */
    @Test
    void knowsThatAContainerHasEndedBeforeAbsenceIsConcluded() {
        AtomicBoolean dead = new AtomicBoolean();
        proxy.faults(path -> path.startsWith("/events") && !path.contains("until=")
                ? untilItDies(dead)
                : path.contains("follow=1")
                        ? Fault.stallAfter(500)
                        : DESCRIPTION.matcher(path).matches() ? Fault.delayed(500) : Fault.NONE);
        try (WriterContainer writer = WriterContainer.onRequest("text=up")) {
            writer.start();
            Capture capture = watch.captureOf(writer);
            watch.await(() -> capture.size() == 1);
            dead.set(true);
            writer.order("exit=139");
            DockerClientFactory.lazyClient()
                    .waitContainerCmd(writer.getContainerId())
                    .start()
                    .awaitStatusCode();

            assertThat(watch.sync(capture).upToDate()).isTrue();
            assertThat(capture.status().isCrash()).isTrue();
        }
    }

    /** Starts a container and removes it, between two lists. */
    private void startAndForget() {
        AtomicBoolean hidden = new AtomicBoolean(true);
        proxy.asks(path -> hidden.get() && path.startsWith("/containers/json")
                ? "/containers/json?filters=%7B%22name%22%3A%5B%22no-such-name%22%5D%7D"
                : path);
        try (WriterContainer writer = new WriterContainer("text={\"level\":\"ERROR\"}", "sleep=600")) {
            writer.start();
        }
        hidden.set(false);
    }

    @Test
    void knowsThatACreationHasFailed() {
        proxy.faults(path ->
                path.startsWith("/events") && !path.contains("until=") ? Fault.status(403, "not allowed") : Fault.NONE);
        WriterContainer writer = new WriterContainer("text=up")
                .withCreateContainerCmdModifier(command -> command.withName("/not a name/"));
        assertThatThrownBy(writer::start).isInstanceOf(RuntimeException.class);

        assertThat(syncAll().upToDate()).isTrue();
        assertThat(watch.captures().list()).isEmpty();
    }

    @Test
    void waitersShareARecentList() throws InterruptedException {
        try (WriterContainer writer = new WriterContainer("text=up", "sleep=600")) {
            writer.start();
            watch.await(() -> watch.captures().withId(writer.getContainerId()) != null);
            Thread.sleep(1_000); // what connecting has listed is not young any more
            long before = lists();
            long begun = System.nanoTime();
            for (int i = 0; i < 200; i++) {
                assertThat(watch.sync(watch.captureOf(writer)).upToDate()).isTrue();
            }
            long seconds = (System.nanoTime() - begun) / 1_000_000_000L;

            assertThat(lists() - before).isBetween(1L, seconds + 1);
        }
    }

    private long lists() {
        return proxy.requests().stream()
                .filter(path -> path.startsWith("/containers/json"))
                .count();
    }

    private SyncOutcome syncAll() {
        return watch.captures().sync(watch.captures().list(), Duration.ofSeconds(20));
    }
}
