package io.github.structuredlogs.internal.otlp;

import io.github.structuredlogs.internal.json.Tape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** OTLP's attributes, whose values say their type: {@code {"key":"retries","value":{"intValue":"3"}}}. */
final class AttributeValues {

    /** A value inside of so many others is left out. */
    private static final int MAX_DEPTH = 16;

    private AttributeValues() {}

    /** {@return the attributes of an array of keys and values; empty if the node is not one} */
    static Map<String, @Nullable Object> of(Tape tape, int attributes) {
        return of(tape, attributes, 0);
    }

    private static Map<String, @Nullable Object> of(Tape tape, int attributes, int depth) {
        if (!tape.isArray(attributes) || depth > MAX_DEPTH) {
            return Map.of();
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int each = tape.child(attributes); each != Tape.NONE; each = tape.sibling(attributes, each)) {
            String key = tape.text(tape.in(each, "key"));
            if (key != null) {
                values.put(key, value(tape, tape.in(each, "value"), depth));
            }
        }
        return Collections.unmodifiableMap(values);
    }

    private static @Nullable Object value(Tape tape, int value, int depth) {
        int typed = tape.isObject(value) ? tape.child(value) : Tape.NONE;
        if (typed == Tape.NONE || depth > MAX_DEPTH) {
            return null;
        }
        return switch (tape.name(typed)) {
            case "stringValue", "bytesValue" -> tape.text(typed);
            case "boolValue" -> bool(tape.text(typed));
            case "intValue" -> integer(tape.text(typed));
            case "doubleValue" -> number(tape.text(typed));
            case "arrayValue" -> list(tape, tape.in(typed, "values"), depth + 1);
            case "kvlistValue" -> of(tape, tape.in(typed, "values"), depth + 1);
            default -> null;
        };
    }

    private static List<@Nullable Object> list(Tape tape, int values, int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        if (tape.isArray(values)) {
            for (int each = tape.child(values); each != Tape.NONE; each = tape.sibling(values, each)) {
                list.add(value(tape, each, depth));
            }
        }
        return Collections.unmodifiableList(list);
    }

    private static @Nullable Object bool(@Nullable String text) {
        return text == null ? null : Boolean.valueOf(text);
    }

    private static @Nullable Object integer(@Nullable String text) {
        try {
            return text == null ? null : Long.valueOf(text);
        } catch (NumberFormatException e) {
            return text;
        }
    }

    /** {@return a number, which protobuf's JSON writes as a text if it is not finite; the text itself if it is neither} */
    private static @Nullable Object number(@Nullable String text) {
        try {
            return text == null ? null : Double.valueOf(text);
        } catch (NumberFormatException e) {
            return text;
        }
    }
}
