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

/** What JUnit's contexts say about where we are. */
final class Contexts {
    static final Namespace NAMESPACE = Namespace.create(LogsLifecycle.class);

    /** What JUnit takes for an assumption that does not hold: its own, and where JUnit 4 is there that one's. */
    private static final Set<String> ABORTING =
            Set.of("org.opentest4j.TestAbortedException", "org.junit.internal.AssumptionViolatedException");

    private Contexts() {}

    /** Whether the context is that of one test: a method, an invocation of a template, or a factory of dynamic tests. */
    static boolean isTest(ExtensionContext context) {
        return context.getTestMethod().isPresent() && !lastSegment(context).startsWith("test-template:");
    }

    private static String lastSegment(ExtensionContext context) {
        String id = context.getUniqueId();
        return id.substring(id.lastIndexOf('[') + 1);
    }

    /** {@return the context of the factory that has made a dynamic test} */
    static ExtensionContext ofFactory(ExtensionContext dynamicTest) {
        ExtensionContext candidate = dynamicTest;
        while (candidate.getTestMethod().isEmpty()) {
            candidate = candidate.getParent().orElseThrow();
        }
        return candidate;
    }

    /** {@return the context of the class that a context is in, or of the class itself} */
    static ExtensionContext ofClass(ExtensionContext context) {
        ExtensionContext candidate = context;
        while (candidate.getTestMethod().isPresent()) {
            candidate = candidate.getParent().orElseThrow();
        }
        return candidate;
    }

    /** {@return the context of the class around a class, null for a top-level one} */
    static @Nullable ExtensionContext ofOuterClass(ExtensionContext classContext) {
        return classContext
                .getParent()
                .filter(parent -> parent.getTestClass().isPresent())
                .orElse(null);
    }

    /** {@return the settings that hold in a context, the narrowest first; a builder stands between method and class} */
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

    /** Refuses a wrong value of one of a class's methods at the class's start, not when its turn has come. */
    static void checkMethods(Class<?> testClass) {
        ReflectionSupport.findMethods(
                        testClass,
                        method -> AnnotationSupport.isAnnotated(method, StructuredLogs.class),
                        HierarchyTraversalMode.TOP_DOWN)
                .forEach(method -> layer(method).ifPresent(Settings::check));
    }

    /** {@return the extensions of ours that a class registers in static fields, which are there before any callback} */
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

    /** Whether the method of a test changes settings for itself. */
    static boolean hasSettings(ExtensionContext test) {
        return AnnotationSupport.isAnnotated(test.getTestMethod(), StructuredLogs.class);
    }

    /** {@return the level from which an unexpected record is a failure, null for none} */
    static @Nullable LogLevel failOn(Settings settings) {
        return settings.failOn() == LogLevel.OFF ? null : settings.failOn();
    }

    /** {@return what the annotations on a test's method, or on a class, declare as expected} */
    static List<Expectation> expectations(ExtensionContext context) {
        return context.getElement().stream()
                .flatMap(element -> AnnotationSupport.findRepeatableAnnotations(element, ExpectedLogs.class).stream())
                .map(Expectation::of)
                .toList();
    }

    /** {@return what a test or class failed with, empty if it passed or was aborted} */
    static Optional<Throwable> failure(ExtensionContext context) {
        return context.getExecutionException().filter(Contexts::isFailure);
    }

    /** Whether what a test has thrown makes it fail, and does not abort it. */
    static boolean isFailure(Throwable thrown) {
        for (Class<?> type = thrown.getClass(); type != null; type = type.getSuperclass()) {
            if (ABORTING.contains(type.getName())) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether another test of this JVM may run at the same time as this one. Its own execution mode does not tell: JUnit
     * runs what is to stay in one thread beside what is concurrent, in other classes, and the mode is what it is where
     * nothing runs in parallel at all.
     */
    static boolean mayRunBesideOthers(ExtensionContext context) {
        return context.getConfigurationParameter("junit.jupiter.execution.parallel.enabled")
                .map(Boolean::parseBoolean)
                .orElse(false);
    }

    /** {@return the name of a test or class as its report has it: {@code CheckoutIT > Refunds > refusesAnUnknownSku()}} */
    static String name(ExtensionContext context) {
        String own = context.getDisplayName();
        return context.getParent()
                .filter(parent -> parent != context.getRoot())
                .map(parent -> name(parent) + " > " + own)
                .orElse(own);
    }

    /** {@return the class that a context is in; that of a dynamic test does not say it by itself} */
    static Class<?> testClass(ExtensionContext context) {
        ExtensionContext candidate = context;
        while (candidate.getTestClass().isEmpty()) {
            candidate = candidate.getParent().orElseThrow();
        }
        return candidate.getRequiredTestClass();
    }

    /** {@return what the files of a test or class are called: the method, and the invocation if there are several} */
    static String fileName(ExtensionContext context) {
        StringBuilder numbers = new StringBuilder();
        ExtensionContext candidate = context;
        for (int number = number(candidate); number > 0; number = number(candidate)) {
            numbers.insert(0, "-" + number);
            candidate = candidate.getParent().orElseThrow();
        }
        return candidate.getTestMethod().map(Method::getName).orElse("class") + numbers;
    }

    /** {@return which of its kind a context is: an invocation, a dynamic test; 0 if there is but one} */
    private static int number(ExtensionContext context) {
        String segment = lastSegment(context);
        int number = segment.indexOf(":#");
        return number < 0 ? 0 : Integer.parseInt(segment.substring(number + 2, segment.length() - 1));
    }

    /** {@return a path as a reader of the console can open it: from where the tests run, if it lies below} */
    static String relative(Path file) {
        Path here = Path.of("").toAbsolutePath();
        return (file.startsWith(here) ? here.relativize(file) : file).toString();
    }

    /** {@return how long assertions wait under these settings} */
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
