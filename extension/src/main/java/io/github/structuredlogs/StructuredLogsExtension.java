package io.github.structuredlogs;

import io.github.structuredlogs.internal.jupiter.LogsLifecycle;
import io.github.structuredlogs.internal.settings.SettingsLayer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * The extension behind {@link StructuredLogs}, for tests that register it in code.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final StructuredLogsExtension LOGS =
 *         StructuredLogsExtension.builder().print(Print.ON_FAILURE).level("payments", LogLevel.WARN).build();
 * }</pre>
 *
 * <p>Make the field static: an extension in an instance field starts with the first test and cannot see a container whose start
 * fails in the class's own set-up. The builder's settings have priority over those of an annotation on the class.
 *
 * <p>To use the extension in a whole project without annotations, set JUnit's
 * {@code junit.jupiter.extensions.autodetection.enabled=true} and {@code structuredlogs.enabled=true}.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public final class StructuredLogsExtension
        implements ExecutionCondition,
                BeforeAllCallback,
                AfterAllCallback,
                TestInstancePostProcessor,
                BeforeEachCallback,
                BeforeTestExecutionCallback,
                InvocationInterceptor,
                TestWatcher,
                ParameterResolver {

    /** Found by its type where the extension is in a test's static field. */
    private final LogsLifecycle lifecycle;

    /** Creates the extension with its default settings. JUnit calls this constructor. */
    public StructuredLogsExtension() {
        this(new ExtensionBuilder());
    }

    private StructuredLogsExtension(ExtensionBuilder builder) {
        lifecycle = new LogsLifecycle(builder.values.build("StructuredLogsExtension.builder()"), builder.mappings);
    }

    /** {@return a builder without any settings} */
    public static ExtensionBuilder builder() {
        return new ExtensionBuilder();
    }

    // --- JUnit's callbacks

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return lifecycle.evaluateExecutionCondition(context);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        lifecycle.beforeAll(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        lifecycle.afterAll(context);
    }

    @Override
    public void postProcessTestInstance(Object instance, ExtensionContext context) throws IllegalAccessException {
        lifecycle.postProcessTestInstance(instance, context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        lifecycle.beforeEach(context);
    }

    @Override
    public void beforeTestExecution(ExtensionContext context) {
        lifecycle.beforeTestExecution(context);
    }

    @Override
    public void interceptDynamicTest(
            Invocation<Void> invocation, DynamicTestInvocationContext test, ExtensionContext context) throws Throwable {
        lifecycle.interceptDynamicTest(invocation, test, context);
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        lifecycle.testFailed(context, cause);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return lifecycle.supportsParameter(parameter, context);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return lifecycle.resolveParameter(parameter, context);
    }

    /** A builder for the settings that {@link StructuredLogs} has as attributes. */
    public static final class ExtensionBuilder {
        private final SettingsLayer.SettingsLayerBuilder values = new SettingsLayer.SettingsLayerBuilder();
        private final List<LogMapping> mappings = new ArrayList<>();

        private ExtensionBuilder() {}

        /**
         * Sets when records are printed.
         *
         * @param print when; {@link Print#DEFAULT} leaves it to the outer scope
         * @return this builder
         */
        public ExtensionBuilder print(Print print) {
            return set("print", print, Print.DEFAULT);
        }

        /**
         * Sets how the start of a container is printed.
         *
         * @param startup how; {@link Startup#DEFAULT} leaves it to the outer scope
         * @return this builder
         */
        public ExtensionBuilder startup(Startup startup) {
            return set("startup", startup, Startup.DEFAULT);
        }

        /**
         * Sets the least level that is printed.
         *
         * @param level the level; {@link LogLevel#OFF} for none
         * @return this builder
         */
        public ExtensionBuilder level(LogLevel level) {
            values.set("level", level.name());
            return this;
        }

        /**
         * Sets the least level that is printed for one container.
         *
         * @param container the container's name
         * @param level the level; {@link LogLevel#OFF} for none
         * @return this builder
         */
        public ExtensionBuilder level(String container, LogLevel level) {
            values.setLevel(container, level.name());
            return this;
        }

        /**
         * Sets the level from which an unexpected record fails the test.
         *
         * @param level the level; {@link LogLevel#OFF} for none
         * @return this builder
         */
        public ExtensionBuilder failOn(LogLevel level) {
            values.set("fail-on", level.name());
            return this;
        }

        /**
         * Sets which containers to capture.
         *
         * @param containers names or images, {@code *} for any text
         * @return this builder
         */
        public ExtensionBuilder include(String... containers) {
            values.set("containers.include", String.join(",", containers));
            return this;
        }

        /**
         * Sets which containers are not captured.
         *
         * @param containers names or images, {@code *} for any text
         * @return this builder
         */
        public ExtensionBuilder exclude(String... containers) {
            values.set("containers.exclude", String.join(",", containers));
            return this;
        }

        /**
         * Adds names of fields to redact.
         *
         * @param fields the names; {@code -name} removes a built-in one
         * @return this builder
         */
        public ExtensionBuilder redact(String... fields) {
            values.set("redact", String.join(",", fields));
            return this;
        }

        /**
         * Sets whether the console output is coloured.
         *
         * @param color the colouring; {@link Color#DEFAULT} leaves it to the outer scope
         * @return this builder
         */
        public ExtensionBuilder color(Color color) {
            return set("color", color, Color.DEFAULT);
        }

        /**
         * Sets the console's width.
         *
         * @param columns the width in columns; 0 for the environment's width
         * @return this builder
         */
        public ExtensionBuilder width(int columns) {
            values.set("width", Integer.toString(columns));
            return this;
        }

        /**
         * Sets how many frames of each exception are printed.
         *
         * @param frames the number of frames
         * @return this builder
         */
        public ExtensionBuilder stacktraceDepth(int frames) {
            values.set("stacktrace.depth", Integer.toString(frames));
            return this;
        }

        /**
         * Sets the directory for the files of failed tests.
         *
         * @param directory the directory; it is created when something is written to it
         * @return this builder
         */
        public ExtensionBuilder filesDirectory(Path directory) {
            values.set("files.directory", directory.toString());
            return this;
        }

        /**
         * Sets what is written beside the files of failed tests.
         *
         * @param files what to write
         * @return this builder
         */
        public ExtensionBuilder files(StructuredLogs.Files... files) {
            for (StructuredLogs.Files file : files) {
                values.set("files." + file.name().toLowerCase(Locale.ROOT), "true");
            }
            return this;
        }

        /**
         * Sets when the run's report is written.
         *
         * @param when when; {@link WriteReport#DEFAULT} leaves it to the outer scope
         * @return this builder
         */
        public ExtensionBuilder report(WriteReport when) {
            return set("report", when, WriteReport.DEFAULT);
        }

        /**
         * Sets how large the run's report may get.
         *
         * @param size a number of bytes such as {@code 20m}
         * @return this builder
         */
        public ExtensionBuilder reportSize(String size) {
            values.set("report.size", size);
            return this;
        }

        /**
         * Sets when a process beside the tests serves a live page of the run.
         *
         * @param when in which runs; {@link LiveViewer#DEFAULT} leaves it to the outer scope
         * @return this builder
         */
        public ExtensionBuilder viewer(LiveViewer when) {
            return set("viewer", when, LiveViewer.DEFAULT);
        }

        /**
         * Sets how long a failing assertion on records is retried as more arrive.
         *
         * @param duration how long, in whole milliseconds
         * @return this builder
         */
        public ExtensionBuilder settle(Duration duration) {
            values.set("settle", TimeUnit.MILLISECONDS.convert(duration) + "ms");
            return this;
        }

        /**
         * Sets how long an assertion of absence waits before it passes.
         *
         * @param duration how long, in whole milliseconds
         * @return this builder
         */
        public ExtensionBuilder settleAbsence(Duration duration) {
            values.set("settle.absence", TimeUnit.MILLISECONDS.convert(duration) + "ms");
            return this;
        }

        /**
         * Sets whether the memory and processor time of containers are measured ({@code stats}, default true).
         *
         * @param measured whether they are measured
         * @return this builder
         */
        public ExtensionBuilder stats(boolean measured) {
            values.set("stats", Boolean.toString(measured));
            return this;
        }

        /**
         * Says whether containers that are created are told to send their spans and metrics to this JVM by OTLP over HTTP
         * ({@code otlp}, default false).
         *
         * @param received whether they are
         * @return this builder
         */
        public ExtensionBuilder otlp(boolean received) {
            values.set("otlp", Boolean.toString(received));
            return this;
        }

        /**
         * Sets what an assertion of absence or of an exact number concludes where not everything is known.
         *
         * @param absence the result
         * @return this builder
         */
        public ExtensionBuilder absence(Absence absence) {
            return set("absence", absence, Absence.DEFAULT);
        }

        /**
         * Adds a mapping for your own JSON lines. It is tried before the built-in formats. The mappings of a run's first class
         * are used for the whole run, so put them into a base class of your project.
         *
         * @param mapping the mapping
         * @return this builder
         */
        public ExtensionBuilder format(LogMapping mapping) {
            mappings.add(mapping);
            return this;
        }

        /** {@return the extension, for a field with {@code @RegisterExtension}} */
        public StructuredLogsExtension build() {
            return new StructuredLogsExtension(this);
        }

        private <E extends Enum<E>> ExtensionBuilder set(String key, E value, E unset) {
            if (value != unset) {
                values.set(key, value.name());
            }
            return this;
        }
    }
}
