package io.github.structuredlogs.assertj;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.query.NarrowedRecords;
import org.assertj.core.description.Description;
import org.jspecify.annotations.Nullable;

/** The description of a field's value with its type, which the value alone does not show: {@code 3} may be a text. */
final class FieldDescription extends Description {

    private final @Nullable LogRecord record;
    private final String name;

    FieldDescription(@Nullable LogRecord record, String name) {
        this.record = record;
        this.name = name;
    }

    @Override
    public String value() {
        String shown = record == null ? name : NarrowedRecords.textOf(record).plain(name);
        Object value = record == null ? null : record.field(name);
        if (value != null) {
            return "field " + shown + ", of type " + value.getClass().getSimpleName()
                    + "; field(…) compares strictly, hasField(…) compares a text by what it spells";
        }
        return "field " + shown + (record == null || record.hasField(name) ? "" : ", which the record does not have");
    }
}
