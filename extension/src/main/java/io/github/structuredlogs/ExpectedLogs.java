package io.github.structuredlogs;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Annotation that declares records as expected: {@link StructuredLogs#failOn()} does not fail the test for them.
 *
 * <p>A record is expected if it has everything that the annotation names. On a class it applies to each test, and to records
 * that belong to no test. {@link CapturedLogs#expect} does the same from within a test.
 *
 * <pre>{@code
 * @Test
 * @ExpectedLogs(container = "payments", level = ERROR, message = "refused")
 * void survivesARefusal() {
 *     placeOrder("X-1"); // passes although payments logs the ERROR "card refused"
 * }
 *
 * @Test
 * @ExpectedLogs(container = "payments", level = ERROR, required = true)
 * void reportsARefusal() {} // fails: payments has logged no ERROR
 * }</pre>
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(ExpectedLogs.All.class)
@Inherited
@Documented
public @interface ExpectedLogs {

    /** {@return the name of the container that logs them; empty for any container} */
    String container() default "";

    /** {@return the allowed levels; empty for any level} */
    LogLevel[] level() default {};

    /** {@return the full name of their logger; empty for any} */
    String logger() default "";

    /** {@return a text that their message contains; empty for any} */
    String message() default "";

    /** {@return the type of their exception, or of one that caused it, with its package or without; empty for any} */
    String exception() default "";

    /** {@return the required fields, each as {@code name=value}, or as {@code name} for any value} */
    String[] field() default {};

    /** {@return whether the test fails if no such record has arrived when it ends} */
    boolean required() default false;

    /** Container for several annotations; the compiler adds it. */
    @Target({ElementType.METHOD, ElementType.TYPE})
    @Retention(RetentionPolicy.RUNTIME)
    @Inherited
    @Documented
    @interface All {

        /** {@return the annotations} */
        ExpectedLogs[] value();
    }
}
