package io.github.structuredlogs.internal.docker.ours;

import io.github.structuredlogs.internal.store.ContainerIdentity;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The containers of a run of tests in another JVM, which names them. */
public final class ContainersOfRun implements ContainerSelection {

    private final Map<String, String> names = new ConcurrentHashMap<>();

    /** The tests call a container so. */
    public void name(String id, String name) {
        names.put(id, name);
    }

    @Override
    public boolean mayBeChosen(StartedContainer container, boolean isNew) {
        return names.containsKey(container.id());
    }

    @Override
    public boolean isChosen(ContainerIdentity container) {
        return names.containsKey(container.id());
    }

    @Override
    public String nameOf(StartedContainer container, String otherwise) {
        return names.getOrDefault(container.id(), otherwise);
    }

    @Override
    public @Nullable String nameByField(StartedContainer container) {
        return names.get(container.id());
    }
}
