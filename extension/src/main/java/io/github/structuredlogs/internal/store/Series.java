package io.github.structuredlogs.internal.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What arrived one after the other, with the time of its arrival. One thread at a time adds; any number read, without a
 * lock, what has been added.
 *
 * @param <T> the type of what arrived
 */
public final class Series<T> {

    private static final int FIRST = 16;

    @SuppressWarnings("ArrayRecordComponent") // Never compared, and handed out to nobody.
    private record SeriesState(@Nullable Object[] items, long[] observed) {}

    private volatile SeriesState seriesState = new SeriesState(new Object[FIRST], new long[FIRST]);
    private volatile int size;

    /** Adds what arrived at a time, in nanoseconds since the epoch. */
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

    /** {@return how many there are} */
    public int size() {
        return size;
    }

    /** {@return the one at an index below {@link #size}} */
    @SuppressWarnings("unchecked") // only these are added
    public T get(int index) {
        return (T) seriesState.items()[index];
    }

    /** {@return when the engine received it, in nanoseconds since the epoch} */
    public long observedNanos(int index) {
        return seriesState.observed()[index];
    }

    /** {@return all that there are now} */
    public List<T> list() {
        int count = size;
        List<T> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            all.add(get(i));
        }
        return all;
    }
}
