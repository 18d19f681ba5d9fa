package io.github.structuredlogs.internal.jupiter;

import io.github.structuredlogs.ExpectedLogs;
import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.StructuredLogs;
import io.github.structuredlogs.internal.query.Settling;
import io.github.structuredlogs.internal.scope.Expectation;
import io.github.structuredlogs.internal.settings.AnnotationLayer;
import io.github.structuredlogs.internal.settings.Settings;
import io.github.structuredlogs.internal.settings.SettingsLayer;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** Questions to JUnit's contexts. */
final class Contexts {
    static final Namespace NAMESPACE = Namespace.create(LogsLifecycle.class);

    /** The failed assumptions that JUnit knows: its own, and JUnit 4's if it is present. */
    private static final Set<String> ABORTING =
            Set.of("org.opentest4j.TestAbortedException", "org.junit.internal.AssumptionViolatedException");

    private Contexts() {}

    /**
     * Says whether the context is that of one test: a method, an invocation of a template, or a factory of dynamic
     * tests.
     */
    static boolean isTest(ExtensionContext context) {
        return context.getTestMethod().isPresent() && !lastSegment(context).startsWith("test-template:");
    }

    private static String lastSegment(ExtensionContext context) {
        String id = context.getUniqueId();
        return id.substring(id.lastIndexOf('[') + 1);
    }

    /** {@return the context of a dynamic test's factory} */
    static ExtensionContext ofFactory(ExtensionContext dynamicTest) {
        ExtensionContext candidate = dynamicTest;
        while (candidate.getTestMethod().isEmpty()) {
            candidate = candidate.getParent().orElseThrow();
        }
        return candidate;
    }

    /** {@return the context of a context's class, or of the class itself} */
    static ExtensionContext ofClass(ExtensionContext context) {
        ExtensionContext candidate = context;
        while (candidate.getTestMethod().isPresent()) {
            candidate = candidate.getParent().orElseThrow();
        }
        return candidate;
    }

    /** {@return the context of the outer class, null for a top-level class} */
    static @Nullable ExtensionContext ofOuterClass(ExtensionContext classContext) {
        return classContext
                .getParent()
                .filter(parent -> parent.getTestClass().isPresent())
                .orElse(null);
    }

    /** {@return the settings in a context, the most specific first; a builder is between method and class} */
    static Settings settings(ExtensionContext context, List<SettingsLayer> built) {
        List<SettingsLayer> layers = new ArrayList<>();
        context.getTestMethod().flatMap(Contexts::layer).ifPresent(layers::add);
        layers.addAll(built);
        ExtensionContext scope = ofClass(context);
        while (scope != null) {
            scope.getTestClass().flatMap(Contexts::layer).ifPresent(layers::add);
            scope = ofOuterClass(scope);
        }
        layers.add(new SettingsLayer(
                "configuration parameter",
                key -> context.getConfigurationParameter(Settings.PREFIX + key).orElse(null),
                container -> context.getConfigurationParameter(Settings.PREFIX + "level." + container)
                        .orElse(null),
                Map.of()));
        return new Settings(layers, System.getenv());
    }

    /** Rejects a wrong value on one of a class's methods at the start of the class, not when the method runs. */
    static void checkMethods(Class<?> testClass) {
        ReflectionSupport.findMethods(
                        testClass,
                        method -> AnnotationSupport.isAnnotated(method, StructuredLogs.class),
                        HierarchyTraversalMode.TOP_DOWN)
                .forEach(method -> layer(method).ifPresent(Settings::check));
    }

    /** {@return our extensions in static fields of a class, which exist before any callback} */
    static List<LogsLifecycle> registeredExtensions(Class<?> testClass) {
        return ReflectionSupport.findFields(
                        testClass,
                        field -> Modifier.isStatic(field.getModifiers())
                                && AnnotationSupport.isAnnotated(field, RegisterExtension.class),
                        HierarchyTraversalMode.TOP_DOWN)
                .stream()
                .flatMap(field -> ReflectionSupport.tryToReadFieldValue(field, null).toOptional().stream())
                .flatMap(Contexts::callbacksOf)
                .toList();
    }

