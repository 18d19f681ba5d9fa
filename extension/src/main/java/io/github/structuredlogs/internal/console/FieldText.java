package io.github.structuredlogs.internal.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fields as {@code key=value}: flattened, redacted, neutralised, long values cut with their length. */
final class FieldText {

    private static final int DEEPEST = 8;

    private final ConsoleOptions options;
    private final String ellipsis;

    FieldText(ConsoleOptions options, String ellipsis) {
        this.options = options;
        this.ellipsis = ellipsis;
    }

    record Entry(String key, String value) {}

    List<Entry> entries(String format, Map<String, @Nullable Object> fields) {
        List<Entry> entries = new ArrayList<>();
        fields.forEach((name, value) -> {
            flatten(entries, format, name, value, 0);
        });
        return entries;
    }

    private void flatten(List<Entry> entries, String format, String name, @Nullable Object value, int depth) {
        if (NoiseFields.contains(format, name, value)) {
            return;
        }
        if (value instanceof Map<?, ?> map
                && !map.isEmpty()
                && depth < DEEPEST
                && !options.redaction().hides(name, value)) {
            map.forEach((key, nested) -> flatten(entries, format, name + "." + key, nested, depth + 1));
        } else {
            entries.add(new Entry(key(name), value(name, value)));
        }
    }

    private String key(String name) {
        return cut(BuildServer.withoutCommands(ControlCharacters.visible(name)), options.longestValue());
    }

    private String value(String name, @Nullable Object value) {
        return BuildServer.withoutCommands(safeValue(name, value));
    }

    private String safeValue(String name, @Nullable Object value) {
        if (options.redaction().hides(name, value)) {
            return Redaction.MASK;
        }
        if (value instanceof CharSequence text) {
            return quoted(cut(options.redaction().text(text.toString()), options.longestValue()));
        }
        if (value instanceof Map<?, ?> || value instanceof List<?>) {
            StringBuilder out = new StringBuilder();
            append(out, value, 0);
            return cut(ControlCharacters.visible(out.toString()), options.longestValue());
        }
        return cut(String.valueOf(value), options.longestValue());
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
                if (options.redaction().hides(key, entry.getValue())) {
                    out.append(Redaction.MASK);
                } else {
                    append(out, entry.getValue(), depth + 1);
                }
                separator = ", ";
            }
            out.append('}');
        } else {
            out.append(value instanceof CharSequence text ? options.redaction().text(text.toString()) : value);
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
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return "%s%s (%,d characters)".formatted(text.substring(0, end), ellipsis, text.length());
    }
}
