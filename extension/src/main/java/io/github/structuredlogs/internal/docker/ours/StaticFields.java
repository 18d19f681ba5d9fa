package io.github.structuredlogs.internal.docker.ours;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The search for an object in the static fields of a class: in a field itself, or in what it holds, such as a collection, a
 * lazy delegate of Kotlin, a memoizing supplier, or the one instance of a class. It reads fields and collections and calls no
 * supplier, so that nothing lazy is made by it. Bounded.
 */
final class StaticFields {
    private static final int MAX_DEPTH = 4;
    private static final int MAX_OBJECTS = 1_000;

    private final Object wanted;
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Found> next = new ArrayDeque<>();

    private record Found(Object object, int depth) {}

    private StaticFields(Object wanted) {
        this.wanted = wanted;
    }

    /** Says whether an object is in reach of a class's static fields. A field that cannot be read is taken not to hold it. */
    static boolean hold(Class<?> type, Object wanted) {
        StaticFields search = new StaticFields(wanted);
        search.addFields(type, null, 0);
        // The delegates of a Kotlin companion's properties are in the class around it.
        Class<?> around = type.getEnclosingClass();
        if (around != null && isCompanion(type, around)) {
            search.addFields(around, null, 0);
        }
        return search.finds();
    }

    private static boolean isCompanion(Class<?> type, Class<?> around) {
        for (Field field : fieldsOf(around)) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == type) {
                return true;
            }
        }
        return false;
    }

    private boolean finds() {
        for (Found found = next.poll(); found != null; found = next.poll()) {
            if (found.object() == wanted) {
                return true;
            }
            if (found.depth() < MAX_DEPTH) {
                addContent(found.object(), found.depth() + 1);
            }
        }
        return false;
    }

    private void addContent(Object object, int depth) {
        if (object instanceof Object[] array) {
            addAll(Arrays.asList(array), depth);
        } else if (isOfTheJdk(object.getClass())) {
            addAll(contentOf(object), depth);
        } else {
            for (Class<?> type = object.getClass(); type != null && !isOfTheJdk(type); type = type.getSuperclass()) {
                addFields(type, object, depth);
            }
        }
    }

    private void addAll(Iterable<?> objects, int depth) {
        int number = 0;
        try {
            for (Object each : objects) {
                add(each, depth);
                if (++number == MAX_OBJECTS) {
                    return;
                }
            }
        } catch (RuntimeException e) {
            // It changes meanwhile, or is a view that needs more than this to be read.
        }
    }

    /** {@return what a holder of the JDK holds; others have no fields that may be read} */
    private static Iterable<?> contentOf(Object object) {
        if (object instanceof Collection<?> collection) {
            return collection;
        }
        if (object instanceof Map<?, ?> map) {
            return map.values();
        }
        @Nullable Object held = null;
        if (object instanceof AtomicReference<?> reference) {
            held = reference.get();
        } else if (object instanceof Optional<?> optional) {
            held = optional.orElse(null);
        } else if (object instanceof CompletableFuture<?> future
                && future.isDone()
                && !future.isCompletedExceptionally()) {
            held = future.join();
        }
        return held == null ? List.of() : List.of(held);
    }

    private static boolean isOfTheJdk(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }

    private void addFields(Class<?> type, @Nullable Object object, int depth) {
        for (Field field : fieldsOf(type)) {
            if (Modifier.isStatic(field.getModifiers()) == (object == null)
                    && !field.getType().isPrimitive()) {
                add(valueOf(field, object), depth);
            }
        }
    }

    private static Field[] fieldsOf(Class<?> type) {
        try {
            return type.getDeclaredFields();
        } catch (LinkageError e) {
            return new Field[0];
        }
    }

    private static @Nullable Object valueOf(Field field, @Nullable Object object) {
        try {
            return field.trySetAccessible() ? field.get(object) : null;
        } catch (IllegalAccessException | RuntimeException | LinkageError e) {
            return null;
        }
    }

    private void add(@Nullable Object object, int depth) {
        boolean leadsNowhere = object instanceof CharSequence
                || object instanceof Number
                || object instanceof Enum<?>
                || object instanceof Class<?>
                || object instanceof ClassLoader
                || object instanceof Thread;
        if (object != null && !leadsNowhere && seen.size() < MAX_OBJECTS && seen.add(object)) {
            next.add(new Found(object, depth));
        }
    }
}
