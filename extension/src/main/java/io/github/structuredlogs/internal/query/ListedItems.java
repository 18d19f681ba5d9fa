package io.github.structuredlogs.internal.query;

import io.github.structuredlogs.MetricPoint;
import io.github.structuredlogs.Span;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.text.RecordText;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The items of a list, which do not change.
 *
 * @param <T> the type of the items
 */
public final class ListedItems<T> implements ItemSource<T> {

    private final List<? extends T> list;
    private final RecordSource recordSource;
    private final String noun;
    private final Function<T, Instant> time;
    private final Function<T, @Nullable String> container;
    private final BiFunction<T, RecordText, String> line;

    private ListedItems(
            List<? extends T> list,
            RecordSource recordSource,
            String noun,
            Function<T, Instant> time,
            Function<T, @Nullable String> container,
            BiFunction<T, RecordText, String> line) {
        this.list = list;
        this.recordSource = recordSource;
        this.noun = noun;
        this.time = time;
        this.container = container;
        this.line = line;
    }

    /** {@return spans, with the order of the list for spans that began at the same time} */
    public static ListedItems<Span> spans(List<? extends Span> list, RecordSource recordSource) {
        return new ListedItems<>(List.copyOf(list), recordSource, "span", Span::start, Span::container, ItemText::line);
    }

    /** {@return measurements} */
    public static ListedItems<MetricPoint> points(List<? extends MetricPoint> list, RecordSource recordSource) {
        return new ListedItems<>(
                List.copyOf(list),
                recordSource,
                "measurement",
                MetricPoint::time,
                MetricPoint::container,
                ItemText::line);
    }

    @Override
    public RecordSource recordSource() {
        return recordSource;
    }

    @Override
    public String noun() {
        return noun;
    }

    @Override
    public String belongs() {
        return "";
    }

    @Override
    public boolean refresh() {
        return false;
    }

    @Override
    public List<ItemPart<T>> parts() {
        return List.of(new ItemPart<>() {
            @Override
            public @Nullable Capture capture() {
                return null;
            }

            @Override
            public int size() {
                return list.size();
            }

            @Override
            public T get(int index) {
                return list.get(index);
            }

            @Override
            public boolean includes(int index) {
                return true;
            }

            @Override
            public @Nullable String missing() {
                return null;
            }

            @Override
            public @Nullable String onItsWay(boolean watched) {
                return null;
            }
        });
    }

    @Override
    public Instant time(T item) {
        return time.apply(item);
    }

    @Override
    public @Nullable String container(T item) {
        return container.apply(item);
    }

    @Override
    public String line(T item) {
        return line.apply(item, recordSource.text());
    }

    @Override
    public @Nullable String elsewhere(Predicate<T> wanted) {
        return null;
    }
}
