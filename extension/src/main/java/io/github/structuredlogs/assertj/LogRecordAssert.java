package io.github.structuredlogs.assertj;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.condition.RecordCondition;
import io.github.structuredlogs.internal.condition.RecordConditions;
import io.github.structuredlogs.internal.query.NarrowedRecords;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.AbstractObjectAssert;
import org.assertj.core.api.InstanceOfAssertFactory;
import org.assertj.core.description.Description;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on one {@link LogRecord}.
 *
 * <pre>{@code
 * assertThat(logs).from(ORDERS).withLevel(ERROR).singleElement()
 *         .hasMessageContaining("unknown sku") // passes
 *         .hasField("sku", "X-2"); // fails: field sku is "X-1"
 * }</pre>
 *
 * <p>Each one throws an AssertionError that shows the record and says in which part it differs. Arguments must not be null
 * unless they are marked as nullable. The examples are about the record that {@link CapturedLogsAssert} describes.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public class LogRecordAssert extends AbstractObjectAssert<LogRecordAssert, LogRecord> {

    /**
     * Starts an assertion on a record.
     *
     * @param actual the record, null if there is none
     */
    public LogRecordAssert(@Nullable LogRecord actual) {
        super(actual, LogRecordAssert.class);
        if (actual != null) {
            info.useRepresentation(new RecordRepresentation(actual));
        }
    }

    /**
     * Checks the level.
     *
     * <pre>{@code
     * assertThat(record).hasLevel(ERROR); // passes
     * assertThat(record).hasLevel(WARN); // fails: level is ERROR
     * }</pre>
     *
     * @param level the record's exact level
     * @return this assertion
     */
    public LogRecordAssert hasLevel(LogLevel level) {
        return meets(RecordConditions.level(level));
    }

    /**
     * Checks that the level is this one or a more severe one.
     *
     * <pre>{@code
     * assertThat(record).isAtOrAbove(WARN); // passes
     * assertThat(record).isAtOrAbove(FATAL); // fails: level is ERROR
     * }</pre>
     *
     * @param level the least level
     * @return this assertion
     */
    public LogRecordAssert isAtOrAbove(LogLevel level) {
        return meets(RecordConditions.atOrAbove(level));
    }

    /**
     * Checks the logger.
     *
     * <pre>{@code
     * assertThat(record).hasLogger("com.acme.OrderService"); // passes
     * assertThat(record).hasLogger("OrderService"); // fails: not its full name
     * }</pre>
     *
     * @param logger its full name
     * @return this assertion
     */
    public LogRecordAssert hasLogger(String logger) {
        return meets(RecordConditions.logger(logger));
    }

    /**
     * Checks the thread.
     *
     * <pre>{@code
     * assertThat(record).hasThread("http-1"); // passes
     * assertThat(record).hasThread("http"); // fails: thread is "http-1"
     * }</pre>
     *
     * @param thread its name
     * @return this assertion
     */
    public LogRecordAssert hasThread(String thread) {
        return meets(RecordConditions.thread(thread));
    }

    /**
     * Checks the container.
     *
     * <pre>{@code
     * assertThat(record).isFrom("orders"); // passes
     * assertThat(record).isFrom("payments"); // fails: it is from orders
     * }</pre>
     *
     * @param container the name under which the container's records are shown
     * @return this assertion
     */
    public LogRecordAssert isFrom(String container) {
        return meets(RecordConditions.container(container));
    }

    /**
     * Checks the whole message.
     *
     * <pre>{@code
     * assertThat(record).hasMessage("unknown sku X-1"); // passes
     * assertThat(record).hasMessage("unknown sku"); // fails: not the whole message
     * }</pre>
     *
     * @param message the rendered message
     * @return this assertion
     */
    public LogRecordAssert hasMessage(String message) {
        return meets(RecordConditions.message(message));
    }

    /**
     * Checks that the message contains a text.
     *
     * <pre>{@code
     * assertThat(record).hasMessageContaining("sku"); // passes
     * assertThat(record).hasMessageContaining("SKU"); // fails: in lower case
     * }</pre>
     *
     * @param part the text; upper and lower case are distinguished
     * @return this assertion
     */
    public LogRecordAssert hasMessageContaining(String part) {
        return meets(RecordConditions.messageContaining(part));
    }

    /**
     * Checks that the whole message matches a regular expression.
     *
     * <pre>{@code
     * assertThat(record).hasMessageMatching("unknown .*"); // passes
     * assertThat(record).hasMessageMatching("unknown"); // fails: not the whole message
     * }</pre>
     *
     * @param regex the expression
     * @return this assertion
     */
    public LogRecordAssert hasMessageMatching(String regex) {
        return meets(RecordConditions.messageMatching(Pattern.compile(regex)));
    }

    /**
     * Checks that there is a field, even if its value is JSON's null.
     *
     * <pre>{@code
     * assertThat(record).hasField("sku"); // passes
     * assertThat(record).hasField("price"); // fails: it has no field price
     * }</pre>
     *
     * @param name the field's name or a path, as in {@link LogRecord#field}
     * @return this assertion
     */
    public LogRecordAssert hasField(String name) {
        return meets(RecordConditions.field(name));
    }

    /**
     * Checks a field's value. Numbers are compared by value, and a text equals the number or boolean that it spells.
     * {@link #field(String)} compares strictly.
     *
     * <pre>{@code
     * assertThat(record).hasField("qty", 3).hasField("qty", "3").hasField("qty", 3.0); // passes
     * assertThat(record).hasField("qty", 4); // fails: field qty is 3
     * }</pre>
     *
     * @param name the field's name or a path, as in {@link LogRecord#field}
     * @param value the value, null for JSON's null
     * @return this assertion
     */
    public LogRecordAssert hasField(String name, @Nullable Object value) {
        return meets(RecordConditions.field(name, value));
    }

    /**
     * Checks that a field is absent.
     *
     * <pre>{@code
     * assertThat(record).hasNoField("price"); // passes
     * assertThat(record).hasNoField("sku"); // fails: it has a field sku
     * }</pre>
     *
     * @param name the field's name or a path, as in {@link LogRecord#field}
     * @return this assertion
     */
    public LogRecordAssert hasNoField(String name) {
        return meets(RecordConditions.noField(name));
    }

    /**
     * Checks that the record has an exception.
     *
     * <pre>{@code
     * assertThat(record).hasException(); // passes
     * assertThat(record).hasException(); // on a record that only has a message: fails
     * }</pre>
     *
     * @return this assertion
     */
    public LogRecordAssert hasException() {
        return meets(RecordConditions.exception());
    }

    /**
     * Checks that the record has an exception of a type, or one caused by it.
     *
     * <pre>{@code
     * assertThat(record).hasException("UnknownSkuException"); // passes
     * assertThat(record).hasException("SkuException"); // fails: not the whole name
     * }</pre>
     *
     * @param type the type's name, with its package or without
     * @return this assertion
     */
    public LogRecordAssert hasException(String type) {
        return meets(RecordConditions.exception(type));
    }

    /**
     * Checks that the record has an exception of exactly this type, or one caused by it. Subtypes do not count, because the log
     * does not contain them.
     *
     * <pre>{@code
     * assertThat(record).hasException(NoSuchElementException.class); // passes
     * assertThat(record).hasException(RuntimeException.class); // fails: a subtype was thrown
     * }</pre>
     *
     * @param type the type
     * @return this assertion
     */
    public LogRecordAssert hasException(Class<? extends Throwable> type) {
        return meets(RecordConditions.exception(type.getName()));
    }

    /**
     * Checks that the message of the exception, or that of a cause, contains a text.
     *
     * <pre>{@code
     * assertThat(record).hasExceptionMessageContaining("No value"); // passes
     * assertThat(record).hasExceptionMessageContaining("no value"); // fails: case matters
     * }</pre>
     *
     * @param part the text
     * @return this assertion
     */
    public LogRecordAssert hasExceptionMessageContaining(String part) {
        return meets(RecordConditions.exceptionMessageContaining(part));
    }

    /**
     * Checks that the record has no exception.
     *
     * <pre>{@code
     * assertThat(record).hasNoException(); // on a record that only has a message: passes
     * assertThat(record).hasNoException(); // fails: it has an exception
     * }</pre>
     *
     * @return this assertion
     */
    public LogRecordAssert hasNoException() {
        return meets(RecordConditions.noException());
    }

    /**
     * Checks the trace.
     *
     * <pre>{@code
     * assertThat(record).hasTrace(traceparent); // passes
     * assertThat(record).hasTrace("4bf92f35"); // fails: not the whole id
     * }</pre>
     *
     * @param trace the trace id, or the whole {@code traceparent} header with it
     * @return this assertion
     */
    public LogRecordAssert hasTrace(String trace) {
        return meets(RecordConditions.trace(trace));
    }

    /**
     * Checks the span.
     *
     * <pre>{@code
     * assertThat(record).hasSpan("00f067aa0ba902b7"); // passes
     * assertThat(record).hasSpan("00f067aa"); // fails: not the whole id
     * }</pre>
     *
     * @param span the span id
     * @return this assertion
     */
    public LogRecordAssert hasSpan(String span) {
        return meets(RecordConditions.span(span));
    }

    /**
     * Navigates to a field's value, which is compared strictly: {@code 42} is not {@code 42.0} and not {@code "42"}.
     *
     * <pre>{@code
     * assertThat(record).field("qty").isEqualTo(3); // passes
     * assertThat(record).field("qty").isEqualTo("3"); // fails
     * }</pre>
     *
     * @param name the field's name or a path, as in {@link LogRecord#field}
     * @return an assertion on the value, or on null if the field is absent
     */
    public AbstractObjectAssert<?, @Nullable Object> field(String name) {
        isNotNull();
        return extracting(record -> record.field(name)).as(new FieldDescription(actual, name));
    }

    /**
     * Navigates to a field's value as a value of some type.
     *
     * <pre>{@code
     * assertThat(record).field("sku", InstanceOfAssertFactories.STRING).startsWith("X-"); // passes
     * assertThat(record).field("sku", InstanceOfAssertFactories.INTEGER).isEven(); // fails: it is a text
     * }</pre>
     *
     * @param <ASSERT> the type of the assertion
     * @param name the field's name or a path, as in {@link LogRecord#field}
     * @param type one of AssertJ's {@link org.assertj.core.api.InstanceOfAssertFactories}
     * @return an assertion on the value
     * @throws AssertionError if the value has another type or the field is absent
     */
    public <ASSERT extends AbstractAssert<?, ?>> ASSERT field(String name, InstanceOfAssertFactory<?, ASSERT> type) {
        isNotNull();
        return extracting(record -> record.field(name))
                .as(new FieldDescription(actual, name))
                .asInstanceOf(type);
    }

    /** Registers a call for each failure of an assertion on the record, or on a value that is taken from it. */
    LogRecordAssert whenItFails(Runnable failed) {
        info.useRepresentation(new RecordRepresentation(actual, failed));
        return this;
    }

    @Override
    protected LogRecordAssert satisfiesForProxy(Consumer<? super LogRecord>[] requirements) {
        return noting(() -> super.satisfiesForProxy(requirements));
    }

    @Override
    protected LogRecordAssert satisfiesAnyOfForProxy(Consumer<? super LogRecord>[] requirements) {
        return noting(() -> super.satisfiesAnyOfForProxy(requirements));
    }

    @Override
    public LogRecordAssert describedAs(@Nullable Description description) {
        return super.describedAs(
                actual == null ? description : SafeDescription.of(description, NarrowedRecords.textOf(actual)));
    }

    /** Notes a failure in the test's lambda, because such a failure does not pass through this assertion. */
    private LogRecordAssert noting(Supplier<LogRecordAssert> assertion) {
        try {
            return assertion.get();
        } catch (AssertionError e) {
            failed();
            if (actual != null
                    && SafeDescription.withSafeMessage(e, NarrowedRecords.textOf(actual))
                            instanceof AssertionError safe) {
                throw safe;
            }
            throw e;
        } catch (RuntimeException e) {
            failed();
            throw e;
        }
    }

    private void failed() {
        if (info.representation() instanceof RecordRepresentation representation) {
            representation.failed();
        }
    }

    private LogRecordAssert meets(RecordCondition recordCondition) {
        isNotNull();
        if (!recordCondition.test(actual)) {
            failed();
            NarrowedRecords.RecordDifference recordDifference = NarrowedRecords.difference(actual, recordCondition);
            failWithActualExpectedAndMessage(
                    recordDifference.actual(), recordDifference.expected(), "%s", recordDifference.text());
        }
        return myself;
    }
}
