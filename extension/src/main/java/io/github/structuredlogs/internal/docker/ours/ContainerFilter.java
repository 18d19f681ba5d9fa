package io.github.structuredlogs.internal.docker.ours;

import io.github.structuredlogs.internal.store.ContainerIdentity;

/** Which containers are captured. */
@FunctionalInterface
public interface ContainerFilter {

    /** Those of this JVM's tests. */
    ContainerFilter OURS = (container, ours) -> ours;

    /**
     * Whether a container is captured.
     *
     * @param container the container, with the name that is wanted for it
     * @param ours whether it belongs to this JVM's tests
     */
    boolean includes(ContainerIdentity container, boolean ours);
}
