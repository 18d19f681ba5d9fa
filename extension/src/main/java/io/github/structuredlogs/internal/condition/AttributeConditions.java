package io.github.structuredlogs.internal.condition;

import io.github.structuredlogs.internal.text.Spelling;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Conditions on the attributes of spans and measurements. */
final class AttributeConditions {

    private static final int MAX_NAMES = 12;

    private AttributeConditions() {}

    static <T> ItemCondition<T> has(String name, Function<T, Map<String, @Nullable Object>> attributes) {
        return new ItemCondition<>(
                "with attribute " + name,
                item -> attributes.apply(item).containsKey(name),
                (item, values) -> missing(name, attributes.apply(item)));
    }

    static <T> ItemCondition<T> hasNot(String name, Function<T, Map<String, @Nullable Object>> attributes) {
        return new ItemCondition<>(
                "without attribute " + name,
                item -> !attributes.apply(item).containsKey(name),
                (item, values) -> "it has attribute " + name + " "
                        + values.show(name, attributes.apply(item).get(name)));
    }

    /** Returns a condition that compares numbers by value, and a text with the number or boolean that it spells. */
    static <T> ItemCondition<T> has(
            String name, @Nullable Object value, Function<T, Map<String, @Nullable Object>> attributes) {
        return new ItemCondition<>(
                "with attribute " + name + " " + (value instanceof CharSequence ? "\"" + value + '"' : value),
                item -> attributes.apply(item).containsKey(name)
                        && FieldValues.same(attributes.apply(item).get(name), value),
                (item, values) -> attributes.apply(item).containsKey(name)
                        ? "attribute " + name + " is "
                                + values.show(name, attributes.apply(item).get(name))
                        : missing(name, attributes.apply(item)));
    }

    private static String missing(String name, Map<String, @Nullable Object> attributes) {
        String similar = Spelling.nearest(name, attributes.keySet());
        if (similar != null) {
            return "it has no attribute " + name + "; did you mean " + similar + "?";
        }
        return "it has no attribute " + name
                + (attributes.isEmpty()
                        ? ""
                        : "; its attributes are "
                                + attributes.keySet().stream().limit(MAX_NAMES).collect(Collectors.joining(", "))
                                + (attributes.size() > MAX_NAMES ? ", …" : ""));
    }
}
