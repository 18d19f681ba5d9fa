package io.github.structuredlogs.internal.docker.watch;

import io.github.structuredlogs.internal.docker.api.EngineConnection;
import io.github.structuredlogs.internal.docker.log.ContainerFollower;
import io.github.structuredlogs.internal.docker.ours.ContainerObjects;
import io.github.structuredlogs.internal.docker.watch.Creations.Creation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.testcontainers.DockerClientFactory;

/**
 * The search for the container of a creation without a label. Where containers may be reused, a label would make each of
 * them different. A container that may be reused is recognised by the hash that Testcontainers gives it, any other one by its
 * image and its time, or by the id that its object has.
 */
final class UnmarkedCreations {

    /** Testcontainers gives it to each container. */
    private static final String OF_TESTCONTAINERS = DockerClientFactory.TESTCONTAINERS_LABEL + "=true";

    private final Containers containers;
    private final Creations creations;
    private final ContainerObjects objects;

    UnmarkedCreations(Containers containers, Creations creations, ContainerObjects objects) {
        this.containers = containers;
        this.creations = creations;
        this.objects = objects;
    }

    /**
     * Finds out the result of a creation that has ended.
     *
     * @return the followers of containers that no event had reported
     */
    List<ContainerFollower> settle(EngineConnection connection, Creation creation) throws IOException {
        if (isCaptured(creation)) {
            return List.of();
        }
        List<ContainerFollower> found = new ArrayList<>(containers.take(connection.withLabel(OF_TESTCONTAINERS)));
        if (isCaptured(creation)) {
            return found;
        }
        try {
            found.addAll(containers.takePast(containers.past(connection, creation, OF_TESTCONTAINERS)));
            if (!isCaptured(creation)) {
                if (containers.areAllRemembered(connection, creation)) {
                    creations.settled(creation);
                } else {
                    creations.lost(creation, Creations.FORGOTTEN);
                }
            }
        } catch (IOException e) {
            creations.lost(
                    creation,
                    "Testcontainers may have created it, and the engine does not say what became of it: "
                            + e.getMessage());
        }
        return found;
    }

    private boolean isCaptured(Creation creation) {
        String id = objects.idOf(creation.object());
        if (id != null && containers.follower(id) != null) {
            creations.captured(creation, id);
            return true;
        }
        boolean isCaptured = creations.isCaptured(creation, containers.uncertainty());
        if (isCaptured) {
            creations.settled(creation);
        }
        return isCaptured;
    }
}
