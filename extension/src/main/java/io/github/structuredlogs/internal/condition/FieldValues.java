package io.github.structuredlogs.internal.condition;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The comparison of a field's value with the expected one. Numbers are compared by value. A text equals the number or
 * boolean that it spells, because some loggers write {@code 42} and {@code true} as text, and the constant of an enum that it
 * names in capitals or not.
 */
public final class FieldValues {

    private FieldValues() {}

    /** {@return whether a record's value equals the expected one} */
    public static boolean same(@Nullable Object actual, @Nullable Object expected) {
        if (actual == null || expected == null) {
            return actual == expected;
        }
        if (actual.equals(expected)) {
            return true;
        }
        if (actual instanceof Number number && expected instanceof Number other) {
            return sameNumber(number, other);
        }
        if (actual instanceof String text) {
            return spells(text, expected);
        }
        if (expected instanceof String text) {
            return spells(text, actual);
        }
        if (actual instanceof List<?> list) {
            return sameElements(list, expected);
        }
        if (actual instanceof Map<?, ?> map && expected instanceof Map<?, ?> other) {
            return map.size() == other.size()
                    && map.entrySet().stream()
                            .allMatch(entry -> other.containsKey(entry.getKey())
                                    && same(entry.getValue(), other.get(entry.getKey())));
        }
        return false;
    }

    private static boolean sameElements(List<?> actual, Object expected) {
        List<?> others = expected instanceof Collection<?> collection
                ? new ArrayList<>(collection)
                : expected instanceof Object[] array ? Arrays.asList(array) : null;
        if (others == null || others.size() != actual.size()) {
            return false;
        }
        for (int i = 0; i < others.size(); i++) {
            if (!same(actual.get(i), others.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean spells(String text, Object value) {
        if (value instanceof Number number) {
            BigDecimal spelled = number(text);
            return spelled != null ? sameNumber(spelled, number) : text.equals(number.toString());
        }
        if (value instanceof Enum<?> constant) {
            return text.equalsIgnoreCase(constant.name()) || text.equals(constant.toString());
        }
        return !(value instanceof Collection<?> || value instanceof Map<?, ?>) && text.equals(value.toString());
    }

    private static boolean sameNumber(Number one, Number other) {
        BigDecimal left = exact(one);
        BigDecimal right = exact(other);
        if (left == null || right == null) {
            return one.toString().equals(other.toString());
        }
        return left.compareTo(right) == 0;
    }

    /** Converts a number to the decimal that it prints, as in the record; null for NaN and the infinities. */
    private static @Nullable BigDecimal exact(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        if (number instanceof BigInteger integer) {
            return new BigDecimal(integer);
        }
        return number(number.toString());
    }

    private static @Nullable BigDecimal number(String text) {
        // The length is limited, because a number of a million digits takes BigDecimal minutes.
        if (text.isEmpty() || text.length() > 400) {
            return null;
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
