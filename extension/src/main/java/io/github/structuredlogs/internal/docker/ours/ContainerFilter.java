package io.github.structuredlogs.internal.docker.ours;

import io.github.structuredlogs.internal.store.ContainerIdentity;

/** The choice of captured containers. */
@FunctionalInterface
public interface ContainerFilter {

    /** Captures the containers of this JVM's tests. */
    ContainerFilter OURS = (container, ours) -> ours;

    /**
     * Says whether a container is captured.
     *
     * @param container the container, with its wanted name
     * @param ours whether it belongs to this JVM's tests
     */
    boolean includes(ContainerIdentity container, boolean ours);
}
