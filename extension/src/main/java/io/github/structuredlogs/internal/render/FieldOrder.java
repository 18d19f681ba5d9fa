package io.github.structuredlogs.internal.render;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The order in which a reader looks at a record's fields: what the call logged, then what belongs to its request, then what
 * the format writes into every record.
 */
public final class FieldOrder {

    private static final int MAX_DEPTH = 8;

    private FieldOrder() {}

    /** {@return the same fields in this order; those of one kind keep theirs} */
    public static Map<?, ?> of(String format, Map<?, ?> fields) {
        if (fields.size() < 2) {
            return fields;
        }
        if (isOrdered(format, fields)) {
            return fields;
        }
        Map<Object, @Nullable Object> ordered = new LinkedHashMap<>();
        Map<Object, @Nullable Object> ofRequest = new LinkedHashMap<>();
        Map<Object, @Nullable Object> noise = new LinkedHashMap<>();
        fields.forEach((key, value) -> {
            String name = String.valueOf(key);
            if (isNoise(format, name, value, 0)) {
                noise.put(key, value);
            } else if (RequestFields.contains(name)) {
                ofRequest.put(key, value);
            } else {
                ordered.put(key, value);
            }
        });
        ordered.putAll(ofRequest);
        ordered.putAll(noise);
        return ordered;
    }

    private static boolean isOrdered(String format, Map<?, ?> fields) {
        for (Map.Entry<?, ?> field : fields.entrySet()) {
            String name = String.valueOf(field.getKey());
            if (RequestFields.contains(name) || isNoise(format, name, field.getValue(), 0)) {
                return false;
            }
        }
        return true;
    }

    /** Says whether nothing of a field is worth a look. */
    private static boolean isNoise(String format, String name, @Nullable Object value, int depth) {
        if (NoiseFields.contains(format, name, value)) {
            return true;
        }
        return value instanceof Map<?, ?> object
                && !object.isEmpty()
                && depth < MAX_DEPTH
                && object.entrySet().stream()
                        .allMatch(
                                nested -> isNoise(format, name + "." + nested.getKey(), nested.getValue(), depth + 1));
    }
}
