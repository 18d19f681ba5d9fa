package io.github.structuredlogs.internal.docker.watch;

import io.github.structuredlogs.internal.docker.api.EngineConnection;
import io.github.structuredlogs.internal.docker.api.JsonAnswer;
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
                found.addAll(settleReuse(connection, creation));
            }
        } catch (IOException e) {
            creations.lost(
                    creation,
                    "Testcontainers may have created it, and the engine does not say what became of it: "
                            + e.getMessage());
        }
        return found;
    }

    /** Settles a creation that has made no container: it has failed, or Testcontainers has reused one that was there. */
    private List<ContainerFollower> settleReuse(EngineConnection connection, Creation creation) throws IOException {
        List<JsonAnswer> reusable = creation.mayHaveReused() ? reusable(connection, creation) : List.of();
        List<JsonAnswer> unknown = reusable.stream()
                .filter(each -> containers.follower(each.at("Id").text("")) == null)
                .toList();
        if (unknown.isEmpty()) {
            if (!reusable.isEmpty() || containers.areAllRemembered(connection, creation)) {
                creations.settled(creation);
            } else {
                creations.lost(creation, Creations.FORGOTTEN);
            }
            return List.of();
        }
        if (reusable.size() > 1) {
            creations.lost(
                    creation,
                    "Testcontainers seems to have reused one, and the engine has " + reusable.size()
                            + " of that image; keep its object in a field of the test class");
            return List.of();
        }
        creations.reused(creation, unknown.get(0).at("Labels", Creations.HASH).text(""));
        return containers.take(unknown);
    }

    /** {@return the running containers that may be reused and have the image of a creation} */
    private static List<JsonAnswer> reusable(EngineConnection connection, Creation creation) throws IOException {
        return connection.withLabel(Creations.HASH).stream()
                .filter(each -> each.at("State").text("").equals("running")
                        && each.at("Image").text("").equals(creation.image()))
                .toList();
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
