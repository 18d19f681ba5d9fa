package io.github.structuredlogs.internal.docker.stats;

import io.github.structuredlogs.internal.docker.api.EngineAccess;
import io.github.structuredlogs.internal.docker.api.Threads;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.ContainerStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
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

    /** Measures running containers once more, now, and waits for the result up to a time limit. */
    public void once(Collection<Capture> captures, Duration bound) throws InterruptedException {
        CountDownLatch left = new CountDownLatch(captures.size());
        for (Capture capture : captures) {
            if (closed || capture.status().phase() != ContainerStatus.Phase.RUNNING) {
                left.countDown();
                continue;
            }
            threads.ask(() -> {
                try {
                    known.computeIfAbsent(capture.containerId(), id -> new ContainerMeasuring(engine, capture))
                            .once();
                } catch (IOException e) {
                    // It has just ended; its earlier samples are kept.
                } finally {
                    left.countDown();
                }
            });
        }
        boolean unused = left.await(bound.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Ends all measuring. */
    public void close() {
        closed = true;
        endUnless(id -> false);
    }
}
