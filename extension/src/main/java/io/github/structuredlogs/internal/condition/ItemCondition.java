package io.github.structuredlogs.internal.condition;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A condition on a span or a measurement, with its words for a failure message.
 *
 * @param words the condition as text after "spans": {@code with name "POST /orders"}
 * @param test says whether an item meets it
 * @param itemDifference names the part in which an item differs: {@code name is "GET /orders"}
 * @param <T> the type of the items
 */
public record ItemCondition<T>(String words, Predicate<? super T> test, ItemDifference<T> itemDifference) {

    /** The text of values, in the same form as those of records. */
    @FunctionalInterface
    public interface Values {
        String show(String name, @Nullable Object value);
    }

    /** The part in which an item does not meet a condition, in words. */
    @FunctionalInterface
    public interface ItemDifference<T> {
        String of(T item, Values values);
    }
}
