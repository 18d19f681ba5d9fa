package io.github.structuredlogs.assertj;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.CapturedSpans;
import io.github.structuredlogs.LogRecord;
import java.util.List;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.assertj.core.api.AbstractSoftAssertions;
import org.assertj.core.api.SoftAssertionsProvider;
import org.assertj.core.api.StandardSoftAssertionsProvider;

/**
 * AssertJ's soft assertions, extended by captured logs.
 *
 * <pre>{@code
 * LogSoftAssertions.assertSoftly(softly -> {
 *     softly.assertThat(logs).from("orders").withLevel(ERROR).hasSize(1);
 *     softly.assertThat(logs).from("payments").isEmpty(); // evaluated even if the first one fails
 * });
 * }</pre>
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public class LogSoftAssertions extends AbstractSoftAssertions implements StandardSoftAssertionsProvider {

    /** Creates an empty collection of failures. */
    public LogSoftAssertions() {}

    /**
     * Starts an assertion on captured records whose failure is kept until {@link #assertAll}.
     *
     * @param logs the records of the containers
     * @return the assertion
     */
    @SuppressWarnings({"unchecked", "rawtypes"}) // AssertJ takes the raw class of a list
    public CapturedLogsAssert assertThat(CapturedLogs logs) {
        return (CapturedLogsAssert) proxy(
                (Class) CapturedLogsAssert.class, List.class, logs.assertThat().records());
    }

    /**
     * Starts an assertion on one record whose failure is kept until {@link #assertAll}.
     *
     * @param record the record
     * @return the assertion
     */
    public LogRecordAssert assertThat(LogRecord record) {
        return proxy(LogRecordAssert.class, LogRecord.class, record);
    }

    /**
     * Starts an assertion on captured spans whose failure is kept until {@link #assertAll}.
     *
     * @param spans the spans that the containers have written
     * @return the assertion
     */
    @SuppressWarnings({"unchecked", "rawtypes"}) // AssertJ takes the raw class of a list
    public CapturedSpansAssert assertThat(CapturedSpans spans) {
        return (CapturedSpansAssert) proxy(
                (Class) CapturedSpansAssert.class,
                List.class,
                spans.assertThat().items());
    }

    /**
     * Evaluates assertions, and fails at the end with all failures.
     *
     * @param assertions the assertions
     * @throws AssertionError if one or more of them fail
     */
    public static void assertSoftly(Consumer<LogSoftAssertions> assertions) {
        SoftAssertionsProvider.assertSoftly(LogSoftAssertions.class, assertions);
    }
}
