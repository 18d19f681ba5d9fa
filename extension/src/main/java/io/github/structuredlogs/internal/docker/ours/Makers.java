package io.github.structuredlogs.internal.docker.ours;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.testcontainers.containers.ContainerState;

/**
 * The classes whose code has made a container's object. If one of them keeps it in a static field, the container is a
 * singleton that other classes may use, whoever has an alias of it.
 */
public final class Makers {
    private static final int MAX_CLASSES = 16;
    private static final int MAX_FRAMES = 200;
    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private Makers() {}

    /** {@return the classes on this thread's stack that are neither the JDK's nor a framework's, the innermost first} */
    public static Collection<Class<?>> onStack() {
        Set<Class<?>> found = new LinkedHashSet<>();
        return STACK.walk(frames -> {
            frames.limit(MAX_FRAMES)
                    .map(StackWalker.StackFrame::getDeclaringClass)
                    .filter(each -> !isOfFramework(each.getName()))
                    .limit(MAX_CLASSES)
                    .forEach(found::add);
            return found;
        });
    }

    private static boolean isOfFramework(String name) {
        return name.startsWith("java.")
                || name.startsWith("jdk.")
                || name.startsWith("sun.")
                || name.startsWith("org.junit.")
                || name.startsWith("org.testcontainers.")
                || name.startsWith("io.github.structuredlogs.internal.docker.");
    }

    /**
     * Says whether a class that has made a container's object keeps it in a static field.
     *
     * @param isOfOthers whether a class is not one of those for which is asked
     */
    public static boolean keep(ContainerState container, Predicate<Class<?>> isOfOthers) {
        ObjectKey mark = ContainerObjects.markOf(container);
        return mark != null && mark.makers().stream().anyMatch(each -> isOfOthers.test(each) && keeps(each, container));
    }

    private static boolean keeps(Class<?> maker, ContainerState container) {
        try {
            for (Field field : maker.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers())
                        && !field.getType().isPrimitive()
                        && field.trySetAccessible()) {
                    Object value = field.get(null);
                    if (value == container
                            || (value instanceof Collection<?> several
                                    && several.stream().anyMatch(each -> each == container))) {
                        return true;
                    }
                }
            }
        } catch (IllegalAccessException | RuntimeException | LinkageError e) {
            // What nobody can look into is not known to keep it.
            return false;
        }
        return false;
    }
}
