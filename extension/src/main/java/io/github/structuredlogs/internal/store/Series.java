package io.github.structuredlogs.internal.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Items in order of arrival, with their times of arrival. One thread at a time adds; any number of threads read,
 * without a lock.
 *
 * @param <T> the type of the items
 */
public final class Series<T> {

    private static final int FIRST = 16;

    @SuppressWarnings("ArrayRecordComponent") // Never compared, and not published.
    private record SeriesState(@Nullable Object[] items, long[] observed) {}

    private volatile SeriesState seriesState = new SeriesState(new Object[FIRST], new long[FIRST]);
    private volatile int size;

    /** Adds an item that arrived at a time, in nanoseconds since the epoch. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread at a time adds
    public void add(T item, long observedNanos) {
        SeriesState now = seriesState;
        if (size == now.items().length) {
            now = new SeriesState(Arrays.copyOf(now.items(), size * 2), Arrays.copyOf(now.observed(), size * 2));
            seriesState = now;
        }
        now.items()[size] = item;
        now.observed()[size] = observedNanos;
        size = size + 1;
    }

    /** {@return the number of items} */
    public int size() {
        return size;
    }

    /** {@return the item at an index below {@link #size}} */
    @SuppressWarnings("unchecked") // only these are added
    public T get(int index) {
        return (T) seriesState.items()[index];
    }

    /** {@return when the engine received it, in nanoseconds since the epoch} */
    public long observedNanos(int index) {
        return seriesState.observed()[index];
    }

    /** {@return all items so far} */
    public List<T> list() {
        int count = size;
        List<T> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            all.add(get(i));
        }
        return all;
    }
}
