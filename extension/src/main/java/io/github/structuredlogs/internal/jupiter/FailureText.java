package io.github.structuredlogs.internal.jupiter;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.capture.RecordText;
import io.github.structuredlogs.internal.console.ControlCharacters;
import io.github.structuredlogs.internal.console.RecordFormatter;
import io.github.structuredlogs.internal.console.Redaction;
import org.jspecify.annotations.Nullable;

/** Shows records in failure messages as the console does: redacted, neutralised, and never coloured. */
record FailureText(RecordFormatter formatter, Redaction redaction) implements RecordText {

    @Override
    public String line(LogRecord record) {
        String lines = formatter.format(record);
        int end = lines.indexOf('\n');
        return end < 0 ? lines : lines.substring(0, end);
    }

    @Override
    public String value(String part, @Nullable Object value) {
        if (redaction.hides(part, value)) {
            return Redaction.MASK;
        }
        return value instanceof CharSequence text
                ? '"' + ControlCharacters.visible(redaction.text(text.toString())) + '"'
                : ControlCharacters.visible(redaction.text(String.valueOf(value)));
    }

    @Override
    public String plain(String text) {
        return ControlCharacters.visible(text);
    }
}
