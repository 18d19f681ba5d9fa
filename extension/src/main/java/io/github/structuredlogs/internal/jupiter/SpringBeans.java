package io.github.structuredlogs.internal.jupiter;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.testcontainers.containers.ContainerState;

/**
 * The containers among the beans of a test class's Spring contexts. They are found by reflection, because the extension must
 * not depend on Spring. A reused container has no label of this JVM, so only its object shows whose it is.
 */
final class SpringBeans {
    private static final String SPRING_EXTENSION = "org.springframework.test.context.junit.jupiter.SpringExtension";
    private static final String BEAN_FACTORY = "org.springframework.beans.factory.ListableBeanFactory";
    private static final String CONTEXT = "org.springframework.context.ApplicationContext";

    /** Null if Spring's extension does not prepare the class. */
    private final @Nullable Class<? extends Extension> spring;

    /** A test may make its context dirty, so that the next one has another. */
    private final AtomicReference<@Nullable Object> latest = new AtomicReference<>();

    SpringBeans(Class<?> testClass) {
        spring = springOf(testClass);
    }

    private static @Nullable Class<? extends Extension> springOf(Class<?> testClass) {
        // A nested class is prepared as the class around it is.
        for (Class<?> type = testClass; type != null; type = type.getEnclosingClass()) {
            for (ExtendWith with : AnnotationSupport.findRepeatableAnnotations(type, ExtendWith.class)) {
                for (Class<? extends Extension> extension : with.value()) {
                    if (extension.getName().equals(SPRING_EXTENSION)) {
                        return extension;
                    }
                }
            }
        }
        return null;
    }

    /** Passes every container among the beans of a test's context and of its parents, if no test before had that context. */
    void ofNewContext(ExtensionContext test, Consumer<ContainerState> container) {
        if (spring == null) {
            return;
        }
        try {
            Object context = spring.getMethod("getApplicationContext", ExtensionContext.class)
                    .invoke(null, test);
            if (latest.getAndSet(context) == context) {
                return;
            }
            // Without eager initialisation, because a bean that the test does not use must not be created.
            Method beansOfType = Class.forName(BEAN_FACTORY, true, spring.getClassLoader())
                    .getMethod("getBeansOfType", Class.class, boolean.class, boolean.class);
            Method parent =
                    Class.forName(CONTEXT, true, spring.getClassLoader()).getMethod("getParent");
            for (Object each = context; each != null; each = parent.invoke(each)) {
                Map<?, ?> beans = (Map<?, ?>) beansOfType.invoke(each, ContainerState.class, false, false);
                beans.values().forEach(bean -> container.accept((ContainerState) bean));
            }
        } catch (ReflectiveOperationException | LinkageError e) {
            // The context cannot be loaded, which Spring itself reports.
        }
    }
}
