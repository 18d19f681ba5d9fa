package io.github.structuredlogs.internal.store;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.testcontainers.containers.ContainerState;

/** The questions that go back to the engine that runs the containers. */
public interface Engine {

    /**
     * Waits until the captures have what the engine has at the moment of the call.
     *
     * @param captures those to bring up
     * @param bound how long to wait at most, for all of them together
     * @return which of them could not be brought up, and why
     */
    SyncOutcome sync(Collection<Capture> captures, Duration bound);

    /**
     * The containers that an object has started: more than one after several attempts, known also after a failed start,
     * when the object itself has forgotten its id.
     *
     * @param container a container's object
     * @return the ids in order of start, empty if it has started none
     */
    List<String> idsOf(ContainerState container);

    /** {@return the names of containers that started in the meantime and are not captured; empty if there are none} */
    List<String> notCaptured();

    /** Measures from now on what these containers use, as far as they run. */
    default void measure(Collection<Capture> captures) {}

    /** Measures only those from now on of which somebody says that it wants them. */
    default void measureOnly(Predicate<Capture> wanted) {}

    /** Measures once, now, what these containers use, as far as they run; waits for it until a bound has passed. */
    default void measureNow(Collection<Capture> captures, Duration bound) {}

    /** Waits for a moment for what these containers are about to send by OTLP, and says which of them never did. */
    default void awaitExports(Collection<Capture> captures) {}
}
