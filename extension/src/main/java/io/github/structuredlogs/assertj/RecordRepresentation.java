package io.github.structuredlogs.assertj;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.capture.NarrowedRecords;
import org.assertj.core.presentation.StandardRepresentation;
import org.jspecify.annotations.Nullable;

/** Shows records as lines, and never thousands of them. */
final class RecordRepresentation extends StandardRepresentation {

    private static final int MOST_RECORDS = 5;

    private final NarrowedRecords records;

    RecordRepresentation(NarrowedRecords records) {
        this.records = records;
    }

    @Override
    public String toStringOf(@Nullable Object object) {
        if (object instanceof LogRecord record) {
            return records.line(record);
        }
        if (object instanceof NarrowedRecords list) {
            return list.lines(MOST_RECORDS);
        }
        return super.toStringOf(object);
    }
}
