package io.github.structuredlogs.assertj;

import io.github.structuredlogs.LogRecord;
import org.assertj.core.api.AbstractObjectAssert;
import org.jspecify.annotations.Nullable;

/** Assertions on one {@link LogRecord}. */
public class LogRecordAssert extends AbstractObjectAssert<LogRecordAssert, LogRecord> {

    /**
     * Starts an assertion on a record.
     *
     * @param actual the record, null if there is none
     */
    public LogRecordAssert(@Nullable LogRecord actual) {
        super(actual, LogRecordAssert.class);
    }
}
