package io.github.structuredlogs.assertj;

import io.github.structuredlogs.internal.condition.FieldValues;
import java.util.Objects;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * The comparison of a part of a record with a value that a test gives: as {@link FieldValues} compares, because a test that
 * writes {@code "ERROR"} for a level, or {@code 3L} for a number, must not look for what can never be there.
 */
final class SameValues {
    private SameValues() {}

    static boolean are(@Nullable Object actual, @Nullable Object expected) {
        return Objects.deepEquals(actual, expected)
                || FieldValues.same(
                        actual instanceof Tuple tuple ? tuple.toList() : actual,
                        expected instanceof Tuple tuple ? tuple.toList() : expected);
    }
}
