package io.github.structuredlogs.internal.docker.ours;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.testcontainers.containers.ContainerState;

/**
 * The classes whose code has made a container's object. If one of them keeps it in a static field, or a framework has made it
 * as a bean, other classes may use the container, whoever has an alias of it.
 */
public final class Makers {
    private static final int MAX_CLASSES = 16;
    private static final int MAX_FRAMES = 200;
    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    /** Of Spring, Micronaut, Guice, Weld and Quarkus. */
    private static final List<String> PACKAGES_THAT_MAKE_BEANS = List.of(
            "org.springframework.beans.factory.",
            "io.micronaut.context.",
            "com.google.inject.",
            "org.jboss.weld.",
            "io.quarkus.arc.");

    private Makers() {}

    /** {@return the classes on this thread's stack without those of the JDK, JUnit and Testcontainers, the innermost first} */
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
     * Says whether other classes may use a container: one that has made its object keeps it in a static field, or in what such a
     * field holds; or it is a bean, which every class with the same context may be given.
     *
     * @param isOther tells whether a class is unrelated to the test class that claims the container
     */
    public static boolean keep(ContainerState container, Predicate<Class<?>> isOther) {
        ObjectKey mark = ContainerObjects.markOf(container);
        return mark != null
                && mark.makers().stream()
                        .anyMatch(
                                each -> makesBeans(each) || (isOther.test(each) && StaticFields.hold(each, container)));
    }

    private static boolean makesBeans(Class<?> type) {
        return PACKAGES_THAT_MAKE_BEANS.stream().anyMatch(type.getName()::startsWith);
    }
}