    /** {@return what an extension of ours delegates to: its own type, which is public, shows none of this} */
    private static Stream<LogsLifecycle> callbacksOf(Object extension) {
        return ReflectionSupport.findFields(
                        extension.getClass(),
                        field -> field.getType() == LogsLifecycle.class,
                        HierarchyTraversalMode.TOP_DOWN)
                .stream()
                .flatMap(field -> ReflectionSupport.tryToReadFieldValue(field, extension).toOptional().stream())
                .map(LogsLifecycle.class::cast);
    }

    /** Says whether the method of a test has settings. */
    static boolean hasSettings(ExtensionContext test) {
        return AnnotationSupport.isAnnotated(test.getTestMethod(), StructuredLogs.class);
    }

    /** {@return the level from which an unexpected record is a failure, null for none} */
    static @Nullable LogLevel failOn(Settings settings) {
        return settings.failOn() == LogLevel.OFF ? null : settings.failOn();
    }

    /** {@return the expectations of the annotations on a test's method, or on a class} */
    static List<Expectation> expectations(ExtensionContext context) {
        return context.getElement().stream()
                .flatMap(element -> AnnotationSupport.findRepeatableAnnotations(element, ExpectedLogs.class).stream())
                .map(Expectation::of)
                .toList();
    }

    /** {@return the failure of a test or class, empty if it passed or was aborted} */
    static Optional<Throwable> failure(ExtensionContext context) {
        return context.getExecutionException().filter(Contexts::isFailure);
    }

    /** Says whether a test's exception makes it fail, rather than aborts it. */
    static boolean isFailure(Throwable thrown) {
        for (Class<?> type = thrown.getClass(); type != null; type = type.getSuperclass()) {
            if (ABORTING.contains(type.getName())) {
                return false;
            }
        }
        return true;
    }

    /**
     * Says whether another test of this JVM may run at the same time. A test's own execution mode does not show this:
     * JUnit runs tests of one thread beside concurrent ones of other classes, and the mode is set even if nothing runs
     * in parallel.
     */
    static boolean mayRunBesideOthers(ExtensionContext context) {
        return context.getConfigurationParameter("junit.jupiter.execution.parallel.enabled")
                .map(Boolean::parseBoolean)
                .orElse(false);
    }

    /** {@return the name of a test or class as in its report: {@code CheckoutIT > Refunds > refusesAnUnknownSku()}} */
    static String name(ExtensionContext context) {
        String own = context.getDisplayName();
        return context.getParent()
                .filter(parent -> parent != context.getRoot())
                .map(parent -> name(parent) + " > " + own)
                .orElse(own);
    }

    /** {@return the class of a context; a dynamic test's context does not know it} */
    static Class<?> testClass(ExtensionContext context) {
        ExtensionContext candidate = context;
        while (candidate.getTestClass().isEmpty()) {
            candidate = candidate.getParent().orElseThrow();
        }
        return candidate.getRequiredTestClass();
    }

    /** {@return the file name of a test or class: the method, and the invocation if there are several} */
    static String fileName(ExtensionContext context) {
        StringBuilder numbers = new StringBuilder();
        ExtensionContext candidate = context;
        for (int number = number(candidate); number > 0; number = number(candidate)) {
            numbers.insert(0, "-" + number);
            candidate = candidate.getParent().orElseThrow();
        }
        return candidate.getTestMethod().map(Method::getName).orElse("class") + numbers;
    }

    /** {@return the number of an invocation or dynamic test; 0 if there is only one} */
    private static int number(ExtensionContext context) {
        String segment = lastSegment(context);
        int number = segment.indexOf(":#");
        return number < 0 ? 0 : Integer.parseInt(segment.substring(number + 2, segment.length() - 1));
    }

    /** {@return a path that a reader of the console can open: relative to the working directory, if it is below it} */
    static String relative(Path file) {
        Path here = Path.of("").toAbsolutePath();
        return (file.startsWith(here) ? here.relativize(file) : file).toString();
    }

    /** {@return the times of assertions under these settings} */
    static Settling settling(Settings settings) {
        return new Settling(settings.settle(), settings.settleAbsence(), Settling.DEFAULT.bound(), settings.absence());
    }

    private static Optional<SettingsLayer> layer(AnnotatedElement element) {
        return AnnotationSupport.findAnnotation(element, StructuredLogs.class)
                .map(annotation -> AnnotationLayer.of(annotation, name(element)));
    }

    private static String name(AnnotatedElement element) {
        return element instanceof Method method
                ? method.getDeclaringClass().getSimpleName() + "." + method.getName()
                : ((Class<?>) element).getSimpleName();
    }
}
