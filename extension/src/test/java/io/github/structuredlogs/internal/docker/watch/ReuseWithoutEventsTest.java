package io.github.structuredlogs.internal.docker.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.CaptureKnowledge.Standing;
import io.github.structuredlogs.internal.store.SyncOutcome;
import io.github.structuredlogs.testing.FaultProxy;
import io.github.structuredlogs.testing.FaultProxy.Fault;
import io.github.structuredlogs.testing.ReuseOfContainers;
import io.github.structuredlogs.testing.WriterContainer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;

/**
 * Where containers may be reused, none has a label of this watch, and one that may be reused has no label of its session
 * either. Without events, absence is concluded only once it is known what became of each creation.
 */
@Tag("containers")
@Tag("engine")
class ReuseWithoutEventsTest {

    private static final String LIST_OF_NOTHING =
            "/containers/json?filters=%7B%22name%22%3A%5B%22no-such-name%22%5D%7D";

    private final FaultProxy proxy =
            new FaultProxy(DockerClientFactory.instance().getTransportConfig().getDockerHost());
    private final ReuseOfContainers reuse = ReuseOfContainers.enabled();

    @RegisterExtension
    final TestWatch watch = TestWatch.through(proxy);

    @AfterEach
    void disable() {
        reuse.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void capturesAContainerThatHasEnded(boolean reusable) {
        refuseEvents();
        try (WriterContainer writer = new WriterContainer("text={\"level\":\"ERROR\"}")
                .withStartupCheckStrategy(new OneShotStartupCheckStrategy())
                .withReuse(reusable)) {
            watch.share().adopt(writer, "orders");
            unlisted(writer::start);

            SyncOutcome outcome = syncAll();

            assertThat(outcome.upToDate()).as("%s", outcome).isTrue();
            assertThat(TestWatch.texts(watch.captureOf(writer))).containsExactly("{\"level\":\"ERROR\"}");
        }
    }

    /** A local one: nobody but the test knows its object. */
    @Test
    void capturesOneToReuseWhoseObjectIsNotKnown() {
        refuseEvents();
        try (WriterContainer writer = new WriterContainer("text={\"level\":\"ERROR\"}", "sleep=600").withReuse(true)) {
            writer.start();
            writer.awaitStored(1);

            SyncOutcome outcome = syncAll();

            assertThat(outcome.upToDate()).as("%s", outcome).isTrue();
            assertThat(watch.captures().list())
                    .singleElement()
                    .satisfies(
                            capture -> assertThat(TestWatch.texts(capture)).containsExactly("{\"level\":\"ERROR\"}"));
        }
    }

    @ParameterizedTest(name = "whose object is known: {0}")
    @ValueSource(booleans = {true, false})
    void knowsARemovedOneToReuse(boolean isAdopted) {
        refuseEvents();
        WriterContainer writer = new WriterContainer("text={\"level\":\"ERROR\"}", "sleep=600").withReuse(true);
        if (isAdopted) {
            watch.share().adopt(writer, "orders");
        }
        unlisted(() -> {
            writer.start();
            writer.awaitStored(1);
            writer.stop();
        });

        syncAll();

        assertThat(watch.captures().list()).singleElement().satisfies(this::isKnownToHaveEnded);
    }

    @Test
    void capturesARemovedContainerOfTheSession() {
        refuseEvents();
        WriterContainer writer = new WriterContainer("text={\"level\":\"ERROR\"}", "sleep=600");
        unlisted(() -> {
            writer.start();
            writer.awaitStored(1);
            writer.stop();
        });

        syncAll();

        assertThat(watch.captures().list()).singleElement().satisfies(this::isKnownToHaveEnded);
    }

    @Test
    void namesAContainerOfWhichTheEngineSaysNothing() {
        proxy.faults(path -> path.startsWith("/events") ? Fault.status(403, "not allowed") : Fault.NONE);
        WriterContainer writer = new WriterContainer("text={\"level\":\"ERROR\"}", "sleep=600");
        unlisted(() -> {
            writer.start();
            writer.awaitStored(1);
            writer.stop();
        });

        SyncOutcome outcome = syncAll();

        assertThat(outcome.upToDate()).isFalse();
        assertThat(outcome.containers().uncaptured())
                .singleElement()
                .satisfies(gone -> assertThat(gone.reason()).contains("does not say what became of it"));
    }

    /** No label tells whose it was. */
    @Test
    void remembersTheContainerOfAnObjectThatWasAskedFor() {
        try (WriterContainer writer = new WriterContainer("text=up", "sleep=600")) {
            writer.start();
            syncAll();
            watch.captureOf(writer);
            writer.stop();

            assertThat(watch.captures().of(writer)).hasSize(1);
        }
    }

    /** An earlier JVM has left it, and nobody but the test knows the object that uses it again. */
    @Test
    void capturesOneThatWasLeftRunning() {
        watch.close();
        try (WriterContainer left = reusable("text={\"level\":\"ERROR\"}")) {
            left.start();
            left.awaitStored(1);
            watch.open();
            WriterContainer again = reusable("text={\"level\":\"ERROR\"}");
            again.start();
            assertThat(again.getContainerId()).isEqualTo(left.getContainerId());

            SyncOutcome outcome = syncAll();

            assertThat(outcome.upToDate()).as("%s", outcome).isTrue();
            assertThat(watch.captures().list())
                    .singleElement()
                    .satisfies(
                            capture -> assertThat(TestWatch.texts(capture)).containsExactly("{\"level\":\"ERROR\"}"));
        }
    }

    @Test
    void saysThatItDoesNotKnowWhichOneIsReused() {
        watch.close();
        try (WriterContainer left = reusable("text={\"level\":\"ERROR\"}");
                WriterContainer other = reusable("text={\"level\":\"INFO\"}")) {
            left.start();
            other.start();
            watch.open();
            reusable("text={\"level\":\"ERROR\"}").start();

            assertThat(syncAll().containers().uncaptured())
                    .singleElement()
                    .satisfies(gone -> assertThat(gone.reason()).contains("the engine has 2 of that image"));
        }
    }

    private static WriterContainer reusable(String step) {
        return new WriterContainer(step, "sleep=600").withReuse(true);
    }

    /** What ran before the watch is adopted after a list that is still young. */
    @Test
    void asksAgainOnceAnObjectIsKnown() {
        refuseEvents();
        watch.close();
        try (WriterContainer writer = new WriterContainer("text={\"level\":\"ERROR\"}", "sleep=600").withReuse(true)) {
            writer.start();
            watch.open();
            syncAll();
            assertThat(watch.captures().list()).isEmpty();
            watch.share().adopt(writer, "orders");

            SyncOutcome outcome = syncAll();

            assertThat(outcome.upToDate()).as("%s", outcome).isTrue();
            assertThat(watch.captures().list()).hasSize(1);
        }
    }

    /** It is gone; unless it was found by its object while it ran, nobody knows what it has logged. */
    private void isKnownToHaveEnded(Capture capture) {
        watch.await(capture::hasEnded);
        if (capture.knowledge().standing() == Standing.ENDED) {
            assertThat(TestWatch.texts(capture)).containsExactly("{\"level\":\"ERROR\"}");
        } else {
            assertThat(capture.knowledge().standing()).isEqualTo(Standing.GAVE_UP);
        }
    }

    /** The stream of events; what the engine remembers can still be asked. */
    private void refuseEvents() {
        proxy.faults(path ->
                path.startsWith("/events") && !path.contains("until=") ? Fault.status(403, "not allowed") : Fault.NONE);
    }

    /** No list shows what happens meanwhile. */
    private void unlisted(Runnable what) {
        AtomicBoolean hidden = new AtomicBoolean(true);
        proxy.asks(path -> hidden.get() && path.startsWith("/containers/json") ? LIST_OF_NOTHING : path);
        what.run();
        hidden.set(false);
    }

    private SyncOutcome syncAll() {
        return watch.captures().sync(watch.captures().list(), Duration.ofSeconds(20));
    }
}
