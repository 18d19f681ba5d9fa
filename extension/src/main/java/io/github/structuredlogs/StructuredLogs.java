package io.github.structuredlogs;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Annotation that captures the logs of every container that this JVM's tests start, prints them as readable lines, and sets
 * {@link CapturedLogs} parameters and fields.
 *
 * <pre>{@code
 * @StructuredLogs
 * @Testcontainers
 * class CheckoutIT {
 *     @Container
 *     static final GenericContainer<?> ORDERS = new GenericContainer<>("acme/orders:1");
 *
 *     @Test
 *     void refusesAnUnknownSku(CapturedLogs logs) {
 *         placeOrder("X-1");
 *
 *         assertThat(logs).from(ORDERS).withLevel(ERROR).withField("sku", "X-1").hasSize(1);
 *     }
 * }
 * }</pre>
 *
 * <p>Put it above or below {@code @Testcontainers}, on a class, on a superclass, on a method to change settings for this test
 * only, or on an annotation of your own. Every attribute is a setting. If you leave one out, its value comes from the class,
 * the outer class, the JUnit configuration parameter {@code structuredlogs.<key>}, or the default, in this order. A value
 * that is not allowed, such as {@code settle = "soon"}, fails the class at its start; {@code settle = "250ms"} is allowed.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(StructuredLogsExtension.class)
public @interface StructuredLogs {

    /** {@return when records are printed; key {@code print}, default LIVE, or ON_FAILURE if {@code CI} is set} */
    Print print() default Print.DEFAULT;

    /** {@return how the start of a container is printed; key {@code startup}, default FOLDED} */
    Startup startup() default Startup.DEFAULT;

    /**
     * {@return the least level that is printed, as in {@code level = WARN}; key {@code level}, default INFO} A record
     * without a level is always printed.
     */
    LogLevel[] level() default {};

    /**
     * {@return the least level that is printed for single containers, each as {@code name=LEVEL}; keys
     * {@code level.<name>}}
     */
    String[] levels() default {};

    /**
     * {@return the level from which an unexpected record fails the test during which it was logged; key {@code fail-on},
     * default OFF}
     */
    LogLevel[] failOn() default {};

    /**
     * {@return the names or images of the containers to capture, {@code *} for any text; containers that this JVM's tests
     * did not start are captured only if they are named here; key {@code containers.include}, default all containers of
     * this JVM's tests} On a class, not on a method.
     */
    String[] include() default {};

    /**
     * {@return the names or images of containers that are not captured, {@code *} for any text; key
     * {@code containers.exclude}, default none} On a class, not on a method; it applies to containers that are started while
     * the class runs. If classes run in parallel, a container is excluded only if all of them exclude it.
     */
    String[] exclude() default {};

    /**
     * {@return field names whose values are never shown, whole words in any spelling ({@code apiKey} is also
     * {@code api_key} and {@code x-api-key}), added to the built-in ones; {@code -name} removes one; key {@code redact}}
     */
    String[] redact() default {};

    /** {@return whether the console output is coloured; key {@code color}, default AUTO} On a class, not on a method. */
    Color color() default Color.DEFAULT;

    /**
     * {@return the width of the console in columns, to which long parts of a line are shortened; 0 for the environment
     * variable {@code COLUMNS}, or 120 without it; key {@code width}}
     */
    int width() default -1;

    /** {@return how many frames of each exception are printed; key {@code stacktrace.depth}, default 4} */
    int stacktraceDepth() default -1;

    /**
     * {@return the directory for the files of failed tests; key {@code files.directory}, default
     * {@code structured-logs} below {@code target} or {@code build}} On a class, not on a method; a run has one directory,
     * that of its first class.
     */
    String filesDirectory() default "";

    /**
     * {@return what is written beside the files of failed tests: each container's log byte for byte, every record; keys
     * {@code files.raw} and {@code files.records}, default neither} On a class, not on a method; the files start with the
     * first class that asks for them.
     */
    Files[] files() default {};

    /**
     * {@return when the run's report, one HTML file, is written; key {@code report}, default {@code ON_FAILURE}} On a class,
     * not on a method; the value of the run's first class is used.
     */
    WriteReport report() default WriteReport.DEFAULT;

    /**
     * {@return how large the report may get, such as {@code 20m}; key {@code report.size}, default {@code 20m}} Records far
     * from failures are left out first, and the report says so. On a class, not on a method; the value of the run's first
     * class is used.
     */
    String reportSize() default "";

    /**
     * {@return when a process beside the tests serves a live page of the run; key {@code viewer}, default {@code AUTO}: if the
     * JVM was started for a debugger and {@code CI} is not set} Set it on a class, not on a method. The value of the run's
     * first class is used.
     */
    LiveViewer viewer() default LiveViewer.DEFAULT;

    /**
     * {@return how long a failing assertion on records is retried as more arrive, such as {@code 250ms} or {@code 1s}; key
     * {@code settle}, default 250ms}
     */
    String settle() default "";

    /**
     * {@return how long an assertion of absence waits before it passes, such as {@code 50ms}; key {@code settle.absence},
     * default 50ms}
     */
    String settleAbsence() default "";

    /**
     * {@return the result of an assertion of absence or of an exact number if not everything is known; key {@code absence},
     * default KNOWN}
     */
    Absence absence() default Absence.DEFAULT;

    /**
     * {@return whether it is measured, once a second, what containers use, as in {@code stats = false}; key {@code stats},
     * default true}
     */
    boolean[] stats() default {};

    /**
     * {@return whether containers that are created are told to send their spans and metrics to this JVM by OTLP over HTTP,
     * as in {@code otlp = true}; key {@code otlp}, default false} On a class, for the containers that are started in its
     * time. Spans in a container's log need no setting.
     */
    boolean[] otlp() default {};

    /** What can be written beside the files of failed tests. */
    enum Files {
        /** Each container's log, byte for byte. Secrets and control characters are not removed. */
        RAW,
        /** Every record of the run, as a line of JSON. */
        RECORDS
    }
}
