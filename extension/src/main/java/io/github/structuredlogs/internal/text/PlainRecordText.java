package io.github.structuredlogs.internal.text;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.LoggedException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The text of records from a list, a saved log or a debugger. There is no run whose settings could apply, so it uses
 * the built-in redaction.
 */
@SuppressWarnings("ImmutableEnumChecker") // A redaction never changes.
public enum PlainRecordText implements RecordText {
    INSTANCE;

    private static final int MAX_VALUE_LENGTH = 200;

    private final Redaction redaction = Redaction.of(List.of());

    @Override
    public String line(LogRecord record) {
        StringJoiner line = new StringJoiner(" ");
        add(line, record.container());
        add(line, record.time());
        add(line, record.level());
        add(line, record.logger());
        add(line, record.message());
        redaction.fields(record.fields()).forEach((name, value) -> line.add(plain(name) + "=" + shown(value)));
        return BuildCommands.atLineStart(line.toString());
    }

    /** {@return type and message of an exception, and how many lines its stack trace has} */
    public String exception(LoggedException exception) {
        StringJoiner parts = new StringJoiner(": ");
        add(parts, exception.type());
        add(parts, exception.message());
        String stack = exception.stackTrace();
        return parts + (stack == null ? "" : " (stack trace of " + stack.lines().count() + " lines)");
    }

    private void add(StringJoiner line, @Nullable Object value) {
        if (value != null) {
            line.add(plain(value.toString()));
        }
    }

    private static String shown(@Nullable Object redacted) {
        return SafeText.neutral(cut(String.valueOf(redacted)));
    }

    @Override
    public String value(String part, @Nullable Object value) {
        if (redaction.hides(part, value)) {
            return Redaction.MASK;
        }
        if (value instanceof Map<?, ?> fields) {
            return shown(redaction.fields(fields));
        }
        return value instanceof CharSequence ? '"' + plain(value.toString()) + '"' : plain(String.valueOf(value));
    }

    /**
     * Removes secrets before the text is shortened, because shortening may remove the part that identifies a secret.
     */
    @Override
    public String plain(String text) {
        return SafeText.neutral(cut(redaction.text(text)));
    }

    private static String cut(String text) {
        return text.length() <= MAX_VALUE_LENGTH ? text : text.substring(0, MAX_VALUE_LENGTH) + '…';
    }

    @Override
    public String foreign(String words, Collection<? extends LogRecord> about) {
        return redaction
                .text(redaction.without(words, about))
                .lines()
                .map(SafeText::neutral)
                .map(BuildCommands::atLineStart)
                .collect(Collectors.joining("\n"));
    }
}
