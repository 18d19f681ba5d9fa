package io.github.structuredlogs.internal.render;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.text.Redaction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The message of a record beside its other columns: nothing is repeated, and secrets are removed. */
final class MessageText {

    private static final Pattern POSTGRESQL_LABEL =
            Pattern.compile("\\b(?:DETAIL|HINT|STATEMENT|CONTEXT|QUERY|LOCATION|BACKTRACE):");
    private static final Pattern TIME_AT_START = Pattern.compile(
            "\\[?\\d{4}[-/]\\d\\d[-/]\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?(?: ?(?:Z|UTC|[+-]\\d\\d:?\\d\\d))?\\]?\\s+(?:[-|] )?"
                    + "|\\d{10}: ");
    private static final Pattern LEVEL_AT_START = Pattern.compile("\\[?(\\w{1,20})(?:\\]:?|:|\\b)\\s+(?:[-|:] )?");

    private final Redaction redaction;

    MessageText(Redaction redaction) {
        this.redaction = redaction;
    }

    /**
     * {@return the message, null if there is none} The label of PostgreSQL's lines after an error is not part of the
     * message.
     */
    @Nullable String of(LogRecord record) {
        String logged = record.message();
        if (logged == null) {
            return null;
        }
        String message = redaction.text(logged);
        if (record.format().equals("text")) {
            return withoutHead(message, record);
        }
        if (!record.format().equals("postgresql")) {
            return message;
        }
        message = FieldText.withoutTraceComment(message, record);
        if (record.level() != null) {
            return message;
        }
        Matcher label = POSTGRESQL_LABEL.matcher(record.raw());
        return label.find() && !message.startsWith(label.group()) ? label.group() + " " + message : message;
    }

    /** Removes time and level from a text line if the record's columns show them. */
    private static String withoutHead(String message, LogRecord record) {
        int from = 0;
        Matcher time = TIME_AT_START.matcher(message);
        if (record.timestamp() != null && time.lookingAt()) {
            from = time.end();
        }
        String level = record.levelText();
        Matcher word = LEVEL_AT_START.matcher(message).region(from, message.length());
        if (record.level() != null && level != null && word.lookingAt() && level.equals(word.group(1))) {
            from = word.end();
        }
        return message.substring(from).isBlank() ? message : message.substring(from);
    }
}
