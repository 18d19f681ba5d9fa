package io.github.structuredlogs.internal.store;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The identity of a container.
 *
 * @param id the engine's id, 64 hex digits
 * @param name the wanted name; containers with the same name are distinguished by {@code #2}
 * @param image the image as it was requested
 * @param labels the container's labels
 * @param tty whether it has a terminal, so that all of its output is one stream
 * @param created when the engine created it, null if the engine did not say
 */
public record ContainerIdentity(
        String id,
        String name,
        String image,
        Map<String, String> labels,
        boolean tty,
        @Nullable Instant created) {

    public ContainerIdentity {
        labels = Map.copyOf(labels);
    }
}
