package io.github.structuredlogs.internal.jupiter;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.Print;
import io.github.structuredlogs.internal.output.files.ClassDirectory.TestOutcome;
import io.github.structuredlogs.internal.output.files.ClassFiles;
import io.github.structuredlogs.internal.output.report.EndedTest;
import io.github.structuredlogs.internal.scope.Expectation;
import io.github.structuredlogs.internal.scope.TestScope;
import io.github.structuredlogs.internal.settings.Settings;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.viewer.Report;
import io.github.structuredlogs.internal.viewer.beside.RunViewer;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The resources of one test, from its first callback until JUnit closes its store. */
final class TestResource extends ScopedResource {
    private final ExtensionContext context;
    private final ClassResource testClass;
    private final Run run;
    private final Settings settings;
    private final TestScope scope;
    private final ScopedContainers containers;
    private final Instant began = Instant.now();

    /** The ids of failed dynamic tests of its factory. */
    private final Set<String> failedDynamicTests = ConcurrentHashMap.newKeySet();

    private volatile @Nullable Instant started;

    private TestResource(ExtensionContext context, ClassResource testClass) {
        this.context = context;
        this.testClass = testClass;
        run = testClass.run();
        settings = testClass.settings(context);
        run.redact(settings);
        // before the test is begun, which may wait for a millisecond
        List<Expectation> expected = Contexts.expectations(context);
        scope = run.scopes()
                .openTest(
                        testClass.scope(),
                        context.getUniqueId(),
                        context.getDisplayName(),
                        Contexts.settling(settings));
        expected.forEach(scope::expect);
        containers = new ScopedContainers(run.watch(), scope, () -> settings, this::expect);
        run.activeTests().enter(this);
        scope.measure(settings.stats());
        run.measuring().begins(scope);
        run.export()
                .ifPresent(
                        export -> export.testBegan(context.getUniqueId(), className(), Contexts.name(context), began));
        RunViewer viewer = run.viewer();
        if (viewer != null) {
            viewer.begins(context.getUniqueId(), className(), methodName(), Contexts.name(context), began);
        }
    }

    /** Opens the resources of a test, unless an earlier callback has done so. */
    static void open(ExtensionContext context, ClassResource testClass) {
        TestResource opened = context.getStore(Contexts.NAMESPACE)
                .getOrComputeIfAbsent(
                        context.getUniqueId(), id -> new TestResource(context, testClass), TestResource.class);
        testClass.begun(context);
        ScopedContainers ofInstances = testClass.containersOfInstances(context, opened.containers);
        context.getTestInstances().ifPresent(instances -> {
            instances.getAllInstances().forEach(ofInstances::find);
            instances.getAllInstances().stream()
                    .filter(testClass::isForOneTest)
                    .forEach(instance -> LogsFields.values(instance)
                            .forEach(value -> opened.run.scopes().bind(value, opened.scope)));
        });
    }

    /** {@return the resources of a test, null if none were opened} */
    static @Nullable TestResource of(ExtensionContext test) {
        return test.getStore(Contexts.NAMESPACE).get(test.getUniqueId(), TestResource.class);
    }

    /** {@return the test's records, on any thread} */
    CapturedLogs logs() {
        return run.scopes().viewOf(scope);
    }

    /**
     * Handles a failed test, possibly before any callback because its instance could not be created: JUnit then opens
     * no store that it would close.
     */
    static void failed(ExtensionContext context) {
        ClassResource testClass = ClassResource.of(context);
        if (testClass != null && testClass.begun(context)) {
            var unused = new TestResource(context, testClass).end();
        }
    }

    /** Notes that the test method begins: everything before was its set-up. */
    static void begin(ExtensionContext context) {
        TestResource opened = context.getStore(Contexts.NAMESPACE).get(context.getUniqueId(), TestResource.class);
        if (opened != null) {
            opened.started = Instant.now();
            // Testcontainers has started the fields' containers after our set-up, if its annotation is below ours.
            opened.containers.claim();
            opened.run.measuring().looksAgain(opened.scope);
            opened.run.watch().testBegins();
            opened.run.testsGoOn();
            opened.note(opened.scope.captures());
            RunViewer viewer = opened.run.viewer();
            if (viewer != null) {
                viewer.awaitShown();
            }
        }
    }

    /** Handles the failure of a dynamic test of a factory. */
    static void dynamicTestFailed(ExtensionContext dynamicTest, Instant began, Throwable failure) {
        ExtensionContext context = Contexts.ofFactory(dynamicTest);
        TestResource factory = context.getStore(Contexts.NAMESPACE).get(context.getUniqueId(), TestResource.class);
        // The extension may be registered twice: by its annotation, and by detection.
        if (factory != null && factory.failedDynamicTests.add(dynamicTest.getUniqueId())) {
            factory.failed(dynamicTest, began, failure);
        }
    }

