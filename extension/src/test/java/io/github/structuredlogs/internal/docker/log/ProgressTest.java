package io.github.structuredlogs.internal.docker.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ProgressTest {

    private final Progress progress = new Progress();

    /** The container was restarted at once, and its next run may last as long as the tests. */
    @Test
    @Timeout(60)
    void endOfARunIsNotThatOfTheNext() throws InterruptedException {
        progress.start();
        progress.end(new Ending(Instant.now()), () -> {});
        progress.start();
        AtomicReference<@Nullable Boolean> isFinished = new AtomicReference<>();
        Thread waiting = new Thread(() -> {
            try {
                isFinished.set(progress.awaitFinished(System.nanoTime() + 3_600_000_000_000L));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        waiting.start();
        while (waiting.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }

        assertThat(progress.next()).isTrue();
        waiting.join();

        assertThat(isFinished.get()).isTrue();
        assertThat(progress.isActive()).isTrue();
    }
}
