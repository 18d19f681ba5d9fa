package io.github.structuredlogs.internal.render;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.text.BuildCommands;
import io.github.structuredlogs.internal.text.ControlCharacters;
import io.github.structuredlogs.internal.text.Redaction;
import io.github.structuredlogs.internal.text.SafeText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fields as {@code key=value}: flattened, redacted, with control characters made visible, and long values shortened
 * with their length.
 */
final class FieldText {

    private static final int MAX_DEPTH = 8;
    /** A longer path would leave too little room for the value. */
    private static final int MAX_PATH = 48;

    /**
     * The text with the original length of a shortened value takes this room; if shortening saves no more, the value
     * stays.
     */
    static final int CUT_SAYS = 15;

    private static final Pattern ACCESS = Pattern.compile("[A-Z]{3,10} \\S+ [1-5]\\d\\d");

    private static final Pattern TRACE_COMMENT = Pattern.compile(" ?/\\*traceparent='[0-9a-f-]{0,80}'\\*/");

    /** This number of characters distinguishes ids; all have the same length. */
    private static final int SHORT_ID = 8;

    private static final Pattern UUID = Pattern.compile("(?i)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final ConsoleOptions options;
    private final String ellipsis;

    FieldText(ConsoleOptions options, String ellipsis) {
        this.options = options;
        this.ellipsis = ellipsis;
    }

    record FieldEntry(String key, String value) {}

    /** {@return the width of the entries, if their values are limited to this length} */
    static int width(List<FieldEntry> entries, int longest) {
        int width = 0;
        for (FieldEntry fieldEntry : entries) {
            width += Cells.width(fieldEntry.key()) + Math.min(Cells.width(fieldEntry.value()), longest) + " =".length();
        }
        return width;
    }

    /** {@return the record's fields without noise, those of its request last, with longer values shortened} */
    List<FieldEntry> entries(LogRecord record, int longest) {
        if (record.fields().isEmpty()) {
            return List.of();
        }
        List<FieldEntry> entries = new ArrayList<>();
        Set<String> said = saidByTheMessage(record);
        options.redaction().fields(record.fields()).forEach((name, value) -> {
            if (said.isEmpty() || !said.contains(String.valueOf(value))) {
                Object shown = value instanceof String text ? withoutTraceComment(text, record) : value;
                flatten(entries, record.format(), name, shown, longest, 0);
            }
        });
        return ownFirst(entries);
    }

    private static List<FieldEntry> ownFirst(List<FieldEntry> entries) {
        List<FieldEntry> own = new ArrayList<>(entries.size());
        List<FieldEntry> ofRequest = new ArrayList<>();
        for (FieldEntry entry : entries) {
            (RequestFields.contains(entry.key()) ? ofRequest : own).add(entry);
        }
        own.addAll(ofRequest);
        return own;
    }

    /** {@return the same entries, with only the beginning of each UUID} */
    List<FieldEntry> withShortIds(List<FieldEntry> entries) {
        return entries.stream()
                .map(fieldEntry -> UUID.matcher(fieldEntry.value()).matches()
                        ? new FieldEntry(fieldEntry.key(), fieldEntry.value().substring(0, SHORT_ID) + ellipsis)
                        : fieldEntry)
                .toList();
    }

    /** Removes the trace that a client passes to PostgreSQL in a comment, because it has its own column. */
    static String withoutTraceComment(String text, LogRecord record) {
        return record.traceId() != null && record.format().equals("postgresql")
                ? TRACE_COMMENT.matcher(text).replaceAll("")
                : text;
    }

    /** Returns the fields that an access log's message already contains. */
    private static Set<String> saidByTheMessage(LogRecord record) {
        String message = record.message();
        if (message == null
                || record.level() != null
                || !ACCESS.matcher(message).matches()) {
            return Set.of();
        }
        return new HashSet<>(Arrays.asList(message.split(" ", -1)));
    }

    private void flatten(
            List<FieldEntry> entries, String format, String name, @Nullable Object value, int longest, int depth) {
        if (NoiseFields.contains(format, name, value)) {
            return;
        }
        if (value instanceof Map<?, ?> map && !map.isEmpty() && depth < MAX_DEPTH) {
            map.forEach((key, nested) -> flatten(entries, format, name + "." + key, nested, longest, depth + 1));
        } else {
            entries.add(new FieldEntry(key(name), value(value, longest)));
        }
    }

    private String key(String name) {
        String shown = SafeText.neutral(tail(name));
        for (int i = 0; i < shown.length(); i++) {
            if (" =\"".indexOf(shown.charAt(i)) >= 0) {
                return cut('"' + shown.replace("\"", "\\\"") + '"', options.longestValue());
            }
        }
        return cut(shown, options.longestValue());
    }

    /** Shortens a long path to its end, which distinguishes the value from others. */
    private String tail(String name) {
        if (name.length() <= MAX_PATH || name.lastIndexOf('.') < 0) {
            return name;
        }
        int dot = name.indexOf('.', name.length() - MAX_PATH);
        int from = dot < 0 ? name.lastIndexOf('.') : dot;
        return ellipsis + name.substring(from);
    }

    private String value(@Nullable Object value, int longest) {
        return BuildCommands.broken(visibleValue(value, longest));
    }

    private String visibleValue(@Nullable Object value, int longest) {
        if (value instanceof CharSequence text) {
            return text.toString().equals(Redaction.MASK) ? Redaction.MASK : quoted(cut(text.toString(), longest));
        }
        if (value instanceof Map<?, ?> || value instanceof List<?>) {
            StringBuilder out = new StringBuilder();
            append(out, value, 0);
            return cut(ControlCharacters.visible(out.toString()), longest);
        }
        return cut(String.valueOf(value), longest);
    }

    private void append(StringBuilder out, @Nullable Object value, int depth) {
        if (value instanceof List<?> list) {
            out.append('[');
            for (int i = 0; i < list.size(); i++) {
                out.append(i == 0 ? "" : ", ");
                append(out, list.get(i), depth + 1);
            }
            out.append(']');
        } else if (value instanceof Map<?, ?> map) {
            out.append('{');
            String separator = "";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                String key = String.valueOf(entry.getKey());
                out.append(separator).append(key).append('=');
                append(out, entry.getValue(), depth + 1);
                separator = ", ";
            }
            out.append('}');
        } else {
            out.append(value);
        }
    }

    private static String quoted(String text) {
        boolean bare = !text.isEmpty();
        for (int i = 0; bare && i < text.length(); i++) {
            char c = text.charAt(i);
            bare = c != ' ' && c != '"' && c != '=' && c != '\n' && c != '\t';
        }
        if (bare) {
            return ControlCharacters.visible(text);
        }
        String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t");
        return '"' + ControlCharacters.visible(escaped) + '"';
    }

    String cut(String text, int longest) {
        if (Cells.width(text) <= longest + CUT_SAYS) {
            return text;
        }
        int end = Cells.end(text, longest);
        return String.format(Locale.ROOT, "%s%s (%,d chars)", text.substring(0, end), ellipsis, text.length());
    }
}
