package io.github.structuredlogs.internal.docker.ours;

import io.github.structuredlogs.internal.store.ContainerIdentity;
import org.jspecify.annotations.Nullable;

/** Which of the engine's containers are captured, and under which name. Thread-safe. */
public interface ContainerSelection {

    /**
     * Whether a container may be one to capture, by what little is known when it starts: a name that is still to be looked
     * up may be one that is asked for.
     *
     * @param isNew whether it started just now, and did not only run before
     */
    boolean mayBeChosen(StartedContainer container, boolean isNew);

    /** Whether a container is captured, asked when all is known of it. */
    boolean isChosen(ContainerIdentity container);

    /** {@return the name of a container by the field that holds it, or else another} */
    String nameOf(StartedContainer container, String otherwise);

    /** {@return the name of a container by the field that holds it, null if none is known to} */
    @Nullable String nameByField(StartedContainer container);
}
