package io.github.structuredlogs.internal.otlp;

import io.github.structuredlogs.internal.json.JsonTape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** OTLP's attributes, whose values name their type: {@code {"key":"retries","value":{"intValue":"3"}}}. */
final class AttributeValues {

    /** A value at a greater depth is left out. */
    private static final int MAX_DEPTH = 16;

    private AttributeValues() {}

    /** {@return the attributes of an array of keys and values; empty if the node is not one} */
    static Map<String, @Nullable Object> of(JsonTape jsonTape, int attributes) {
        return of(jsonTape, attributes, 0);
    }

    private static Map<String, @Nullable Object> of(JsonTape jsonTape, int attributes, int depth) {
        if (!jsonTape.isArray(attributes) || depth > MAX_DEPTH) {
            return Map.of();
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int each = jsonTape.child(attributes); each != JsonTape.NONE; each = jsonTape.sibling(attributes, each)) {
            String key = jsonTape.text(jsonTape.in(each, "key"));
            if (key != null) {
                values.put(key, value(jsonTape, jsonTape.in(each, "value"), depth));
            }
        }
        return Collections.unmodifiableMap(values);
    }

    private static @Nullable Object value(JsonTape jsonTape, int value, int depth) {
        int typed = jsonTape.isObject(value) ? jsonTape.child(value) : JsonTape.NONE;
        if (typed == JsonTape.NONE || depth > MAX_DEPTH) {
            return null;
        }
        return switch (jsonTape.name(typed)) {
            case "stringValue", "bytesValue" -> jsonTape.text(typed);
            case "boolValue" -> bool(jsonTape.text(typed));
            case "intValue" -> integer(jsonTape.text(typed));
            case "doubleValue" -> number(jsonTape.text(typed));
            case "arrayValue" -> list(jsonTape, jsonTape.in(typed, "values"), depth + 1);
            case "kvlistValue" -> of(jsonTape, jsonTape.in(typed, "values"), depth + 1);
            default -> null;
        };
    }

    private static List<@Nullable Object> list(JsonTape jsonTape, int values, int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        if (jsonTape.isArray(values)) {
            for (int each = jsonTape.child(values); each != JsonTape.NONE; each = jsonTape.sibling(values, each)) {
                list.add(value(jsonTape, each, depth));
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

    /** {@return a number, which protobuf's JSON writes as text if it is not finite; the text if it is neither} */
    private static @Nullable Object number(@Nullable String text) {
        try {
            return text == null ? null : Double.valueOf(text);
        } catch (NumberFormatException e) {
            return text;
        }
    }
}
