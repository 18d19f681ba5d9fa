package io.github.structuredlogs.assertj;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.query.NarrowedRecords;
import io.github.structuredlogs.internal.text.RecordText;
import java.util.List;
import java.util.function.Supplier;
import org.assertj.core.presentation.StandardRepresentation;
import org.jspecify.annotations.Nullable;

/** The representation of records as lines, of a long list by its first ones, and of values from them without secrets. */
final class RecordRepresentation extends StandardRepresentation {

    private static final int MAX_RECORDS = 5;

    private final RecordText text;
    private final Supplier<List<LogRecord>> about;
    private final Runnable failed;

    /** Represents records. {@link NarrowedRecords} hides what AssertJ says of values from them. */
    RecordRepresentation(NarrowedRecords records) {
        this(records.text(), List::of, () -> {});
    }

    RecordRepresentation(LogRecord record) {
        this(record, () -> {});
    }

    /**
     * Represents a record and the values from it.
     *
     * @param failed called when something is represented, as a failing assertion does
     */
    RecordRepresentation(LogRecord record, Runnable failed) {
        this(NarrowedRecords.textOf(record), () -> List.of(record), failed);
    }

    /** {@return the representation of a value from one of these records} */
    static RecordRepresentation ofValueFrom(NarrowedRecords records) {
        return new RecordRepresentation(records.text(), records::behindTexts, () -> {});
    }

    private RecordRepresentation(RecordText text, Supplier<List<LogRecord>> about, Runnable failed) {
        this.text = text;
        this.about = about;
        this.failed = failed;
    }

    /** Notes the failure of an assertion that represents nothing. */
    void failed() {
        failed.run();
    }

    @Override
    public @Nullable String toStringOf(@Nullable Object object) {
        failed.run();
        if (object instanceof LogRecord record) {
            return text.line(record);
        }
        if (object instanceof NarrowedRecords list) {
            return list.lines(MAX_RECORDS);
        }
        String shown = super.toStringOf(object);
        return shown == null ? null : text.foreign(shown, about.get());
    }
}
