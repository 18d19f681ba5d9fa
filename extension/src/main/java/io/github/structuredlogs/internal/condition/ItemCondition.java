package io.github.structuredlogs.internal.condition;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A condition on a span or a measurement, with its words for a failure message.
 *
 * @param words the condition in words that follow "spans": {@code with name "POST /orders"}
 * @param test whether one meets it
 * @param itemDifference in which part one differs that does not meet it, in words: {@code name is "GET /orders"}
 * @param <T> what it is about
 */
public record ItemCondition<T>(String words, Predicate<? super T> test, ItemDifference<T> itemDifference) {

    /** Shows values as the records' are shown. */
    @FunctionalInterface
    public interface Values {
        String show(String name, @Nullable Object value);
    }

    /** Says in which part one differs. */
    @FunctionalInterface
    public interface ItemDifference<T> {
        String of(T item, Values values);
    }
}
