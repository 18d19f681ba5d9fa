package io.github.structuredlogs.internal.docker.ours;

import io.github.structuredlogs.internal.store.ContainerIdentity;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;

/** The containers of this JVM's tests, and those that its settings name; remembers the others. */
public final class ContainersOfTests implements ContainerSelection {

    private final ContainerObjects objects;
    private final ContainerFilter containerFilter;
    private final Predicate<Map<String, String>> areOfCreation;
    private final Map<String, String> others = new ConcurrentHashMap<>();

    /**
     * Creates a choice that has seen no container.
     *
     * @param areOfCreation says whether labels are those of a container that this JVM has created, although no label of
     *     its session is among them
     */
    public ContainersOfTests(
            ContainerObjects objects, ContainerFilter containerFilter, Predicate<Map<String, String>> areOfCreation) {
        this.objects = objects;
        this.areOfCreation = areOfCreation;
        this.containerFilter = containerFilter;
    }

    @Override
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

    @Override
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
                        || ComposeProjects.have(labels.get(ContainerNames.COMPOSE_PROJECT))
                        || areOfCreation.test(labels)
                        || objects.started(container.id(), labels));
    }

    @Override
    public String nameOf(StartedContainer container, String otherwise) {
        String name = nameByField(container);
        return name == null ? otherwise : name;
    }

    @Override
    public @Nullable String nameByField(StartedContainer container) {
        String field = objects.nameOf(container.id(), container.labels());
        return field == null ? null : ContainerNames.ofField(field, container.image());
    }

    /** {@return the names of those that are not captured} */
    public List<String> others() {
        return others.values().stream().distinct().sorted().toList();
    }
}
