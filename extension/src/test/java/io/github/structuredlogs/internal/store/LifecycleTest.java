package io.github.structuredlogs.internal.store;

import static io.github.structuredlogs.internal.scope.FedCaptures.MILLISECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.internal.scope.FedCaptures;
import io.github.structuredlogs.internal.store.LifecycleEvent.LifecycleKind;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where the marks of a container's life stand among its records. */
class LifecycleTest {
    private final FedCaptures run = new FedCaptures();
    private final Capture orders = run.container("orders");

    @AfterEach
    void close() {
        run.close();
    }

    private void log(String message) {
        run.log(orders, "info", message);
        run.after(MILLISECOND);
    }

    private void mark(LifecycleKind kind, long nanos) {
        orders.event(kind, Instant.ofEpochSecond(0, nanos), kind.name());
    }

    @Test
    void eventsComeAfterEarlierRecords() {
        log("of the first run");
        mark(LifecycleKind.EXITED, run.now);
        mark(LifecycleKind.RESTARTED, run.now);
        log("of the second run");
        mark(LifecycleKind.EXITED, run.now);

        assertThat(orders.lifecycle()).extracting(LifecycleEvent::before).containsExactly(1L, 1L, 2L);
    }

    @Test
    void standBeforeTheNextRunThoughItsRecordsWereReadFirst() {
        log("of the first run");
        long end = run.now;
        run.after(MILLISECOND);
        log("of the second run");
        log("of the second run");
        mark(LifecycleKind.EXITED, end);
        mark(LifecycleKind.RESTARTED, end);

        assertThat(orders.lifecycle()).extracting(LifecycleEvent::before).containsExactly(1L, 1L);
    }

    @Test
    void eventsOfAnUnseenEndAreAtTheRestart() {
        log("of the first run");
        mark(LifecycleKind.EXITED, run.now);
        mark(LifecycleKind.RESTARTED, run.now);
        log("of the second run");
        mark(LifecycleKind.RESTARTED, run.now);

        assertThat(orders.lifecycle()).extracting(LifecycleEvent::before).containsExactly(1L, 1L, 2L);
    }
}
