package io.github.structuredlogs.internal.otlp.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** How it is waited for what is on its way. */
class TrafficTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final Traffic traffic = new Traffic();

    private CompletableFuture<Void> waiting(Duration quiet, Duration bound) {
        return CompletableFuture.runAsync(() -> {
            try {
                traffic.awaitQuiet(quiet, bound);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void aRequestThatIsBeingAnsweredIsWaitedFor() {
        traffic.begins();
        CompletableFuture<Void> waiting = waiting(Duration.ofMillis(1), LONG);

        assertThat(waiting).isNotDone();
        traffic.ends();
        waiting.join();
    }

    @Test
    void noLongerThanTheBound() {
        traffic.begins();

        waiting(LONG, Duration.ofMillis(20)).join();
    }

    @Test
    void quietIsCountedFromTheCall() throws InterruptedException {
        Thread.sleep(20);
        long before = System.nanoTime();

        traffic.awaitQuiet(Duration.ofMillis(20), LONG);

        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(20_000_000);
    }
}
