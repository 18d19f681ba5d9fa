package io.github.structuredlogs.internal.capture;

import io.github.structuredlogs.LogRecord;
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

    /** {@return a text of the test's own, with control characters made visible} */
    String plain(String text);
}
