package io.github.structuredlogs.internal.docker.ours;

import io.github.structuredlogs.internal.store.ContainerIdentity;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The containers of a run of tests in another JVM: those of its session, and those that it names. */
public final class ContainersOfRun implements ContainerSelection {

    private static final String SESSION_LABEL = "org.testcontainers.sessionId";

    private final String session;
    private final Map<String, String> names = new ConcurrentHashMap<>();

    /**
     * Names no container yet.
     *
     * @param session Testcontainers' session in that JVM
     */
    public ContainersOfRun(String session) {
        this.session = session;
    }

    /** The tests call a container so. */
    public void name(String id, String name) {
        names.put(id, name);
    }

    @Override
    public boolean mayBeChosen(StartedContainer container, boolean isNew) {
        return isOfRun(container.id(), container.labels(), container.image());
    }

    @Override
    public boolean isChosen(ContainerIdentity container) {
        return isOfRun(container.id(), container.labels(), container.image());
    }

    private boolean isOfRun(String id, Map<String, String> labels, String image) {
        return names.containsKey(id) || (session.equals(labels.get(SESSION_LABEL)) && !ContainerNames.isHelper(image));
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
