package io.github.structuredlogs.internal.store;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The events of a container, in order, with their places among the records. One thread at a time adds events, any
 * thread reads them.
 */
final class Lifecycle {

    private final RecordStore store;
    private final List<LifecycleEvent> events = new CopyOnWriteArrayList<>();

    Lifecycle(RecordStore store) {
        this.store = store;
    }

    /** {@return a copy of the events} */
    List<LifecycleEvent> events() {
        return List.copyOf(events);
    }

    /** Adds an event. {@return the event with its place after the records that were captured before it} */
    LifecycleEvent add(LifecycleEvent happened) {
        LifecycleEvent event = happened.withBefore(
                happened.kind() == LifecycleEvent.LifecycleKind.RESTARTED ? sizeAtTheEndBefore() : store.size());
        events.add(event);
        return event;
    }

    /**
     * Returns the number of records at the last end of the container. It may have started again, and logged, before its
     * end was noticed: those records belong after both events.
     */
    private long sizeAtTheEndBefore() {
        for (int i = events.size() - 1; i >= 0; i--) {
            LifecycleEvent last = events.get(i);
            if (last.kind() == LifecycleEvent.LifecycleKind.RESTARTED) {
                break;
            }
            if (last.kind() == LifecycleEvent.LifecycleKind.EXITED) {
                long before = last.before();
                while (before > 0 && wasObservedAfter(last.at(), before - 1)) {
                    before--;
                }
                events.set(i, last.withBefore(before));
                return before;
            }
        }
        return store.size();
    }

    private boolean wasObservedAfter(Instant at, long index) {
        long observed = store.observedNanos(index);
        return observed != RecordStore.NO_TIME
                && Instant.ofEpochSecond(0, observed).isAfter(at);
    }
}
