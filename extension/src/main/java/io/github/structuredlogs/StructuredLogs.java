package io.github.structuredlogs;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Captures the logs of every container that this JVM's tests start, prints them as readable lines, and fills in
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
 * <p>It may stand above or below {@code @Testcontainers}, on a class, on a superclass, on a method to change settings for
 * this test alone, or on an annotation of your own. Every attribute is a setting; one that is left out is taken from the
 * class, the outer class, the JUnit configuration parameter {@code structuredlogs.<key>}, and the default, in this order.
 * A value that is not allowed fails the class at its start: {@code settle = "soon"} does, {@code settle = "250ms"} does
 * not.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(StructuredLogsExtension.class)
public @interface StructuredLogs {

    /** {@return when records are printed; key {@code print}, default LIVE, and ON_FAILURE where {@code CI} is set} */
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
     * {@return the level from which a record that no test expects fails the test during which it was logged; key
     * {@code fail-on}, default OFF}
     */
    LogLevel[] failOn() default {};

    /**
     * {@return the names or images of the containers to capture, {@code *} standing for anything; containers that are
     * not of this JVM's tests are captured only when they are named here; key {@code containers.include}, default all of
     * this JVM's tests} On a class, not on a method.
     */
    String[] include() default {};

    /**
     * {@return the names or images of containers to leave alone, {@code *} standing for anything; key
     * {@code containers.exclude}, default none} On a class, not on a method: for the containers that are started in its
     * time. Where classes run in parallel, one is left alone if all of them say so.
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
     * {@return the width of the console in columns, at which what has a length of its own is cut; 0 for
     * {@code COLUMNS}, else 120; key {@code width}}
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
     * {@code files.raw} and {@code files.records}, default neither} On a class, not on a method; from the first class on
     * that wants them.
     */
    Files[] files() default {};

    /**
     * {@return when the run's report, one HTML file, is written; key {@code report}, default {@code ON_FAILURE}} On a class,
     * not on a method; that of the run's first class holds.
     */
    WriteReport report() default WriteReport.DEFAULT;

    /**
     * {@return how large the report may get, such as {@code 20m}; key {@code report.size}, default {@code 20m}} Records far
     * from failures are left out first, and the report says so. On a class, not on a method; that of the run's first class
     * holds.
     */
    String reportSize() default "";

    /**
     * {@return how long a failing assertion on records is tried again as more arrive, such as {@code 250ms} or
     * {@code 1s}; key {@code settle}, default 250ms}
     */
    String settle() default "";

    /**
     * {@return how long an assertion that there is no record waits before it looks, such as {@code 50ms}; key
     * {@code settle.absence}, default 50ms}
     */
    String settleAbsence() default "";

    /**
     * {@return what an assertion of absence or of an exact number concludes where not everything is known; key
     * {@code absence}, default KNOWN}
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
        /** Each container's log, byte for byte. It is neither redacted nor neutralised. */
        RAW,
        /** Every record of the run as a line of JSON. */
        RECORDS
    }
}