    private void failed(ExtensionContext dynamicTest, Instant began, Throwable failure) {
        String id = dynamicTest.getUniqueId();
        ClassFiles files = testClass.files();
        run.activeTests().claim();
        run.failures().settle(settings);
        ShownContainers shown = ShownContainers.of(scope, testClass.began());
        List<Capture> captures = shown.all();
        files.begun(id, Contexts.name(dynamicTest), began, captures);
        run.failures().failed(dynamicTest, scope, failure, shown, times(began), settings, files);
        files.ended(id, TestOutcome.FAILED, scope::count, captures);
    }

    private Failures.Times times(@Nullable Instant methodBegan) {
        return new Failures.Times(began, methodBegan, testClass.latestEnd(), run.times());
    }

    /** Writes the test to the files before it has ended, so that they contain it if the JVM is killed. */
    private void note(List<Capture> captures) {
        testClass.files().begun(context.getUniqueId(), Contexts.name(context), began, captures);
    }

    @Override
    public boolean owns(Capture capture) {
        return containers.own(capture) || testClass.owns(capture);
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public ClassResource around() {
        return testClass;
    }

    @Override
    ExtensionContext context() {
        return context;
    }

    @Override
    Run run() {
        return run;
    }

    @Override
    TestScope scope() {
        return scope;
    }

    @Override
    ScopedContainers containers() {
        return containers;
    }

    @Override
    void ended(@Nullable Throwable failure) {
        run.watch().testEnded();
        run.measuring().ends(scope);
        ShownContainers shown = failure == null ? null : ShownContainers.of(scope, testClass.began());
        List<Capture> captures = shown == null ? scope.captures() : shown.all();
        note(captures);
        // Text that is printed during a test is shown with the test's own output.
        run.console().drain();
        if (failure != null && shown != null) {
            run.failures().failed(context, scope, failure, shown, times(started), settings, testClass.files());
        } else if (context.getExecutionException().isEmpty()) {
            if (failedDynamicTests.isEmpty()) {
                run.failures().passed(context, scope, settings);
            }
            if (settings.print() == Print.AFTER_TEST) {
                testClass.afterTestPrinter().print(settings, Contexts.name(context), scope);
            }
        }
        List<String> unproven = scope.said();
        if (!unproven.isEmpty()) {
            testClass.files().said(context.getUniqueId(), unproven);
            run.say(Contexts.name(context), settings, unproven);
        }
        testClass.files().ended(context.getUniqueId(), outcome(failure), scope::count, captures);
        testClass.testEnded();
        run.times().add(context, began);
        run.export()
                .ifPresent(export -> export.testEnded(
                        context.getUniqueId(),
                        className(),
                        Contexts.name(context),
                        began,
                        result(failure),
                        failure,
                        scope.traces()));
        RunViewer viewer = run.viewer();
        if (viewer != null) {
            viewer.ends(
                    context.getUniqueId(),
                    reportOutcome(failure),
                    failure == null ? null : describe(failure),
                    Instant.now());
        }
        if (failure == null && !captures.isEmpty()) {
            run.report()
                    .ended(new EndedTest(
                            context.getRequiredTestClass().getName(),
                            methodName(),
                            Contexts.name(context),
                            began,
                            started,
                            Instant.now(),
                            reportOutcome(null),
                            null,
                            null,
                            List.of(),
                            scope.traces(),
                            null,
                            Run.recordsOf(scope)));
        }
    }

    private String className() {
        return context.getRequiredTestClass().getName();
    }

    private String methodName() {
        return context.getRequiredTestMethod().getName();
    }

    private Report.ReportOutcome reportOutcome(@Nullable Throwable failure) {
        if (failure != null) {
            return Report.ReportOutcome.FAILED;
        }
        return context.getExecutionException().isPresent() ? Report.ReportOutcome.ABORTED : Report.ReportOutcome.PASSED;
    }

    private String result(@Nullable Throwable failure) {
        if (failure != null) {
            return "fail";
        }
        return context.getExecutionException().isPresent() ? "aborted" : "pass";
    }

    private TestOutcome outcome(@Nullable Throwable failure) {
        if (failure != null) {
            return TestOutcome.FAILED;
        }
        return context.getExecutionException().isPresent() ? TestOutcome.ABORTED : TestOutcome.PASSED;
    }
}
