package io.github.structuredlogs.internal.docker.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {

    private long now;
    private long rested;
    private final Pace pace = new Pace(() -> now, nanos -> rested += nanos);

    private void read(long nanos) {
        pace.beforeRead();
        now += nanos;
        pace.afterRead();
    }

    private void reads(int times, long nanos) {
        for (int i = 0; i < times; i++) {
            read(nanos);
        }
    }

    @Test
    void restsOnceAfterSomeShortWaits() {
        reads(Pace.WAITS, Pace.WAITED_NANOS + 1);
        assertThat(rested).as("before the next read").isZero();

        reads(Pace.WAITS, Pace.WAITED_NANOS + 1);

        assertThat(rested).isEqualTo(Pace.REST_NANOS);
    }

    @Test
    void readsOnWhileThereIsSomethingToRead() {
        reads(1_000, Pace.WAITED_NANOS);

        assertThat(rested).isZero();
    }

    @Test
    void readsAtOnceWhatComesAfterPauses() {
        for (int i = 0; i < 1_000; i++) {
            reads(Pace.WAITS - 1, Pace.WAITED_NANOS + 1);
            read(Pace.PAUSED_NANOS + 1);
        }

        assertThat(rested).isZero();
    }
}
