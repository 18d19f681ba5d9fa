package io.github.structuredlogs.internal.jupiter;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.testcontainers.containers.ContainerState;
import org.testcontainers.lifecycle.Startable;

/**
 * The search for containers in a test's fields, of any declared type. Their names are those that the test's author
 * chose.
 */
final class ContainerFields {
    private ContainerFields() {}

    /** Passes every container in a static field of the class and its superclasses, with its name. */
    static void ofClass(Class<?> testClass, BiConsumer<String, Object> container) {
        find(testClass, null, container);
    }

    /** Passes every container in an instance field, with its name. */
    static void ofInstance(Object instance, BiConsumer<String, Object> container) {
        find(instance.getClass(), instance, container);
    }

    private static void find(Class<?> type, @Nullable Object instance, BiConsumer<String, Object> container) {
        for (Field field : ReflectionSupport.findFields(
                type,
                candidate -> Modifier.isStatic(candidate.getModifiers()) == (instance == null),
                HierarchyTraversalMode.TOP_DOWN)) {
            if (field.getType().isPrimitive() || field.isSynthetic() || field.getType() == String.class) {
                continue;
            }
            for (Object value : values(field, instance)) {
                container.accept(name(field), value);
            }
        }
    }

    private static List<Object> values(Field field, @Nullable Object instance) {
        Object value = ReflectionSupport.tryToReadFieldValue(field, instance)
                .toOptional()
                .orElse(null);
        List<Object> containers = new ArrayList<>();
        Iterable<?> candidates = value instanceof Iterable<?> several ? several : List.of();
        if (value != null && isContainer(value)) {
            containers.add(value);
        } else if (value instanceof List<?>) {
            candidates.forEach(candidate -> {
                if (candidate != null && isContainer(candidate)) {
                    containers.add(candidate);
                }
            });
        }
        return containers;
    }

    private static boolean isContainer(Object value) {
        return value instanceof ContainerState
                || (value.getClass().getName().startsWith("org.testcontainers.") && value instanceof Startable);
    }

    /**
     * Converts the field's name to the usual form in a log: {@code PAYMENT_GATEWAY} becomes {@code payment-gateway}.
     */
    private static String name(Field field) {
        String name = field.getName();
        boolean constant = name.equals(name.toUpperCase(Locale.ROOT));
        return constant ? name.toLowerCase(Locale.ROOT).replace('_', '-') : name;
    }
}
