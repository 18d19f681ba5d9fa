package io.github.structuredlogs.internal.jupiter;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.LogMapping;
import io.github.structuredlogs.internal.output.console.AfterTestPrinter;
import io.github.structuredlogs.internal.output.files.ClassDirectory.TestOutcome;
import io.github.structuredlogs.internal.output.files.ClassFiles;
import io.github.structuredlogs.internal.scope.ClassScope;
import io.github.structuredlogs.internal.settings.Mappings;
import io.github.structuredlogs.internal.settings.Settings;
import io.github.structuredlogs.internal.settings.SettingsLayer;
import io.github.structuredlogs.internal.store.Capture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The resources of one test class, from its first callback until JUnit closes its store. */
final class ClassResource extends ScopedResource {
    private final ExtensionContext context;
    private final @Nullable ClassResource outer;
    private final Run run;
    private final ClassScope scope;
    private final ScopedContainers containers;
    private final ClassFiles files;
    private final AfterTestPrinter afterTestPrinter;
    private final CopyOnWriteArrayList<LogsLifecycle> extensions = new CopyOnWriteArrayList<>();
    /** The ids of its tests that have begun. */
    private final Set<String> begun = ConcurrentHashMap.newKeySet();

    private final SpringBeans springBeans;
    private final Instant began = Instant.now();
    private volatile Instant latestEnd = began;
    private volatile Settings settings;

    private ClassResource(ExtensionContext context, @Nullable ClassResource outer, LogsLifecycle extension) {
        this.context = context;
        this.outer = outer;
        // An annotation's extension has its callbacks first, and a run takes settings that exist once from the first
        // extension.
        extensions.addAllAbsent(Contexts.registeredExtensions(context.getRequiredTestClass()));
        extensions.addIfAbsent(extension);
        settings = Contexts.settings(context, built());
        Contexts.checkMethods(context.getRequiredTestClass());
        List<LogMapping> mappings = new ArrayList<>();
        extensions.forEach(each -> mappings.addAll(each.mappings()));
        mappings.addAll(
                Mappings.read(key -> context.getConfigurationParameter(key).orElse(null)));
        run = Run.of(context, settings, mappings);
        scope = run.scopes()
                .openClass(
                        outer == null ? null : outer.scope,
                        context.getUniqueId(),
                        context.getRequiredTestClass(),
                        Contexts.settling(settings));
        Contexts.expectations(context).forEach(scope::expect);
        containers = new ScopedContainers(run.watch(), scope, () -> settings, this::expect);
        springBeans = new SpringBeans(context.getRequiredTestClass());
        files = new ClassFiles(
                run.files(), context.getRequiredTestClass(), run.console().redaction(settings));
        afterTestPrinter = new AfterTestPrinter(run.captures(), run.console());
        put(settings);
        run.mappings(mappings);
        run.activeTests().enter(this);
    }

    /**
     * {@return the resources of the class of a context, opened at its first callback}
     *
     * @param context the class's context, or one within it
     * @param extension the extension of the callback
     */
    static ClassResource open(ExtensionContext context, LogsLifecycle extension) {
        ExtensionContext classContext = Contexts.ofClass(context);
        ExtensionContext outerContext = Contexts.ofOuterClass(classContext);
        ClassResource outer = outerContext == null ? null : open(outerContext, extension);
        ClassResource opened = classContext
                .getStore(Contexts.NAMESPACE)
                .getOrComputeIfAbsent(
                        classContext.getUniqueId(),
                        id -> new ClassResource(classContext, outer, extension),
                        ClassResource.class);
        opened.add(extension);
        opened.containers.find(classContext.getRequiredTestClass());
        // One instance for the class may start its containers before any test, and then fail.
        classContext.getTestInstance().ifPresent(opened.containers::find);
        opened.run.testsGoOn();
        return opened;
    }

    /** {@return the resources of the class of a context, null if none were opened} */
    static @Nullable ClassResource of(ExtensionContext context) {
        ExtensionContext classContext = Contexts.ofClass(context);
        return classContext.getStore(Contexts.NAMESPACE).get(classContext.getUniqueId(), ClassResource.class);
    }

    /** {@return when this class or its outermost class began} */
    Instant began() {
        return outer == null ? began : outer.began();
    }

