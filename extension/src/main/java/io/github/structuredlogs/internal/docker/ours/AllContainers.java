package io.github.structuredlogs.internal.docker.ours;

import io.github.structuredlogs.internal.store.ContainerIdentity;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every container of an engine, under the name that its person gave it. */
public final class AllContainers implements ContainerSelection {

    /** Testcontainers lets the engine invent names. */
    private static final String TESTCONTAINERS = "org.testcontainers";

    @Override
    public boolean mayBeChosen(StartedContainer container, boolean isNew) {
        return true;
    }

    @Override
    public boolean isChosen(ContainerIdentity container) {
        return true;
    }

    @Override
    public String nameOf(StartedContainer container, String otherwise) {
        String name = container.name().startsWith("/") ? container.name().substring(1) : container.name();
        Map<String, String> labels = container.labels();
        return name.isEmpty()
                        || labels.containsKey(TESTCONTAINERS)
                        || labels.containsKey(ContainerNames.COMPOSE_PROJECT)
                ? otherwise
                : name;
    }

    @Override
    public @Nullable String nameByField(StartedContainer container) {
        return null;
    }
}
