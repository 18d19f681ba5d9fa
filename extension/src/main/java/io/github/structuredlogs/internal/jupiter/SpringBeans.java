package io.github.structuredlogs.internal.jupiter;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.testcontainers.containers.ContainerState;

/**
 * The search for containers among the beans of a test's Spring context. It uses reflection, because the extension must
 * not depend on Spring. A reused container has no label of this JVM, so only its object shows whose it is.
 */
final class SpringBeans {
    private static final String SPRING_EXTENSION = "org.springframework.test.context.junit.jupiter.SpringExtension";
    private static final String BEAN_FACTORY = "org.springframework.beans.factory.ListableBeanFactory";

    private SpringBeans() {}

    /** Passes every container among the beans; none if Spring's extension does not prepare the test. */
    static void of(ExtensionContext context, Consumer<ContainerState> container) {
        AnnotationSupport.findRepeatableAnnotations(context.getRequiredTestClass(), ExtendWith.class).stream()
                .flatMap(with -> Arrays.stream(with.value()))
                .filter(extension -> extension.getName().equals(SPRING_EXTENSION))
                .findFirst()
                .ifPresent(spring -> of(context, spring, container));
    }

    private static void of(
            ExtensionContext context, Class<? extends Extension> spring, Consumer<ContainerState> container) {
        try {
            Object application = spring.getMethod("getApplicationContext", ExtensionContext.class)
                    .invoke(null, context);
            // Without eager initialisation, because a bean that the test does not use must not be created.
            Map<?, ?> beans = (Map<?, ?>) Class.forName(BEAN_FACTORY, true, spring.getClassLoader())
                    .getMethod("getBeansOfType", Class.class, boolean.class, boolean.class)
                    .invoke(application, ContainerState.class, false, false);
            beans.values().forEach(bean -> container.accept((ContainerState) bean));
        } catch (ReflectiveOperationException | LinkageError e) {
            // The context cannot be loaded, which Spring itself reports.
        }
    }
}
