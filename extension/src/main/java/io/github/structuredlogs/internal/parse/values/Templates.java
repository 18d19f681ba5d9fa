package io.github.structuredlogs.internal.parse.values;

import io.github.structuredlogs.internal.json.JsonTape;
import org.jspecify.annotations.Nullable;

/** Message templates, rendered as their logger would do. */
public final class Templates {
    private Templates() {}

    /** SLF4J's: each {@code {}} is the next argument; a backslash before it keeps it. */
    public static @Nullable String positional(@Nullable String template, JsonTape t, int arguments) {
        if (template == null || !t.isArray(arguments) || template.indexOf("{}") < 0) {
            return template;
        }
        StringBuilder text = new StringBuilder();
        int argument = t.child(arguments);
        int from = 0;
        while (true) {
            int hole = template.indexOf("{}", from);
            if (hole < 0 || argument == JsonTape.NONE) {
                return text.append(template, from, template.length()).toString();
            }
            boolean escaped = hole > 0 && template.charAt(hole - 1) == '\\';
            boolean escapedEscape = escaped && hole > 1 && template.charAt(hole - 2) == '\\';
            if (escaped && !escapedEscape) {
                text.append(template, from, hole - 1).append("{}");
            } else {
                text.append(template, from, escapedEscape ? hole - 1 : hole).append(shown(t, argument));
                argument = t.sibling(arguments, argument);
            }
            from = hole + 2;
        }
    }

    /** Microsoft.Extensions.Logging's: {@code {Name}}, {@code {Name:format}}, {@code {Name,width}}. */
    public static @Nullable String named(@Nullable String template, JsonTape t, int values) {
        return template == null ? null : named(template, t, values, JsonTape.NONE);
    }

    /** Serilog's: as above, over the record itself; values with a format are already rendered in {@code @r}. */
    public static String serilog(String template, JsonTape t, int rendered) {
        return named(template, t, 0, rendered);
    }

    private static String named(String template, JsonTape t, int values, int rendered) {
        StringBuilder text = new StringBuilder();
        int formatted = t.isArray(rendered) ? t.child(rendered) : JsonTape.NONE;
        int i = 0;
        while (i < template.length()) {
            char c = template.charAt(i);
            if ((c == '{' || c == '}') && i + 1 < template.length() && template.charAt(i + 1) == c) {
                text.append(c);
                i += 2;
                continue;
            }
            int close = c == '{' ? template.indexOf('}', i) : -1;
            if (close < 0) {
                text.append(c);
                i++;
                continue;
            }
            String hole = template.substring(i + 1, close);
            int format = hole.indexOf(':');
            int width = hole.indexOf(',');
            int end = Math.min(format < 0 ? hole.length() : format, width < 0 ? hole.length() : width);
            String name = hole.substring(0, end);
            if (name.startsWith("@") || name.startsWith("$")) {
                name = name.substring(1);
            }
            int value = t.in(values, name);
            if (format >= 0 && formatted != JsonTape.NONE) {
                text.append(shown(t, formatted));
                formatted = t.sibling(rendered, formatted);
            } else if (value != JsonTape.NONE) {
                text.append(shown(t, value));
            } else {
                text.append('{').append(hole).append('}');
            }
            i = close + 1;
        }
        return text.toString();
    }

    private static String shown(JsonTape t, int node) {
        return String.valueOf(t.value(node));
    }
}
