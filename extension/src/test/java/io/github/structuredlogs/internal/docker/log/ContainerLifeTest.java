package io.github.structuredlogs.internal.docker.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.internal.docker.watch.TestWatch;
import io.github.structuredlogs.internal.parse.Formats;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.CaptureOptions;
import io.github.structuredlogs.internal.store.Captures;
import io.github.structuredlogs.internal.store.ContainerIdentity;
import io.github.structuredlogs.internal.store.LifecycleEvent.LifecycleKind;
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
        life.signalled(15, now);
        life.exited(0, now);
        assertThat(life.status().describe()).isEqualTo("stopped");

        life.started(now);
        // asks a JVM for its threads
        life.signalled(3, now);
        life.exited(137, now);
        assertThat(life.status().describe()).isEqualTo("exited 137 (SIGKILL), restarted once");

        // seen at its log's end, before the events told
        life.endIsAskedFor();
        assertThat(life.status().describe()).isEqualTo("stopped, restarted once");
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
