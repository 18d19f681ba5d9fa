package io.github.structuredlogs.internal.text;

import io.github.structuredlogs.LogRecord;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The text of records and of their values in failure messages. It contains no control character and no secret. */
public interface RecordText {

    /** {@return a record as one line, with its container} */
    String line(LogRecord record);

    /**
     * Returns the text of one value of a record.
     *
     * @param part the field's name, or the name of the record's part
     * @param value the value
     * @return the text of the value, with strings in double quotes
     */
    String value(String part, @Nullable Object value);

    /** {@return a text of the test itself, in the same form as values of records} */
    String plain(String text);

    /**
     * Cleans text from others, such as AssertJ's about extracted values.
     *
     * @param words the text, which may have several lines
     * @param about the records whose values the text may contain
     * @return the same lines, with control characters made visible and without the secrets of these records
     */
    String foreign(String words, Collection<? extends LogRecord> about);
}
