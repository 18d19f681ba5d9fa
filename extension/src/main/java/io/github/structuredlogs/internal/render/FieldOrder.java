package io.github.structuredlogs.internal.render;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The order in which a reader looks at a record's fields: what the call logged, then what belongs to its request, then what
 * the format writes into every record.
 */
public final class FieldOrder {

    private static final int MAX_DEPTH = 8;

    private enum FieldRank {
        OWN,
        OF_REQUEST,
        NOISE
    }

    private FieldOrder() {}

    /** {@return the same fields in this order; those of one kind keep theirs} */
    public static Map<?, ?> of(String format, Map<?, ?> fields) {
        if (fields.size() < 2) {
            return fields;
        }
        Map<Object, @Nullable Object> ordered = new LinkedHashMap<>();
        fields.entrySet().stream()
                .sorted(Comparator.comparing(field -> rank(format, String.valueOf(field.getKey()), field.getValue())))
                .forEach(field -> ordered.put(field.getKey(), field.getValue()));
        return ordered;
    }

    private static FieldRank rank(String format, String name, @Nullable Object value) {
        return isNoise(format, name, value, 0)
                ? FieldRank.NOISE
                : RequestFields.contains(name) ? FieldRank.OF_REQUEST : FieldRank.OWN;
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
