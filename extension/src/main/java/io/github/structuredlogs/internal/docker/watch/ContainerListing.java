package io.github.structuredlogs.internal.docker.watch;

import io.github.structuredlogs.internal.docker.api.EngineAccess;
import io.github.structuredlogs.internal.docker.api.EngineConnection;
import io.github.structuredlogs.internal.docker.api.JsonAnswer;
import io.github.structuredlogs.internal.docker.api.Threads;
import io.github.structuredlogs.internal.docker.log.ContainerFollower;
import io.github.structuredlogs.internal.docker.ours.ContainerObjects;
import io.github.structuredlogs.internal.docker.watch.Creations.Creation;
import io.github.structuredlogs.internal.store.ContainerSet;
import io.github.structuredlogs.internal.store.ContainerSet.Uncaptured;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The confirmation of the engine's events by its list of containers, for assertions of absence. Callers at the same
 * time share a list, and a recent list is not requested again. Thread-safe.
 */
final class ContainerListing {

    private static final long YOUNG = TimeUnit.SECONDS.toNanos(1);

    private final EngineAccess engine;
    private final Containers containers;
    private final Creations creations;
    private final UnmarkedCreations unmarked;
    private final Threads threads;

    // guarded by this
    private CompletableFuture<Result> last =
            CompletableFuture.completedFuture(new Result(List.of(), "it was not asked yet"));
    private long asked;

    /**
     * The result of a list.
     *
     * @param found the followers of containers that no event had reported
     * @param failure why there is no list, in words; null if there is one
     */
    record Result(List<ContainerFollower> found, @Nullable String failure) {}

    ContainerListing(
            EngineAccess engine,
            Containers containers,
            Creations creations,
            ContainerObjects objects,
            Threads threads) {
        this.engine = engine;
        this.containers = containers;
        this.creations = creations;
        unmarked = new UnmarkedCreations(containers, creations, objects);
        this.threads = threads;
    }

    /** {@return a recent list, or one that is requested now} */
    synchronized CompletableFuture<Result> ask() {
        if (isYoung()) {
            return last;
        }
        CompletableFuture<Result> asking = new CompletableFuture<>();
        asked = System.nanoTime();
        last = asking;
        threads.ask(() -> asking.complete(list()));
        return asking;
    }

    private boolean isYoung() {
        boolean pending = !last.isDone();
        boolean worked = pending || last.getNow(null).failure() == null;
        return worked
                && System.nanoTime() - asked < YOUNG
                && creations.lastAnnounced() - asked < 0
                && (pending || creations.open().isEmpty());
    }

    private Result list() {
        try {
            EngineConnection connection = engine.connection();
            List<ContainerFollower> found = new ArrayList<>(containers.confirm(connection));
            for (Creation creation : creations.over()) {
                found.addAll(settle(connection, creation));
            }
            return new Result(found, null);
        } catch (IOException | RuntimeException | Error e) {
            return new Result(List.of(), String.valueOf(e.getMessage()));
        }
    }

    /** Finds out the result of a creation that has ended and that no event has reported. */
    private List<ContainerFollower> settle(EngineConnection connection, Creation creation) throws IOException {
        if (!creation.isMarked()) {
            return unmarked.settle(connection, creation);
        }
        List<ContainerFollower> found = new ArrayList<>(containers.take(connection.withLabel(creation.label())));
        if (!creations.open().contains(creation)) {
            return found;
        }
        try {
            List<JsonAnswer> events = containers.past(connection, creation, creation.label());
            found.addAll(containers.takePast(events));
            if (events.isEmpty() && !containers.areAllRemembered(connection, creation)) {
                creations.lost(creation, Creations.FORGOTTEN);
            } else {
                creations.settled(creation);
            }
        } catch (IOException e) {
            creations.lost(
                    creation,
                    "Testcontainers seems to have created it, and it was removed before the engine reported it: "
                            + e.getMessage());
        }
        return found;
    }

    /**
     * Waits for a list.
     *
     * @param asked the result of {@link #ask}
     * @param deadline when to give up, by {@link System#nanoTime}
     */
    static Result await(CompletableFuture<Result> asked, long deadline) throws InterruptedException {
        try {
            return asked.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return new Result(List.of(), "it did not answer in time");
        } catch (ExecutionException e) {
            return new Result(List.of(), String.valueOf(e.getCause()));
        }
    }

    /**
     * {@return the knowledge about the set of containers after a list}
     *
     * @param awaited those that had no capture when the list was there, and were waited for
     */
    ContainerSet set(Result result, Collection<ContainerFollower> awaited) {
        List<Uncaptured> uncaptured = new ArrayList<>(creations.lost());
        awaited.stream()
                .map(ContainerFollower::uncaptured)
                .filter(Objects::nonNull)
                .forEach(uncaptured::add);
        String failure = result.failure();
        return new ContainerSet(
                failure == null || creations.allAreKnown()
                        ? null
                        : "the engine does not say which containers there are: " + failure,
                uncaptured,
                !creations.open().isEmpty());
    }
}
