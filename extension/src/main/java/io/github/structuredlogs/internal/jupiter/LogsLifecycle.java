package io.github.structuredlogs.internal.jupiter;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.LogMapping;
import io.github.structuredlogs.internal.settings.SettingsLayer;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.junit.jupiter.api.extension.TestWatcher;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * JUnit's callbacks of the extension. Each one opens the resources of its context, unless an earlier one has done so;
 * the context's store closes them.
 */
public class LogsLifecycle
        implements ExecutionCondition,
                BeforeAllCallback,
                AfterAllCallback,
                TestInstancePostProcessor,
                BeforeEachCallback,
                BeforeTestExecutionCallback,
                InvocationInterceptor,
                TestWatcher,
                ParameterResolver {

    private static final String CAPTURED_LOGS = "io.github.structuredlogs.CapturedLogs";

    /** Whether this JVM has reported a missing library. */
    private static final AtomicBoolean SAID = new AtomicBoolean();

    private final SettingsLayer built;
    private final List<LogMapping> mappings;

    /**
     * Creates the callbacks.
     *
     * @param built the settings of its builder
     * @param mappings the mappings of its builder
     */
    public LogsLifecycle(SettingsLayer built, List<LogMapping> mappings) {
        this.built = built;
        this.mappings = List.copyOf(mappings);
    }

    /** {@return the settings of its builder} */
    final SettingsLayer built() {
        return built;
    }

    /** {@return the mappings of its builder} */
    final List<LogMapping> mappings() {
        return mappings;
    }

    /**
     * Disables nothing. A condition is the only callback before the {@code beforeAll} of an extension that is declared
     * above, and a container that such an extension fails to start must already be watched.
     */
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        try {
            open(context);
        } catch (IllegalArgumentException e) {
            // It is thrown again where JUnit shows its message unchanged: in beforeAll or beforeEach.
        }
        return ConditionEvaluationResult.enabled("captures logs");
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        openOrRefuse(context);
    }

    /** Opens the class even if its set-up has failed before, so that the failure is shown. */
    @Override
    public void afterAll(ExtensionContext context) {
        openOrRefuse(context);
    }

    @Override
    public void postProcessTestInstance(Object instance, ExtensionContext context) throws IllegalAccessException {
        if (!captures(context)) {
            refuseFields(instance, context);
            return;
        }
        ClassResource testClass = ClassResource.open(context, this);
        for (var field : ReflectionSupport.findFields(
                instance.getClass(),
                candidate -> candidate.getType() == CapturedLogs.class,
                HierarchyTraversalMode.TOP_DOWN)) {
            field.setAccessible(true);
            if (field.get(instance) == null) {
                // A static one stays, for the classes that inherit it.
                field.set(
                        instance,
                        Modifier.isStatic(field.getModifiers()) ? testClass.logsOfAnyClass() : testClass.logs());
            }
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        openOrRefuse(context);
        if (captures(context)) {
            ClassResource.open(context, this).adoptBeans(context);
        }
    }

    @Override
    public void beforeTestExecution(ExtensionContext context) {
        if (captures(context)) {
            TestResource.begin(context);
        }
    }

    /** Notes failures of dynamic tests, which JUnit reports in no other way. */
    @Override
    public void interceptDynamicTest(
            Invocation<Void> invocation, DynamicTestInvocationContext test, ExtensionContext context) throws Throwable {
        if (!captures(context)) {
            invocation.proceed();
            return;
        }
        Instant began = Instant.now();
        try {
            invocation.proceed();
        } catch (Throwable thrown) {
            if (Contexts.isFailure(thrown)) {
                TestResource.dynamicTestFailed(context, began, thrown);
            }
            throw thrown;
        }
    }

    /**
     * Notes the failure of a test without any other callback: its constructor, or an extension such as Spring's, has
     * failed.
     */
    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        if (captures(context)) {
            TestResource.failed(context);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return isActive(context) && isCapturedLogs(parameter.getParameter().getType()) && resolves(context);
    }

    /**
     * Says whether this extension resolves the parameter. JUnit rejects a parameter that several resolve, so only the
     * first of ours does.
     */
    private boolean resolves(ExtensionContext context) {
        return context.getStore(Contexts.NAMESPACE)
                        .getOrComputeIfAbsent(ParameterResolver.class, key -> this, LogsLifecycle.class)
                == this;
    }

    /** Compares the name, because the type cannot be loaded without AssertJ. */
    private static boolean isCapturedLogs(Class<?> type) {
        return type.getName().equals(CAPTURED_LOGS);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        String missing = Prerequisites.missing();
        if (missing != null) {
            throw new ParameterResolutionException(missing);
        }
        ClassResource testClass = ClassResource.open(context, this);
        TestResource test = Contexts.isTest(context) ? TestResource.of(context) : null;
        if (test != null) {
            return test.logs();
        }
        boolean isOfInstance = parameter.getDeclaringExecutable() instanceof Constructor;
        return isOfInstance ? testClass.logs() : testClass.logsOfCallback();
    }

    private void openOrRefuse(ExtensionContext context) {
        try {
            open(context);
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException(e.getMessage(), e);
        }
    }

    private void open(ExtensionContext context) {
        if (context.getTestClass().isEmpty() || !captures(context)) {
            return;
        }
        ClassResource testClass = ClassResource.open(context, this);
        if (Contexts.isTest(context)) {
            TestResource.open(context, testClass);
        }
    }

    /** Says whether containers are captured for a context, and reports a missing library once. */
    private boolean captures(ExtensionContext context) {
        if (!isActive(context)) {
            return false;
        }
        String missing = Prerequisites.missing();
        if (missing != null && saysWhatIsMissing() && SAID.compareAndSet(false, true)) {
            System.out.println("[structured-logs] " + missing);
        }
        return missing == null;
    }

    /** Rejects a field that cannot be set, which a test would find empty. */
    private void refuseFields(Object instance, ExtensionContext context) {
        String missing = isActive(context) ? Prerequisites.missing() : null;
        if (missing != null
                && !ReflectionSupport.findFields(
                                instance.getClass(),
                                field -> isCapturedLogs(field.getType()) && !Modifier.isStatic(field.getModifiers()),
                                HierarchyTraversalMode.TOP_DOWN)
                        .isEmpty()) {
            throw new ExtensionConfigurationException(missing);
        }
    }

    /**
     * Says whether the extension reports a missing library.
     *
     * @return true, unless the class itself did not ask for the extension
     */
    protected boolean saysWhatIsMissing() {
        return true;
    }

    /**
     * Whether the extension does anything in a context.
     *
     * @param context the class's or the test's context
     * @return true, unless a subclass decides otherwise
     */
    protected boolean isActive(ExtensionContext context) {
        return true;
    }
}
