package io.github.structuredlogs.internal.saved;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.CapturedMetrics;
import io.github.structuredlogs.CapturedSpans;
import io.github.structuredlogs.LogMapping;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.MetricPoint;
import io.github.structuredlogs.Span;
import io.github.structuredlogs.assertj.CapturedLogsAssert;
import io.github.structuredlogs.assertj.CapturedMetricsAssert;
import io.github.structuredlogs.assertj.CapturedSpansAssert;
import io.github.structuredlogs.assertj.Narrowing;
import io.github.structuredlogs.internal.condition.RecordConditions;
import io.github.structuredlogs.internal.parse.Formats;
import io.github.structuredlogs.internal.parse.values.TraceId;
import io.github.structuredlogs.internal.query.ListedItems;
import io.github.structuredlogs.internal.query.NarrowedItems;
import io.github.structuredlogs.internal.query.NarrowedRecords;
import io.github.structuredlogs.internal.query.RecordSource;
import io.github.structuredlogs.internal.text.PlainRecordText;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.testcontainers.containers.ContainerState;

/** The records of a saved log. No record is added later, and they belong to no test. */
public final class SavedLogs implements CapturedLogs {

    private final NarrowedRecords records;
    private final NarrowedItems<Span> spans;
    private final NarrowedItems<MetricPoint> points;
    private final List<String> gaps;

    private SavedLogs(LogFile.Contents log) {
        RecordSource recordSource = RecordSource.of(log.records(), log.gaps());
        records = NarrowedRecords.of(recordSource, List.of());
        spans = NarrowedItems.of(ListedItems.spans(log.spans(), recordSource));
        points = NarrowedItems.of(ListedItems.points(log.points(), recordSource));
        gaps = log.gaps();
    }

    private SavedLogs(
            NarrowedRecords records, NarrowedItems<Span> spans, NarrowedItems<MetricPoint> points, List<String> gaps) {
        this.records = records;
        this.spans = spans;
        this.points = points;
        this.gaps = gaps;
    }

    /**
     * Reads a log to assert on it. What is no log is refused.
     *
     * @param in its bytes; read to the end, not closed
     * @param mappings the user's mappings, tried before the built-in formats
     * @return its records
     * @throws IOException if reading fails
     */
    public static CapturedLogs read(InputStream in, List<LogMapping> mappings) throws IOException {
        LogFile.Contents log = LogFile.readAll(in, formats(mappings), true);
        if (log.isEmpty()) {
            report("A saved log is empty, so every assertion of absence passes on it.");
        }
        return new SavedLogs(log);
    }

    /**
     * Reads a log to show it, whatever it is.
     *
     * @param in its bytes; read to the end, not closed
     * @return its records
     * @throws IOException if reading fails
     */
    public static SavedLogs show(InputStream in) throws IOException {
        return new SavedLogs(LogFile.readAll(in, formats(List.of()), false));
    }

    private static Formats formats(List<LogMapping> mappings) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return Formats.with(
                Formats.load(loader == null ? SavedLogs.class.getClassLoader() : loader, SavedLogs::report),
                mappings,
                SavedLogs::report);
    }

    private static void report(String sentence) {
        System.err.println("structured-logs: " + PlainRecordText.INSTANCE.plain(sentence));
    }

    @Override
    public CapturedLogs all() {
        return this;
    }

    @Override
    public CapturedLogs from(ContainerState container) {
        try {
            return new SavedLogs(records.from(container), spans.from(container), points.from(container), gaps);
        } catch (AssertionError e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    @Override
    public CapturedLogs from(String container) {
        try {
            return new SavedLogs(records.from(container), spans.from(container), points.from(container), gaps);
        } catch (AssertionError e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    @Override
    public List<LogRecord> records() {
        records.settle();
        return records.snapshot();
    }

    /** {@return the records that were read, whatever is missing} */
    public List<LogRecord> readRecords() {
        return records.snapshot();
    }

    /** {@return the spans that were read, whatever is missing} */
    public List<Span> readSpans() {
        return spans.snapshot();
    }

    /** {@return the measurements that were read, whatever is missing} */
    public List<MetricPoint> readPoints() {
        return points.snapshot();
    }

    /** {@return what is known to be missing, a sentence each} */
    public List<String> gaps() {
        return gaps;
    }

    @Override
    public LogRecord await(Duration timeout, Predicate<? super LogRecord> condition) {
        return records.narrow(RecordConditions.matching("that meets the given condition", condition))
                .await(timeout);
    }

    @Override
    public String traceparent() {
        return TraceId.fresh().traceparent();
    }

    @Override
    public CapturedSpans spans() {
        return new CapturedSpans() {
            @Override
            public List<Span> list() {
                return spans.settled();
            }

            @Override
            public CapturedSpansAssert assertThat() {
                return new CapturedSpansAssert(spans);
            }
        };
    }

    @Override
    public CapturedMetrics metrics() {
        return new CapturedMetrics() {
            @Override
            public List<MetricPoint> list() {
                return points.settled();
            }

            @Override
            public CapturedMetricsAssert assertThat() {
                return new CapturedMetricsAssert(points);
            }
        };
    }

    @Override
    public void expect(Narrowing narrowing) {
        throw new UnsupportedOperationException("A saved log never fails a test: remove expect(…)");
    }

    @Override
    public void expectAtLeastOne(Narrowing narrowing) {
        throw new UnsupportedOperationException(
                "A saved log does not grow: assert on it, as in assertThat(logs).withLevel(ERROR).isNotEmpty()");
    }

    @Override
    public CapturedLogsAssert assertThat() {
        return new CapturedLogsAssert(records);
    }
}
