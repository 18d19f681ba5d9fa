package io.github.structuredlogs.internal.docker.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.docker.api.EngineTime;
import io.github.structuredlogs.internal.docker.watch.TestWatch;
import io.github.structuredlogs.internal.parse.Formats;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.CaptureOptions;
import io.github.structuredlogs.internal.store.Captures;
import io.github.structuredlogs.internal.store.ContainerIdentity;
import io.github.structuredlogs.internal.store.LifecycleEvent.LifecycleKind;
import io.github.structuredlogs.testing.Fed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContainerLifeTest {

    @Test
    void reportsEventsFromBeforeTheCapture() {
        Instant now = Instant.now();
        try (Captures captures = new Captures(Formats.builtIn(), CaptureOptions.defaults())) {
            ContainerLife life = new ContainerLife(Runnable::run);
            life.outOfMemory(now);
            Capture capture = captures.open(new ContainerIdentity("id", "orders", "orders:1", Map.of(), false, null));
            life.tell(capture);
            life.paused(now);
            capture.event(LifecycleKind.STARTED, now, "started");
            life.startIsTold(capture);
            life.resumed(now);

            assertThat(TestWatch.kinds(capture))
                    .containsExactly(
                            LifecycleKind.STARTED,
                            LifecycleKind.OUT_OF_MEMORY,
                            LifecycleKind.PAUSED,
                            LifecycleKind.RESUMED);
        }
    }

    @Test
    void isStoppedOnlyIfThisRunWasToldToEnd() {
        Instant now = Instant.now();
        ContainerLife life = new ContainerLife(Runnable::run);
        life.started(now);
        life.signalled(15, now.plusMillis(10));
        life.exited(0, now.plusMillis(20));
        assertThat(life.status().describe()).isEqualTo("stopped");

        life.started(now.plusMillis(30));
        // asks a JVM for its threads
        life.signalled(3, now.plusMillis(40));
        life.exited(137, now.plusMillis(50));
        assertThat(life.status().describe()).isEqualTo("exited 137 (SIGKILL), restarted once");

        // seen at its log's end, before the events told
        life.stopped(now.plusMillis(60));
        assertThat(life.status().describe()).isEqualTo("stopped, restarted once");
    }

    /** A program may handle the signal and go on. */
    @Test
    void crashLongAfterASignalThatItSurvivedIsACrash() {
        Instant now = Instant.now();
        ContainerLife life = new ContainerLife(Runnable::run);
        life.started(now);
        life.signalled(15, now.plusSeconds(10));
        life.exited(139, now.plusSeconds(60));

        assertThat(life.status().isCrash()).isTrue();
        assertThat(life.status().describe()).isEqualTo("exited 139 (SIGSEGV)");
    }

    /** The capture is opened late if the engine does not describe the container. */
    @Test
    void tellsACaptureThatIsOpenedLateOfItsLastStart() {
        Instant now = Instant.now();
        ContainerLife life = new ContainerLife(Runnable::run);
        life.started(now);
        life.signalled(9, now.plusMillis(10));
        life.started(now.plusMillis(20));

        try (Captures captures = new Captures(Formats.builtIn(), CaptureOptions.defaults())) {
            Capture capture = captures.open(new ContainerIdentity("id", "orders", "orders:1", Map.of(), false, null));
            life.tell(capture);
            line(capture, now.plusMillis(15));
            line(capture, now.plusMillis(25));

            assertThat(capture.isOfAStop(0)).isTrue();
            assertThat(capture.isOfAStop(1)).isFalse();
        }
    }

    /** It was found running before the engine told that it had been stopped. */
    @Test
    void stopEndsWithTheNextStartInWhateverOrderTheyAreTold() {
        Instant now = Instant.now();
        ContainerLife life = new ContainerLife(Runnable::run);
        try (Captures captures = new Captures(Formats.builtIn(), CaptureOptions.defaults())) {
            Capture capture = captures.open(new ContainerIdentity("id", "orders", "orders:1", Map.of(), false, null));
            life.tell(capture);
            life.started(now);
            life.started(now.plusMillis(20));
            life.signalled(9, now.plusMillis(10));
            line(capture, now.plusMillis(15));
            line(capture, now.plusMillis(25));

            assertThat(capture.isOfAStop(0)).isTrue();
            assertThat(capture.isOfAStop(1)).isFalse();
        }
    }

    private static void line(Capture capture, Instant at) {
        Fed.line(capture, LogStream.STDOUT, "{\"msg\":\"x\"}".getBytes(StandardCharsets.UTF_8), EngineTime.nanos(at));
    }

    @Test
    void staysEndedWhenEarlierEventsArriveLate() {
        Instant now = Instant.now();
        ContainerLife life = new ContainerLife(Runnable::run);
        life.started(now);
        life.exited(0, now.plusMillis(20));

        life.paused(now.plusMillis(10));
        life.resumed(now.plusMillis(15));

        assertThat(life.status().describe()).isEqualTo("exited 0");
        assertThat(life.runs()).isFalse();
    }
}
