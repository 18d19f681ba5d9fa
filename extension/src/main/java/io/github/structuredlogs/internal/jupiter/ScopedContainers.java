package io.github.structuredlogs.internal.jupiter;

import io.github.structuredlogs.Print;
import io.github.structuredlogs.internal.docker.ours.Makers;
import io.github.structuredlogs.internal.docker.watch.Watch;
import io.github.structuredlogs.internal.scope.Scope;
import io.github.structuredlogs.internal.settings.Settings;
import io.github.structuredlogs.internal.store.Capture;
import java.time.Instant;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.testcontainers.containers.ContainerState;
import org.testcontainers.containers.GenericContainer;

/** The containers in the fields of a class or of a test's instance, which are captured and belong to it. */
final class ScopedContainers {
    private static final Set<String> SILENT_CONSUMERS = Set.of("ToStringConsumer", "WaitingConsumer");

    private final Watch.Share watch;
    private final Scope scope;
    private final Instant began = Instant.now();
    private final Supplier<Settings> settings;
    private final Consumer<String> named;
    /** The names of the fields that hold them. */
    private final Map<Object, String> found = Collections.synchronizedMap(new IdentityHashMap<>());

    private final Set<String> ids = ConcurrentHashMap.newKeySet();

    /** The classes whose fields were searched. */
    private final Set<Class<?>> searched = ConcurrentHashMap.newKeySet();

    /**
     * Creates it without containers.
     *
     * @param named receives the name of each container that is found, in the order of the fields
     */
    ScopedContainers(Watch.Share watch, Scope scope, Supplier<Settings> settings, Consumer<String> named) {
        this.watch = watch;
        this.scope = scope;
        this.settings = settings;
        this.named = named;
    }

    /** Searches the static fields of a class. */
    void find(Class<?> testClass) {
        searched.add(testClass);
        ContainerFields.ofClass(testClass, this::adopt);
        claim();
    }

    /** Searches the fields of an instance. */
    void find(Object instance) {
        searched.add(instance.getClass());
        ContainerFields.ofInstance(instance, this::adopt);
        claim();
    }

    private void adopt(String name, Object container) {
        // A wrong level of this container is rejected now, each time, not when the container first logs.
        settings.get().level(name);
        if (found.putIfAbsent(container, name) != null) {
            return;
        }
        if (container instanceof ContainerState state) {
            named.accept(name);
            watch.adopt(state, name);
            if (settings.get().print() == Print.LIVE && container instanceof GenericContainer<?> withConsumers) {
                nameOtherPrinters(name, withConsumers);
            }
        } else {
            watch.adoptCompose(container);
        }
    }

    private void nameOtherPrinters(String name, GenericContainer<?> container) {
        container.getLogConsumers().stream()
                .map(consumer -> consumer.getClass().getSimpleName())
                .filter(consumer -> !SILENT_CONSUMERS.contains(consumer))
                .findFirst()
                .ifPresent(consumer -> watch.captures()
                        .report(
                                name,
                                "is printed by its own log consumer as well, a " + consumer
                                        + "; remove that, or set print = ON_FAILURE."));
    }

    /** Claims containers for the scope that were started since the fields were searched. */
    void claim() {
        synchronized (found) {
            found.forEach((container, name) -> {
                if (container instanceof ContainerState state) {
                    String id = state.getContainerId();
                    if (id != null) {
                        claim(id, state, name);
                    } else {
                        // Its start failed, or it has stopped: the capture remembers its container.
                        watch.captures().of(state).stream()
                                .filter(this::isOfThisTime)
                                .forEach(capture -> claim(capture.containerId(), state, name));
                    }
                }
            });
        }
    }

    /** The same object may have been started for another class before, whose end may not be known yet. */
    private boolean isOfThisTime(Capture capture) {
        Instant created = capture.created();
        return created == null || !created.isBefore(began);
    }

    private void claim(String id, ContainerState container, String name) {
        if (ids.add(id)) {
            if (Makers.keep(container, this::isOfOthers)) {
                scope.share(id);
            } else {
                scope.own(id);
            }
            // The engine tells of no start where an earlier run has left the container.
            watch.adopt(container, name);
        }
    }

    /**
     * Says whether a class is unrelated to the test classes whose fields were searched: neither one of them nor a superclass,
     * an enclosing or a nested class of one.
     */
    private boolean isOfOthers(Class<?> type) {
        return searched.stream()
                .noneMatch(each -> type.isAssignableFrom(each) || isWithin(type, each) || isWithin(each, type));
    }

    private static boolean isWithin(Class<?> type, Class<?> outer) {
        for (Class<?> each = type.getEnclosingClass(); each != null; each = each.getEnclosingClass()) {
            if (each.isAssignableFrom(outer)) {
                return true;
            }
        }
        return false;
    }

    boolean own(Capture capture) {
        return ids.contains(capture.containerId());
    }
}
