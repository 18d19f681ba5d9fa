package io.github.structuredlogs.internal.docker.stats;

import io.github.structuredlogs.internal.docker.api.EngineAccess;
import io.github.structuredlogs.internal.docker.api.Threads;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.ContainerStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The containers that are measured. Thread-safe. */
public final class Measurements {

    private final EngineAccess engine;
    private final Threads threads;
    private final Map<String, ContainerMeasuring> streams = new ConcurrentHashMap<>();
    private final Map<String, ContainerMeasuring> known = new ConcurrentHashMap<>();
    private volatile boolean closed;

    public Measurements(EngineAccess engine, Threads threads) {
        this.engine = engine;
        this.threads = threads;
    }

    /** Starts measuring a container, unless it is measured already. */
    public void begin(Capture capture) {
        if (closed || capture.status().phase() != ContainerStatus.Phase.RUNNING) {
            return;
        }
        String id = capture.containerId();
        ContainerMeasuring measuring = new ContainerMeasuring(engine, capture);
        if (streams.putIfAbsent(id, measuring) == null) {
            known.put(id, measuring);
            threads.create("structured-logs-stats", () -> {
                        try {
                            measuring.run();
                        } finally {
                            streams.remove(id, measuring);
                        }
                    })
                    .start();
        }
    }

    /** Stops measuring the containers that are not wanted any more. */
    public void endUnless(Predicate<String> wanted) {
        streams.forEach((id, measuring) -> {
            if (!wanted.test(id)) {
                streams.remove(id, measuring);
                measuring.close();
            }
        });
    }

    /**
     * Measures running containers once more, now, and waits for the result up to a time limit.
     *
     * @return those for which there is no result
     */
    public List<Capture> once(Collection<Capture> captures, Duration bound) throws InterruptedException {
        Set<Capture> unmeasured = ConcurrentHashMap.newKeySet();
        CountDownLatch left = new CountDownLatch(captures.size());
        for (Capture capture : captures) {
            if (closed || capture.status().phase() != ContainerStatus.Phase.RUNNING) {
                left.countDown();
                continue;
            }
            unmeasured.add(capture);
            threads.ask(() -> {
                try {
                    known.computeIfAbsent(capture.containerId(), id -> new ContainerMeasuring(engine, capture))
                            .once();
                    unmeasured.remove(capture);
                } catch (IOException e) {
                    // It has just ended, or the engine is away; its earlier samples are kept.
                } finally {
                    left.countDown();
                }
            });
        }
        boolean unused = left.await(bound.toNanos(), TimeUnit.NANOSECONDS);
        return List.copyOf(unmeasured);
    }

    /** Ends all measuring. */
    public void close() {
        closed = true;
        endUnless(id -> false);
    }
}
