package io.github.structuredlogs.assertj;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.query.NarrowedRecords;
import io.github.structuredlogs.internal.text.RecordText;
import java.util.List;
import java.util.function.Supplier;
import org.assertj.core.presentation.StandardRepresentation;
import org.jspecify.annotations.Nullable;

/** Shows records as lines, and never thousands of them; and what was taken out of them as safely as themselves. */
final class RecordRepresentation extends StandardRepresentation {

    private static final int MAX_RECORDS = 5;

    private final RecordText text;
    private final Supplier<List<LogRecord>> about;
    private final Runnable failed;

    /** Shows records, and what AssertJ says of what was taken out of them, which {@link NarrowedRecords} hides as a whole. */
    RecordRepresentation(NarrowedRecords records) {
        this(records.text(), List::of, () -> {});
    }

    RecordRepresentation(LogRecord record) {
        this(record, () -> {});
    }

    /**
     * Shows a record and what is taken out of it.
     *
     * @param failed called when something is shown, which an assertion does when it fails
     */
    RecordRepresentation(LogRecord record, Runnable failed) {
        this(NarrowedRecords.textOf(record), () -> List.of(record), failed);
    }

    /** Shows one value that was taken out of one of these records. */
    static RecordRepresentation ofValueFrom(NarrowedRecords records) {
        return new RecordRepresentation(records.text(), records::behindTexts, () -> {});
    }

    private RecordRepresentation(RecordText text, Supplier<List<LogRecord>> about, Runnable failed) {
        this.text = text;
        this.about = about;
        this.failed = failed;
    }

    /** An assertion has failed that says so without showing anything by this. */
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
