package io.github.structuredlogs.internal.store;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.testcontainers.containers.ContainerState;

/** The requests to the engine that runs the containers. */
public interface Engine {

    /**
     * Waits until the captures have what the engine has at the moment of the call.
     *
     * @param captures the captures to bring up to date
     * @param bound the maximum time to wait, for all of them together
     * @return which of them are not up to date, and why
     */
    SyncOutcome sync(Collection<Capture> captures, Duration bound);

    /**
     * Returns the containers that an object has started: several after several attempts, also after a failed start,
     * when the object has lost its id.
     *
     * @param container a container object
     * @return the ids in order of start, empty if it has started none
     */
    List<String> idsOf(ContainerState container);

    /** {@return the names of containers that have started since and are not captured} */
    List<String> notCaptured();

    /** Starts measuring the memory and processor time of these containers, if they run. */
    default void measure(Collection<Capture> captures) {}

    /** Stops measuring, except for captures that are still wanted. */
    default void measureOnly(Predicate<Capture> wanted) {}

    /**
     * Measures these containers once, now, if they run, and waits for the result up to a time limit.
     *
     * @return those for which there is no result
     */
    default List<Capture> measureNow(Collection<Capture> captures, Duration bound) {
        return List.of();
    }

    /** Waits for a moment for what these containers are about to send by OTLP, and says which of them never did. */
    default void awaitExports(Collection<Capture> captures) {}
}
