package io.github.structuredlogs.internal.jupiter;

import io.github.structuredlogs.Print;
import io.github.structuredlogs.internal.capture.Capture;
import io.github.structuredlogs.internal.capture.TestScope;
import io.github.structuredlogs.internal.settings.Settings;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/** What belongs to one test, from its first callback until JUnit closes its store. */
@SuppressWarnings("deprecation") // JUnit before 5.13 closes nothing else.
final class TestResource implements CloseableResource, AutoCloseable, LiveConsole.Audience {
    private final ExtensionContext context;
    private final Run run;
    private final Settings settings;
    private final TestScope scope;
    private final ScopedContainers containers;

    private volatile @Nullable Instant started;

    private TestResource(ExtensionContext context, ClassResource testClass) {
        this.context = context;
        run = testClass.run();
        settings = testClass.settings(context);
        scope = run.scopes()
                .openTest(
                        testClass.scope(),
                        context.getUniqueId(),
                        context.getDisplayName(),
                        Contexts.settling(settings));
        containers = new ScopedContainers(run.watch(), scope);
        run.live().enter(this);
    }

    /** Opens what belongs to a test, unless an earlier callback has. */
    static void open(ExtensionContext context, ClassResource testClass) {
        TestResource opened = context.getStore(Contexts.NAMESPACE)
                .getOrComputeIfAbsent(
                        context.getUniqueId(), id -> new TestResource(context, testClass), TestResource.class);
        ScopedContainers ofInstances = testClass.containersOfInstances(context, opened.containers);
        context.getTestInstances()
                .ifPresent(instances -> instances.getAllInstances().forEach(ofInstances::find));
    }

    /** The test method begins: what came before was its set-up. */
    static void begin(ExtensionContext context) {
        TestResource opened = context.getStore(Contexts.NAMESPACE).get(context.getUniqueId(), TestResource.class);
        if (opened != null) {
            opened.started = Instant.now();
        }
    }

    @Override
    public boolean owns(Capture capture) {
        return containers.own(capture);
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public void close() {
        containers.claim();
        scope.close();
        Contexts.failure(context)
                .ifPresentOrElse(
                        failure -> run.failures().failed(scope, Contexts.name(context), failure, started, settings),
                        this::passed);
        run.live().leave(this);
    }

    private void passed() {
        run.failures().passed(scope);
        if (settings.print() == Print.AFTER_TEST) {
            run.console().print(settings, Contexts.name(context), scope.slice().records());
        }
    }
}
