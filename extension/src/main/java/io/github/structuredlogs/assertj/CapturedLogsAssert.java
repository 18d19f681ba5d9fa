package io.github.structuredlogs.assertj;

import io.github.structuredlogs.LogRecord;
import java.util.List;
import org.assertj.core.api.AbstractListAssert;

/** Assertions on the records of a {@link io.github.structuredlogs.CapturedLogs}. */
public class CapturedLogsAssert
        extends AbstractListAssert<CapturedLogsAssert, List<? extends LogRecord>, LogRecord, LogRecordAssert> {

    /**
     * Starts an assertion on records.
     *
     * @param actual the records
     */
    public CapturedLogsAssert(List<? extends LogRecord> actual) {
        super(actual, CapturedLogsAssert.class);
    }

    @Override
    public LogRecordAssert toAssert(LogRecord value, String description) {
        return new LogRecordAssert(value).as(description);
    }

    @Override
    protected CapturedLogsAssert newAbstractIterableAssert(Iterable<? extends LogRecord> iterable) {
        List<LogRecord> records = new java.util.ArrayList<>();
        iterable.forEach(records::add);
        return new CapturedLogsAssert(records);
    }
}
