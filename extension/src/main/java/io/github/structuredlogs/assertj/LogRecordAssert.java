package io.github.structuredlogs.assertj;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.capture.Criteria;
import io.github.structuredlogs.internal.capture.Criterion;
import io.github.structuredlogs.internal.capture.NarrowedRecords;
import java.util.regex.Pattern;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.AbstractObjectAssert;
import org.assertj.core.api.InstanceOfAssertFactory;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on one {@link LogRecord}.
 *
 * <pre>{@code
 * assertThat(logs).from(ORDERS).withLevel(ERROR).singleElement()
 *         .hasMessageContaining("unknown sku") // passes
 *         .hasField("sku", "X-2"); // fails: field sku is "X-1"
 * }</pre>
 */
public class LogRecordAssert extends AbstractObjectAssert<LogRecordAssert, LogRecord> {

    /**
     * Starts an assertion on a record.
     *
     * @param actual the record, null if there is none
     */
    public LogRecordAssert(@Nullable LogRecord actual) {
        super(actual, LogRecordAssert.class);
    }

    /**
     * Checks the level.
     *
     * @param level the record's exact level
     * @return this assertion
     */
    public LogRecordAssert hasLevel(LogLevel level) {
        return meets(Criteria.level(level));
    }

    /**
     * Checks that the level is this one or a more severe one.
     *
     * @param level the least level
     * @return this assertion
     */
    public LogRecordAssert isAtOrAbove(LogLevel level) {
        return meets(Criteria.atOrAbove(level));
    }

    /**
     * Checks the logger.
     *
     * @param logger its full name
     * @return this assertion
     */
    public LogRecordAssert hasLogger(String logger) {
        return meets(Criteria.logger(logger));
    }

    /**
     * Checks the thread.
     *
     * @param thread its name
     * @return this assertion
     */
    public LogRecordAssert hasThread(String thread) {
        return meets(Criteria.thread(thread));
    }

    /**
     * Checks the container.
     *
     * @param container the name under which the container's records are shown
     * @return this assertion
     */
    public LogRecordAssert isFrom(String container) {
        return meets(Criteria.container(container));
    }

    /**
     * Checks the whole message.
     *
     * @param message the rendered message
     * @return this assertion
     */
    public LogRecordAssert hasMessage(String message) {
        return meets(Criteria.message(message));
    }

    /**
     * Checks that the message contains a text.
     *
     * @param part the text, case and all
     * @return this assertion
     */
    public LogRecordAssert hasMessageContaining(String part) {
        return meets(Criteria.messageContaining(part));
    }

    /**
     * Checks that the whole message matches a regular expression.
     *
     * @param regex the expression
     * @return this assertion
     */
    public LogRecordAssert hasMessageMatching(String regex) {
        return meets(Criteria.messageMatching(Pattern.compile(regex)));
    }

    /**
     * Checks that there is a field, even if its value is JSON's null.
     *
     * @param name the field's name or a path, as in {@link LogRecord#field}
     * @return this assertion
     */
    public LogRecordAssert hasField(String name) {
        return meets(Criteria.field(name));
    }

    /**
     * Checks a field's value. Numbers are compared as numbers, and a text with the value that it spells;
     * {@link #field(String)} is strict.
     *
     * @param name the field's name or a path, as in {@link LogRecord#field}
     * @param value the value, null for JSON's null
     * @return this assertion
     */
    public LogRecordAssert hasField(String name, @Nullable Object value) {
        return meets(Criteria.field(name, value));
    }

    /**
     * Checks that there is no such field.
     *
     * @param name the field's name or a path, as in {@link LogRecord#field}
     * @return this assertion
     */
    public LogRecordAssert hasNoField(String name) {
        return meets(Criteria.noField(name));
    }

    /**
     * Checks that the record carries an exception.
     *
     * @return this assertion
     */
    public LogRecordAssert hasException() {
        return meets(Criteria.exception());
    }

    /**
     * Checks that the record carries an exception of a type, or one caused by it.
     *
     * @param type the type's name, with its package or without
     * @return this assertion
     */
    public LogRecordAssert hasException(String type) {
        return meets(Criteria.exception(type));
    }

    /**
     * Checks that the record carries an exception of a type, or one caused by it; not of its subtypes, which the log
     * does not know.
     *
     * @param type the type
     * @return this assertion
     */
    public LogRecordAssert hasException(Class<? extends Throwable> type) {
        return meets(Criteria.exception(type.getName()));
    }

    /**
     * Checks that the message of the exception, or that of a cause, contains a text.
     *
     * @param part the text
     * @return this assertion
     */
    public LogRecordAssert hasExceptionMessageContaining(String part) {
        return meets(Criteria.exceptionMessageContaining(part));
    }

    /**
     * Checks that the record carries no exception.
     *
     * @return this assertion
     */
    public LogRecordAssert hasNoException() {
        return meets(Criteria.noException());
    }

    /**
     * Checks the trace.
     *
     * @param trace the trace id, or the whole {@code traceparent} header with it
     * @return this assertion
     */
    public LogRecordAssert hasTrace(String trace) {
        return meets(Criteria.trace(trace));
    }

    /**
     * Checks the span.
     *
     * @param span the span id
     * @return this assertion
     */
    public LogRecordAssert hasSpan(String span) {
        return meets(Criteria.span(span));
    }

    /**
     * Goes to a field's value, which is compared strictly: {@code 42} is not {@code 42.0} and not {@code "42"}.
     *
     * <pre>{@code
     * assertThat(record).field("qty").isEqualTo(3); // passes
     * assertThat(record).field("qty").isEqualTo("3"); // fails
     * }</pre>
     *
     * @param name the field's name or a path, as in {@link LogRecord#field}
     * @return an assertion on the value, null if there is no such field
     */
    public AbstractObjectAssert<?, @Nullable Object> field(String name) {
        isNotNull();
        return extracting(record -> record.field(name)).as(new FieldDescription(actual, name));
    }

    /**
     * Goes to a field's value as a value of some type.
     *
     * <pre>{@code
     * assertThat(record).field("items", InstanceOfAssertFactories.LIST).hasSize(2);
     * }</pre>
     *
     * @param <ASSERT> the type of the assertion
     * @param name the field's name or a path, as in {@link LogRecord#field}
     * @param type one of AssertJ's {@link org.assertj.core.api.InstanceOfAssertFactories}
     * @return an assertion on the value
     */
    public <ASSERT extends AbstractAssert<?, ?>> ASSERT field(String name, InstanceOfAssertFactory<?, ASSERT> type) {
        isNotNull();
        return extracting(record -> record.field(name))
                .as(new FieldDescription(actual, name))
                .asInstanceOf(type);
    }

    private LogRecordAssert meets(Criterion criterion) {
        isNotNull();
        if (!criterion.test(actual)) {
            NarrowedRecords.Difference difference = NarrowedRecords.difference(actual, criterion);
            failWithActualExpectedAndMessage(difference.actual(), difference.expected(), "%s", difference.text());
        }
        return myself;
    }
}
