package io.github.structuredlogs.internal.output.console;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.render.RecordFormatter;
import io.github.structuredlogs.internal.text.BuildCommands;
import io.github.structuredlogs.internal.text.RecordText;
import io.github.structuredlogs.internal.text.Redaction;
import io.github.structuredlogs.internal.text.SafeText;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The text of records in failure messages, as on the console: redacted, with control characters made visible, and never
 * coloured.
 */
public final class FailureText implements RecordText {
    private volatile RecordFormatter formatter;

    public FailureText(RecordFormatter formatter) {
        this.formatter = formatter;
    }

    private Redaction redaction() {
        return formatter.options().redaction();
    }

    /** Adds another redaction, because a message is made where its class is not known. */
    public synchronized void alsoHide(Redaction more) {
        Redaction all = redaction().and(more);
        if (all != redaction()) {
            formatter = new RecordFormatter(formatter.options().with(all));
        }
    }

    @Override
    public String line(LogRecord record) {
        String lines = formatter.format(record);
        int end = lines.indexOf('\n');
        return end < 0 ? lines : lines.substring(0, end);
    }

    @Override
    public String value(String part, @Nullable Object value) {
        Redaction redaction = redaction();
        if (redaction.hides(part, value)) {
            return Redaction.MASK;
        }
        if (value instanceof Map<?, ?> fields) {
            return SafeText.neutral(redaction.fields(fields).toString());
        }
        return value instanceof CharSequence text
                ? '"' + formatter.safe(text.toString()) + '"'
                : formatter.safe(String.valueOf(value));
    }

    @Override
    public String plain(String text) {
        return BuildCommands.atLineStart(formatter.safe(text));
    }

    @Override
    public String foreign(String words, Collection<? extends LogRecord> about) {
        String known = redaction().without(words, about);
        // the whole text first: a key may have several lines
        return redaction().text(known).lines().map(this::plain).collect(Collectors.joining("\n"));
    }
}
