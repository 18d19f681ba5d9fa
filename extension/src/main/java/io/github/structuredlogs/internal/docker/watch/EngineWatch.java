package io.github.structuredlogs.internal.docker.watch;

import io.github.structuredlogs.internal.docker.api.EngineAccess;
import io.github.structuredlogs.internal.docker.api.EngineConnection;
import io.github.structuredlogs.internal.docker.api.EngineLocation;
import io.github.structuredlogs.internal.docker.api.Threads;
import io.github.structuredlogs.internal.docker.ours.ContainerSelection;
import io.github.structuredlogs.internal.docker.stats.Measurements;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.Captures;
import io.github.structuredlogs.internal.store.Engine;
import io.github.structuredlogs.internal.store.SyncOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.testcontainers.containers.ContainerState;

/**
 * Watches an engine whose containers other processes start, and follows those that are selected: logs, events and what they
 * use. Runs without Testcontainers' classes.
 */
public final class EngineWatch implements Engine, AutoCloseable {

    private static final Duration CLOSING = Duration.ofSeconds(3);

    private final Captures captures;
    private final Threads threads = new Threads();
    private final EngineAccess engine;
    private final Containers containers;
    private final EventListening listening;
    private final Measurements measurements;

    /**
     * Watches nothing yet.
     *
     * @param captures what is captured into; it stays open
     * @param firstRead from where on the log of a container is read that runs already
     */
    private EngineWatch(
            EngineLocation location, ContainerSelection containerSelection, Captures captures, FirstRead firstRead) {
        this.captures = captures;
        engine = new EngineAccess(
                () -> EngineConnection.ofOther(location, threads), message -> captures.report("", message));
        containers = new Containers(engine, containerSelection, captures, threads, new Creations(), firstRead);
        listening = new EventListening(engine, containers, captures, threads);
        measurements = new Measurements(engine, threads);
    }

    /**
     * Watches from now on.
     *
     * @param history how many of its last entries are read of a container that runs already, about; 0 for all
     */
    public static EngineWatch start(
            EngineLocation location, ContainerSelection containerSelection, Captures captures, int history) {
        EngineWatch watch = new EngineWatch(
                location, containerSelection, captures, history == 0 ? FirstRead.EVERYTHING : FirstRead.last(history));
        captures.engine(watch);
        watch.threads.create("structured-logs-watch", watch.listening).start();
        watch.listening.need();
        return watch;
    }

    /**
     * {@return the engine's version, asked for now}
     *
     * @throws IOException if it does not answer
     */
    public String version() throws IOException {
        EngineConnection.Greeting greeting = engine.connect().greet();
        return greeting.server() == null ? "unknown" : greeting.server();
    }

    /** Follows a container that is selected only now. */
    public void look(String id) {
        threads.ask(() -> containers.look(id));
    }

    @Override
    public SyncOutcome sync(Collection<Capture> of, Duration bound) {
        return new Synchronisation(containers, null, threads).of(of, bound);
    }

    /** Nothing is known of objects that start containers in another process. */
    @Override
    public List<String> idsOf(ContainerState container) {
        return List.of();
    }

    @Override
    public List<String> notCaptured() {
        return List.of();
    }

    @Override
    public void measure(Collection<Capture> of) {
        of.forEach(measurements::begin);
    }

    @Override
    public void measureOnly(Predicate<Capture> wanted) {
        measurements.endUnless(id -> {
            Capture capture = captures.withId(id);
            return capture != null && wanted.test(capture);
        });
    }

    @Override
    public void close() {
        engine.stopWaiting();
        listening.close();
        containers.close();
        measurements.close();
        engine.close();
        threads.close();
        boolean interrupted = Thread.interrupted();
        try {
            threads.join(
                    System.nanoTime() + CLOSING.toNanos(),
                    left -> captures.report("", "The thread " + left + " could not be ended."));
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
