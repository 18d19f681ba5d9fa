package io.github.structuredlogs;

import io.github.structuredlogs.internal.jupiter.LogsLifecycle;
import io.github.structuredlogs.internal.settings.SettingsLayer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
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
 * <p>The field should be static: an extension in an instance field begins with the first test and cannot see a container's
 * failed start in the class's own set-up. What the builder sets holds before what an annotation on the class sets.
 *
 * <p>For a whole project without annotations: JUnit's {@code junit.jupiter.extensions.autodetection.enabled=true}
 * together with {@code structuredlogs.enabled=true}.
 */
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

    /** Starts the extension with its default settings; JUnit calls this. */
    public StructuredLogsExtension() {
        this(new ExtensionBuilder());
    }

    private StructuredLogsExtension(ExtensionBuilder builder) {
        lifecycle = new LogsLifecycle(builder.values.build("StructuredLogsExtension.builder()"), builder.mappings);
    }

    /** {@return a builder that has set nothing} */
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

    /** Sets what {@link StructuredLogs} sets with its attributes. */
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
         * @param containers names or images, {@code *} standing for anything
         * @return this builder
         */
        public ExtensionBuilder include(String... containers) {
            values.set("containers.include", String.join(",", containers));
            return this;
        }

        /**
         * Sets which containers to leave alone.
         *
         * @param containers names or images, {@code *} standing for anything
         * @return this builder
         */
        public ExtensionBuilder exclude(String... containers) {
            values.set("containers.exclude", String.join(",", containers));
            return this;
        }

        /**
         * Sets the names of fields to redact beside the built-in ones.
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
         * @param color whether; {@link Color#DEFAULT} leaves it to the outer scope
         * @return this builder
         */
        public ExtensionBuilder color(Color color) {
            return set("color", color, Color.DEFAULT);
        }

        /**
         * Sets the console's width.
         *
         * @param columns the width in columns; 0 for that of the environment
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
         * @param directory the directory; made when something is written to it
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
         * Sets how long a failing assertion on records is tried again as more arrive.
         *
         * @param duration how long, to the millisecond
         * @return this builder
         */
        public ExtensionBuilder settle(Duration duration) {
            values.set("settle", TimeUnit.MILLISECONDS.convert(duration) + "ms");
            return this;
        }

        /**
         * Sets how long an assertion that there is no record waits before it looks.
         *
         * @param duration how long, to the millisecond
         * @return this builder
         */
        public ExtensionBuilder settleAbsence(Duration duration) {
            values.set("settle.absence", TimeUnit.MILLISECONDS.convert(duration) + "ms");
            return this;
        }

        /**
         * Says whether it is measured what containers use ({@code stats}, default true).
         *
         * @param measured whether it is
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
         * @param absence what to conclude
         * @return this builder
         */
        public ExtensionBuilder absence(Absence absence) {
            return set("absence", absence, Absence.DEFAULT);
        }

        /**
         * Adds a mapping for JSON lines whose keys no built-in format knows; it is tried before those. The mappings of
         * the first class of a run hold for the whole run, so a project's base class is the place for them.
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
