package io.github.structuredlogs.assertj;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.CapturedMetrics;
import io.github.structuredlogs.CapturedSpans;
import io.github.structuredlogs.ContainerStats;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.MetricPoint;
import io.github.structuredlogs.Span;
import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.assertj.core.api.InstanceOfAssertFactory;

/**
 * Entry points for assertions on logs. AssertJ's own {@code Assertions.assertThat} works as well, and a star import of both
 * causes no conflict.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public final class LogAssertions {

    /** For {@code asInstanceOf}: a list of records. */
    @SuppressWarnings("rawtypes") // the class of a list knows no element type
    public static final InstanceOfAssertFactory<List, CapturedLogsAssert> LOG_RECORDS =
            new InstanceOfAssertFactory<>(List.class, LogAssertions::ofList);

    /** For {@code asInstanceOf}: one record. */
    public static final InstanceOfAssertFactory<LogRecord, LogRecordAssert> LOG_RECORD =
            new InstanceOfAssertFactory<>(LogRecord.class, LogRecordAssert::new);

    private LogAssertions() {}

    @SuppressWarnings("unchecked") // whoever asks for records has a list of them
    private static CapturedLogsAssert ofList(List<?> list) {
        return new CapturedLogsAssert((List<? extends LogRecord>) list);
    }

    /**
     * Starts an assertion on captured records.
     *
     * @param logs the records of the containers
     * @return the assertion
     */
    public static CapturedLogsAssert assertThat(CapturedLogs logs) {
        return logs.assertThat();
    }

    /**
     * Starts an assertion on one record.
     *
     * @param record the record
     * @return the assertion
     */
    public static LogRecordAssert assertThat(LogRecord record) {
        return new LogRecordAssert(record);
    }

    /**
     * Starts an assertion on captured spans.
     *
     * @param spans the spans that the containers have written
     * @return the assertion
     */
    public static CapturedSpansAssert assertThat(CapturedSpans spans) {
        return spans.assertThat();
    }

    /**
     * Starts an assertion on one span.
     *
     * @param span the span
     * @return the assertion
     */
    public static SpanAssert assertThat(Span span) {
        return new SpanAssert(span);
    }

    /**
     * Starts an assertion on captured measurements.
     *
     * @param metrics the measurements that the containers have written
     * @return the assertion
     */
    public static CapturedMetricsAssert assertThat(CapturedMetrics metrics) {
        return metrics.assertThat();
    }

    /**
     * Starts an assertion on one measurement.
     *
     * @param point the measurement
     * @return the assertion
     */
    public static MetricPointAssert assertThat(MetricPoint point) {
        return new MetricPointAssert(point);
    }

    /**
     * Starts an assertion on the memory and processor time of a container.
     *
     * @param stats its samples
     * @return the assertion
     */
    public static ContainerStatsAssert assertThat(ContainerStats stats) {
        return new ContainerStatsAssert(stats);
    }
}
