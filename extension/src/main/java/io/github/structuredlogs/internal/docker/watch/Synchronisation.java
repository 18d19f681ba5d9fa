package io.github.structuredlogs.internal.docker.watch;

import io.github.structuredlogs.internal.docker.api.EngineAccess;
import io.github.structuredlogs.internal.docker.api.Threads;
import io.github.structuredlogs.internal.docker.log.ContainerFollower;
import io.github.structuredlogs.internal.docker.watch.ContainerListing.Result;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.ContainerSet;
import io.github.structuredlogs.internal.store.SyncOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The sync of several captures with the engine, all at the same time. */
final class Synchronisation {

    private final Containers containers;
    private final @Nullable ContainerListing listing;
    private final Threads threads;

    /**
     * Creates a sync.
     *
     * @param listing confirms which containers exist; null if nobody has started any
     */
    Synchronisation(Containers containers, @Nullable ContainerListing listing, Threads threads) {
        this.containers = containers;
        this.listing = listing;
        this.threads = threads;
    }

    /** {@return which captures are not up to date within the time limit, and why} */
    SyncOutcome of(Collection<Capture> captures, Duration bound) {
        long end = System.nanoTime() + TimeUnit.NANOSECONDS.convert(bound);
        // A capture that cannot be brought up to date needs the time to say why.
        long deadline = end - Math.min(TimeUnit.NANOSECONDS.convert(bound) / 10, EngineAccess.ANSWER_NANOS / 100);
        CompletableFuture<Result> list = listing == null ? null : listing.ask();
        List<Capture> asked = List.copyOf(captures);
        CountDownLatch done = new CountDownLatch(asked.size());
        Map<Capture, String> behind = new ConcurrentHashMap<>();
        for (Capture capture : asked) {
            ContainerFollower containerFollower = containers.follower(capture.containerId());
            if (containerFollower == null) {
                done.countDown();
                continue;
            }
            behind.put(capture, "the engine did not answer in time");
            try {
                threads.ask(() -> {
                    try {
                        sync(containerFollower, capture, deadline, behind);
                    } finally {
                        done.countDown();
                    }
                });
            } catch (OutOfMemoryError e) {
                behind.put(capture, "no thread could be started to ask the engine: " + e);
                done.countDown();
            }
        }
        ContainerSet set = ContainerSet.KNOWN;
        try {
            // Captures that do not answer in time are named below.
            var unused = done.await(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (listing != null && list != null) {
                Result result = ContainerListing.await(list, deadline);
                Set<ContainerFollower> found = new LinkedHashSet<>(result.found());
                found.addAll(containers.unopened());
                bringUp(found, deadline, behind);
                // What starts from now on does not concern the question.
                set = listing.set(result, found);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            set = ContainerSet.unknown("the waiting thread was interrupted");
        }
        List<SyncOutcome.Behind> outcome = new ArrayList<>();
        behind.forEach((capture, reason) -> outcome.add(new SyncOutcome.Behind(capture, reason)));
        outcome.sort(Comparator.comparing(each -> each.capture().name()));
        return new SyncOutcome(outcome, set);
    }

    /**
     * Brings containers up to date that only the list has shown, or that have just started; they are not among the
     * requested captures.
     */
    private static void bringUp(Set<ContainerFollower> found, long deadline, Map<Capture, String> behind)
            throws InterruptedException {
        for (ContainerFollower containerFollower : found) {
            containerFollower.awaitCapture(deadline);
            Capture capture = containerFollower.capture();
            if (capture != null) {
                sync(containerFollower, capture, deadline, behind);
            }
        }
    }

    private static void sync(
            ContainerFollower containerFollower, Capture capture, long deadline, Map<Capture, String> behind) {
        try {
            String trouble = containerFollower.sync(deadline);
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
