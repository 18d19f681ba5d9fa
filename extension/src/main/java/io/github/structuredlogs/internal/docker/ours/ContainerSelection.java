package io.github.structuredlogs.internal.docker.ours;

import io.github.structuredlogs.internal.store.ContainerIdentity;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;

/** Which of the engine's containers are captured, and under which name; remembers those that are not. */
public final class ContainerSelection {

    private final ContainerObjects objects;
    private final ContainerFilter containerFilter;
    private final Map<String, String> others = new ConcurrentHashMap<>();

    public ContainerSelection(ContainerObjects objects, ContainerFilter containerFilter) {
        this.objects = objects;
        this.containerFilter = containerFilter;
    }

    /**
     * Whether a container may be one to capture, by what little is known when it starts: a name that is still to be looked
     * up may be one that is asked for.
     *
     * @param isNew whether it started just now, and did not only run before
     */
    public boolean mayBeChosen(StartedContainer container, boolean isNew) {
        objects.started(container.id(), container.labels());
        if (ContainerNames.isHelper(container.image())) {
            return false;
        }
        ContainerIdentity identity = new ContainerIdentity(
                container.id(),
                nameOf(container, ContainerNames.fallback(container.labels(), container.image(), container.name())),
                container.image(),
                container.labels(),
                false,
                null);
        boolean ours = isOurs(identity);
        if (ours || containerFilter.includes(identity, false)) {
            return true;
        }
        if (isNew) {
            others.put(identity.id(), identity.name());
        }
        return false;
    }

    /** Whether a container is captured, asked when all is known of it. */
    public boolean isChosen(ContainerIdentity container) {
        boolean chosen = containerFilter.includes(container, isOurs(container));
        if (!chosen) {
            others.put(container.id(), container.name());
        }
        return chosen;
    }

    private boolean isOurs(ContainerIdentity container) {
        Map<String, String> labels = container.labels();
        return !ContainerNames.isHelper(container.image())
                && (DockerClientFactory.SESSION_ID.equals(
                                labels.get(DockerClientFactory.TESTCONTAINERS_SESSION_ID_LABEL))
                        || JvmMark.isOn(labels)
                        || DevServices.have(labels)
                        || objects.hasProject(labels.get(ContainerNames.COMPOSE_PROJECT))
                        || objects.started(container.id(), labels));
    }

    /** {@return the name of a container by the field that holds it, or else another} */
    public String nameOf(StartedContainer container, String otherwise) {
        String name = nameByField(container);
        return name == null ? otherwise : name;
    }

    /** {@return the name of a container by the field that holds it, null if none is known to} */
    public @Nullable String nameByField(StartedContainer container) {
        String field = objects.nameOf(container.id(), container.labels());
        return field == null ? null : ContainerNames.ofField(field, container.image());
    }

    /** {@return the names of those that are not captured} */
    public List<String> others() {
        return others.values().stream().distinct().sorted().toList();
    }
}
