package io.github.structuredlogs.internal.scope;

import static io.github.structuredlogs.assertj.LogAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.StatsSample;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.ContainerStatus;
import io.github.structuredlogs.internal.store.Engine;
import io.github.structuredlogs.internal.store.LifecycleEvent;
import io.github.structuredlogs.internal.store.SyncOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.ContainerState;

/** Which samples are a test's, and what is said where there is none. */
class StatsOfTestsTest {

    private final FedCaptures run = new FedCaptures();
    private final Capture orders = run.container("orders");

    @AfterEach
    void close() {
        run.close();
    }

    private void sample(long memory, double cpu, double throttled) {
        run.after(1_000 * FedCaptures.MILLISECOND);
        orders.measured(new StatsSample(Instant.ofEpochSecond(0, run.now), memory, 1_000, cpu, throttled));
    }

    @Test
    void areThoseOfItsTime() {
        sample(900, Double.NaN, 0);
        run.after(1_000 * FedCaptures.MILLISECOND);
        CapturedLogs logs = RunLogs.ofTest(run);
        sample(300, 0.5, 0);
        sample(200, 1.5, 0.5);

        assertThat(logs.stats("orders").samples()).hasSize(2);
        assertThat(logs.stats("orders").peakMemory()).isEqualTo(300);
        assertThat(logs.stats("orders").lastMemory()).isEqualTo(200);
        assertThat(logs.stats("orders").memoryLimit()).isEqualTo(1_000);
        assertThat(logs.stats("orders").lastCpu()).isEqualTo(1.5);
        assertThat(logs.stats("orders").throttled()).isEqualTo(0.25);
        assertThat(logs.stats("orders")).peakCpu().isEqualTo(1.5);
        assertThat(logs.all().stats("orders").peakMemory()).isEqualTo(900);
        assertThatThrownBy(() -> assertThat(logs.stats("orders")).isNotThrottled())
                .hasMessageContaining("but it was for 25 % of the time");
    }

    @Test
    void oneSampleDoesNotTellWhetherItWasHeldBack() {
        CapturedLogs logs = RunLogs.ofTest(run);
        sample(300, Double.NaN, 0);

        assertThatThrownBy(() -> assertThat(logs.stats("orders")).isNotThrottled())
                .hasMessageContaining("there is only one sample");
        sample(300, 0.5, 0);
        assertThat(logs.stats("orders")).isNotThrottled();
    }

    /** Between two samples it may have used all of its memory. */
    @Test
    void thePeakIsTheLimitOnceTheKernelHasKilledAProcessForIt() {
        CapturedLogs logs = RunLogs.ofTest(run);
        sample(300, 0.5, 0);
        orders.event(
                LifecycleEvent.LifecycleKind.OUT_OF_MEMORY,
                Instant.ofEpochSecond(0, run.now),
                "a process was killed: out of memory");

        assertThat(logs.stats("orders").peakMemory()).isEqualTo(1_000);
        assertThatThrownBy(() -> assertThat(logs.stats("orders")).hasPeakMemoryBelow(500))
                .hasMessageContaining("to have used less than");
    }

    @Test
    void areNotKnownWhileTheEngineDoesNotMeasure() {
        CapturedLogs logs = RunLogs.ofTest(run);
        orders.status(ContainerStatus.created().startedAt(Instant.now()));
        sample(300, 0.5, 0);
        run.captures.engine(new Engine() {
            @Override
            public SyncOutcome sync(Collection<Capture> of, Duration bound) {
                return new SyncOutcome(List.of());
            }

            @Override
            public List<Capture> measureNow(Collection<Capture> captures, Duration bound) {
                return List.copyOf(captures);
            }

            @Override
            public List<String> idsOf(ContainerState container) {
                return List.of();
            }

            @Override
            public List<String> notCaptured() {
                return List.of();
            }
        });

        assertThatThrownBy(() -> assertThat(logs.stats("orders")).hasPeakMemoryBelow(500))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("It is not known what orders has used since")
                .hasMessageContaining("Run the test again");
    }

    @Test
    void oneThatEndedBeforeTheFirstSampleSaysSo() {
        CapturedLogs logs = RunLogs.ofTest(run);
        orders.status(ContainerStatus.created().startedAt(Instant.now()).exited(1, Instant.now()));

        assertThatThrownBy(() -> logs.stats("orders"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("There is no sample of what orders used: it is exited 1")
                .hasMessageContaining("the engine, which measures once a second, gave none in the time of this test");
    }
}