    /**
     * {@return when the latest of its tests ended, or the class began: containers that were started since belong to the
     * next test}
     */
    Instant latestEnd() {
        return latestEnd;
    }

    /** Notes that a test has ended. */
    void testEnded() {
        latestEnd = Instant.now();
    }

    /** Notes that a test has begun; false if that was known. */
    boolean begun(ExtensionContext test) {
        return begun.add(test.getUniqueId());
    }

    /** Synchronized, so that no test goes on before the settings of its extension apply. */
    private synchronized void add(LogsLifecycle extension) {
        if (extensions.addIfAbsent(extension)) {
            put(Contexts.settings(context, built()));
            run.mappings(extension.mappings());
        }
    }

    /** {@return the settings of the extensions' builders} */
    private List<SettingsLayer> built() {
        return extensions.stream().map(LogsLifecycle::built).toList();
    }

    private void put(Settings all) {
        settings = all;
        run.redact(all);
        run.files().use(all);
        scope.settle(Contexts.settling(all));
        scope.measure(all.stats());
    }

    /** Captures the containers of the test's Spring context, once it exists. */
    void adoptBeans(ExtensionContext test) {
        springBeans.ofNewContext(test, container -> run.watch().adopt(container, null));
    }

    @Override
    Run run() {
        return run;
    }

    ClassFiles files() {
        return files;
    }

    AfterTestPrinter afterTestPrinter() {
        return afterTestPrinter;
    }

    @Override
    ClassScope scope() {
        return scope;
    }

    /** {@return the settings of a test of the class, which are the class's unless its method has settings} */
    public Settings settings(ExtensionContext test) {
        return Contexts.hasSettings(test) ? Contexts.settings(test, built()) : settings;
    }

    /** {@return the owner of the containers in the fields of a test's instance} */
    ScopedContainers containersOfInstances(ExtensionContext test, ScopedContainers ofTest) {
        boolean perClass = test.getTestInstanceLifecycle().orElse(Lifecycle.PER_METHOD) == Lifecycle.PER_CLASS;
        return perClass ? containers : ofTest;
    }

    /** Whether an instance, of the class or of one around it, is made for one test alone. */
    boolean isForOneTest(Object instance) {
        if (context.getRequiredTestClass() != instance.getClass()) {
            return outer != null && outer.isForOneTest(instance);
        }
        return context.getTestInstanceLifecycle().orElse(Lifecycle.PER_METHOD) == Lifecycle.PER_METHOD;
    }

    /** {@return the records for what belongs to an instance of the class} */
    CapturedLogs logs() {
        return run.scopes().view(scope);
    }

    /** {@return the records for a callback of the class itself} */
    CapturedLogs logsOfCallback() {
        return run.scopes().viewOf(scope);
    }

    /** {@return the records for a static field that several classes share} */
    CapturedLogs logsOfAnyClass() {
        return run.scopes().viewOfAny();
    }

    @Override
    public boolean owns(Capture capture) {
        return containers.own(capture) || (outer != null && outer.owns(capture));
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public @Nullable ClassResource around() {
        return outer;
    }

    @Override
    ExtensionContext context() {
        return context;
    }

    @Override
    ScopedContainers containers() {
        return containers;
    }

    @Override
    void ended(@Nullable Throwable failure) {
        run.measuring().classEnds();
        afterTestPrinter.printLate();
        if (!scope.said().isEmpty()) {
            run.say(Contexts.name(context), settings, scope.said());
        }
        List<Capture> captures = scope.captures();
        if (failure != null) {
            ShownContainers shown = ShownContainers.of(scope, began);
            captures = shown.all();
            files.begun(context.getUniqueId(), Contexts.name(context), began, captures);
            run.failures()
                    .failed(
                            context,
                            scope,
                            failure,
                            shown,
                            new Failures.Times(began, null, began, run.times()),
                            settings,
                            files);
            files.ended(context.getUniqueId(), TestOutcome.FAILED, scope::count, captures);
        }
        files.close(captures);
        run.export()
                .ifPresent(export ->
                        export.classEnded(context.getRequiredTestClass().getName(), began, failure));
        run.passedTests().classEnded(context.getRequiredTestClass());
    }
}
