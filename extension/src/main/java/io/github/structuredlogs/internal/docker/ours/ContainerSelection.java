package io.github.structuredlogs.internal.docker.ours;

import io.github.structuredlogs.internal.store.ContainerIdentity;
import org.jspecify.annotations.Nullable;

/** Which of the engine's containers are captured, and under which name. Thread-safe. */
public interface ContainerSelection {

    /**
     * Says whether a container may be captured, from the little that is known when it starts: its name, which may be
     * wanted, is not known yet.
     *
     * @param isNew whether it has just started, rather than run before
     */
    boolean mayBeChosen(StartedContainer container, boolean isNew);

    /** Whether a container is captured, asked when all is known of it. */
    boolean isChosen(ContainerIdentity container);

    /** {@return the name of a container by the field that holds it, or else another} */
    String nameOf(StartedContainer container, String otherwise);

    /** {@return the name of a container by the field that holds it, null if none is known to} */
    @Nullable String nameByField(StartedContainer container);
}
