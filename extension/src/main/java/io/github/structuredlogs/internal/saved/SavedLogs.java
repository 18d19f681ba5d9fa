package io.github.structuredlogs.internal.saved;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.LogMapping;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.assertj.CapturedLogsAssert;
import io.github.structuredlogs.assertj.Narrowing;
import io.github.structuredlogs.internal.condition.Criteria;
import io.github.structuredlogs.internal.parse.Formats;
import io.github.structuredlogs.internal.parse.values.TraceId;
import io.github.structuredlogs.internal.query.NarrowedRecords;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.testcontainers.containers.ContainerState;

/** The records of a log that was saved: there are all that there will be, and they are no test's. */
public final class SavedLogs implements CapturedLogs {

    private final NarrowedRecords records;

    private SavedLogs(NarrowedRecords records) {
        this.records = records;
    }

    /**
     * Reads a log.
     *
     * @param in its bytes; read to the end, not closed
     * @param mappings the user's, tried before the built-in formats
     * @return its records
     * @throws IOException if reading fails
     */
    public static CapturedLogs read(InputStream in, List<LogMapping> mappings) throws IOException {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        Formats formats = Formats.with(
                Formats.load(loader == null ? SavedLogs.class.getClassLoader() : loader, SavedLogs::report),
                mappings,
                SavedLogs::report);
        return new SavedLogs(NarrowedRecords.of(LogFile.read(in, formats)));
    }

    private static void report(String sentence) {
        System.err.println("structured-logs: " + sentence);
    }

    @Override
    public CapturedLogs all() {
        return this;
    }

    @Override
    public CapturedLogs from(ContainerState container) {
        return narrowed(all -> all.from(container));
    }

    @Override
    public CapturedLogs from(String container) {
        return narrowed(all -> all.from(container));
    }

    private CapturedLogs narrowed(UnaryOperator<NarrowedRecords> narrowing) {
        try {
            return new SavedLogs(narrowing.apply(records));
        } catch (AssertionError e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    @Override
    public List<LogRecord> records() {
        return records.snapshot();
    }

    @Override
    public LogRecord await(Duration timeout, Predicate<? super LogRecord> condition) {
        return records.narrow(Criteria.matching("that meet the given condition", condition))
                .await(timeout);
    }

    @Override
    public String traceparent() {
        return TraceId.fresh().traceparent();
    }

    @Override
    public void expect(Narrowing narrowing) {
        throw new UnsupportedOperationException("A saved log fails no test, so nothing in it need be expected");
    }

    @Override
    public void expectAtLeastOne(Narrowing narrowing) {
        throw new UnsupportedOperationException(
                "A saved log is whole already: assert on it, as in assertThat(logs).withLevel(ERROR).isNotEmpty()");
    }

    @Override
    public CapturedLogsAssert assertThat() {
        return new CapturedLogsAssert(records);
    }
}
