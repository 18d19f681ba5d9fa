package io.github.structuredlogs.internal.json;

import io.github.structuredlogs.internal.text.ControlCharacters;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A writer of JSON text. Characters that act on a terminal, or are invisible in it, are written as JSON escapes: the
 * file is safe to read, and a parser gets every character.
 */
public final class JsonText {

    private final StringBuilder out;
    private boolean first = true;

    JsonText(StringBuilder out) {
        this.out = out;
    }

    /** Begins an object. */
    public static JsonText object(StringBuilder out) {
        out.append('{');
        return new JsonText(out);
    }

    /** Adds a member, unless its value is null. */
    public JsonText put(String name, @Nullable Object value) {
        if (value != null) {
            value(name(name), value);
        }
        return this;
    }

    /** Adds a name; the caller writes the value. */
    public StringBuilder name(String name) {
        if (!first) {
            out.append(',');
        }
        first = false;
        string(out, name);
        return out.append(':');
    }

    public void end() {
        out.append('}');
    }

    public static void value(StringBuilder out, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            JsonText object = object(out);
            map.forEach((name, member) -> value(object.name(String.valueOf(name)), member));
            object.end();
        } else if (value instanceof Collection<?> list) {
            out.append('[');
            String separator = "";
            for (Object element : list) {
                value(out.append(separator), element);
                separator = ",";
            }
            out.append(']');
        } else if (value == null || value instanceof Boolean || isFinite(value)) {
            out.append(value);
        } else {
            string(out, value.toString());
        }
    }

    private static boolean isFinite(Object value) {
        return value instanceof Number && !(value instanceof Double number && !Double.isFinite(number));
    }

    static void string(StringBuilder out, String text) {
        out.append('"');
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            String escape = switch (c) {
                case '"' -> "\\\"";
                case '\\' -> "\\\\";
                case '\n' -> "\\n";
                case '\r' -> "\\r";
                case '\t' -> "\\t";
                default -> null;
            };
            if (escape != null) {
                out.append(ControlCharacters.visible(text.substring(start, i))).append(escape);
                start = i + 1;
            }
        }
        out.append(ControlCharacters.visible(text.substring(start))).append('"');
    }
}
