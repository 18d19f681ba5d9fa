package io.github.structuredlogs.internal.text;

import io.github.structuredlogs.LogRecord;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** How records and their values are shown in failure messages. What it returns holds no control character and no secret. */
public interface RecordText {

    /** {@return a record as one line, with its container} */
    String line(LogRecord record);

    /**
     * One value of a record.
     *
     * @param part the field's name, or which part of the record it is
     * @param value the value
     * @return the value as it is shown; text in double quotes
     */
    String value(String part, @Nullable Object value);

    /** {@return a text of the test's own, as the values of records are shown} */
    String plain(String text);

    /**
     * Words of others, as AssertJ's on what was extracted.
     *
     * @param words the words, which may be of several lines
     * @param about records that they may be about, of which they may hold any value
     * @return the same, line by line, with control characters made visible and without the secrets of these records
     */
    String foreign(String words, Collection<? extends LogRecord> about);
}
