package io.github.structuredlogs.internal.docker.watch;

import io.github.structuredlogs.internal.docker.api.EngineAccess;
import io.github.structuredlogs.internal.docker.api.Threads;
import io.github.structuredlogs.internal.docker.log.Follower;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.SyncOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Brings several captures up to what the engine has now, all at once. */
final class Synchronisation {

    private final Containers containers;
    private final Threads threads;

    Synchronisation(Containers containers, Threads threads) {
        this.containers = containers;
        this.threads = threads;
    }

    /** {@return which of them could not be brought up within the bound, and why} */
    SyncOutcome of(Collection<Capture> captures, Duration bound) {
        long end = System.nanoTime() + bound.toNanos();
        // What cannot be brought up should have the time to say why.
        long deadline = end - Math.min(bound.toNanos() / 10, EngineAccess.ANSWER_NANOS / 100);
        List<Capture> asked = List.copyOf(captures);
        CountDownLatch done = new CountDownLatch(asked.size());
        Map<Capture, String> behind = new ConcurrentHashMap<>();
        for (Capture capture : asked) {
            Follower follower = containers.follower(capture.containerId());
            if (follower == null) {
                done.countDown();
                continue;
            }
            behind.put(capture, "the engine did not answer in time");
            threads.ask(() -> {
                try {
                    sync(follower, capture, deadline, behind);
                } finally {
                    done.countDown();
                }
            });
        }
        try {
            // Those that do not answer in time are named below.
            var unused = done.await(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<SyncOutcome.Behind> outcome = new ArrayList<>();
        for (Capture capture : asked) {
            String reason = behind.get(capture);
            if (reason != null) {
                outcome.add(new SyncOutcome.Behind(capture, reason));
            }
        }
        return new SyncOutcome(outcome);
    }

    private static void sync(Follower follower, Capture capture, long deadline, Map<Capture, String> behind) {
        try {
            String trouble = follower.sync(deadline);
            if (trouble == null) {
                behind.remove(capture);
            } else {
                behind.put(capture, trouble);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            behind.put(capture, "asking the engine failed: " + e);
        }
    }
}
