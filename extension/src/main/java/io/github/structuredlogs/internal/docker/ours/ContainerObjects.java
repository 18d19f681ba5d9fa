package io.github.structuredlogs.internal.docker.ours;

import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.ContainerState;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.core.CreateContainerCmdModifier;

/**
 * The known objects that start containers, and the containers that they started. Objects are compared by identity,
 * because Testcontainers' objects are equal if their settings are.
 */
public final class ContainerObjects {

    private final List<KnownObject> known = new ArrayList<>();
    private final Map<String, Set<String>> idsByKey = new HashMap<>();
    private final Map<String, String> namesByKey = new HashMap<>();
    private final Set<String> projects = new LinkedHashSet<>();

    private static final class KnownObject {
        final WeakReference<ContainerState> object;
        final @Nullable String key;
        final Set<String> ids = new LinkedHashSet<>();

        @Nullable String name;

        KnownObject(ContainerState object) {
            this.object = new WeakReference<>(object);
            key = keyOf(object);
        }

        void look() {
            ContainerState container = object.get();
            String id = container == null ? null : container.getContainerId();
            if (id != null) {
                ids.add(id);
            }
        }
    }

    /** Adds an object and the name of the field that contains it. */
    public synchronized void add(ContainerState container, @Nullable String name) {
        KnownObject object = find(container);
        if (object == null) {
            object = new KnownObject(container);
            known.removeIf(each -> each.object.get() == null && each.ids.isEmpty());
            known.add(object);
        }
        object.look();
        if (name != null) {
            object.name = name;
            String key = keyOf(container);
            if (key != null) {
                namesByKey.put(key, name);
            }
        }
    }

    /** {@return the value of the label of containers that an object starts, null if they have none} */
    private static @Nullable String keyOf(ContainerState container) {
        ObjectKey mark = markOf(container);
        return mark == null ? null : mark.key();
    }

    /** {@return what Testcontainers has loaded for an object, null if it has loaded nothing} */
    static @Nullable ObjectKey markOf(ContainerState container) {
        if (container instanceof GenericContainer<?> generic) {
            try {
                for (CreateContainerCmdModifier modifier : generic.getCreateContainerCmdModifiers()) {
                    if (modifier instanceof ObjectKey mark) {
                        return mark;
                    }
                }
            } catch (LinkageError e) {
                // An older Testcontainers has no modifiers; its objects are known only by their ids.
                return null;
            }
        }
        return null;
    }

    private @Nullable KnownObject find(ContainerState container) {
        for (KnownObject each : known) {
            if (each.object.get() == container) {
                return each;
            }
        }
        return null;
    }

    /** Adds a Compose object, for its services; false if it does not tell its project. */
    public synchronized boolean addProject(Object compose) {
        String project = project(compose, 0);
        return project != null && projects.add(project);
    }

    /** Testcontainers has no other way to find out which services belong to a Compose object. */
    private static @Nullable String project(Object holder, int depth) {
        for (Class<?> type = holder.getClass(); type != null && type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                try {
                    if (field.getName().equals("project") && field.getType() == String.class) {
                        field.setAccessible(true);
                        return (String) field.get(holder);
                    }
                    if (field.getName().equals("composeDelegate") && depth == 0) {
                        field.setAccessible(true);
                        Object delegate = field.get(holder);
                        return delegate == null ? null : project(delegate, 1);
                    }
                } catch (ReflectiveOperationException | RuntimeException e) {
                    return null;
                }
            }
        }
        return null;
    }

    synchronized boolean hasProject(@Nullable String project) {
        return project != null && projects.contains(project);
    }

    /** Notes that a container started; true if one of the objects started it. */
    synchronized boolean started(String id, Map<String, String> labels) {
        String key = labels.get(ObjectKey.LABEL);
        if (key != null) {
            idsByKey.computeIfAbsent(key, unused -> new LinkedHashSet<>()).add(id);
        }
        boolean found = false;
        for (KnownObject each : known) {
            each.look();
            found |= each.ids.contains(id);
        }
        return found;
    }

    /** {@return the containers that an object started, in order} */
    public synchronized List<String> idsOf(ContainerState container) {
        Set<String> ids = new LinkedHashSet<>();
        String key = keyOf(container);
        if (key != null) {
            ids.addAll(idsByKey.getOrDefault(key, Set.of()));
        }
        KnownObject object = find(container);
        if (object != null) {
            ids.addAll(object.ids);
        }
        String id = container.getContainerId();
        if (id != null) {
            ids.add(id);
        }
        return List.copyOf(ids);
    }

    /** {@return the container that the object with a key has now, null if that is not known} */
    public synchronized @Nullable String idOf(String key) {
        for (KnownObject each : known) {
            ContainerState container = each.object.get();
            if (key.equals(each.key) && container != null) {
                return container.getContainerId();
            }
        }
        return null;
    }

    /** {@return the name of the field that holds the object with a key, else that of an image} */
    public synchronized String nameOf(String key, String image) {
        String field = namesByKey.get(key);
        return field != null ? field : ContainerNames.fallback(Map.of(), image, "");
    }

    /** {@return the name of the field whose object started a container, null if there is none} */
    synchronized @Nullable String nameOf(String id, Map<String, String> labels) {
        String key = labels.get(ObjectKey.LABEL);
        String marked = key == null ? null : namesByKey.get(key);
        if (marked != null) {
            return marked;
        }
        for (KnownObject each : known) {
            if (each.ids.contains(id) && each.name != null) {
                return each.name;
            }
        }
        return null;
    }
}
