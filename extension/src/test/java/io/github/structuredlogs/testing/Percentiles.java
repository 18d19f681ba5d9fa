package io.github.structuredlogs.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** How long something took, each time. */
public final class Percentiles {

    private final List<Long> nanos = Collections.synchronizedList(new ArrayList<>());

    public void time(Runnable task) {
        long begun = System.nanoTime();
        task.run();
        add(System.nanoTime() - begun);
    }

    public void add(long duration) {
        nanos.add(duration);
    }

    public int count() {
        return nanos.size();
    }

    @Override
    public String toString() {
        List<Long> sorted;
        synchronized (nanos) {
            sorted = new ArrayList<>(nanos);
        }
        Collections.sort(sorted);
        return sorted.isEmpty()
                ? "none"
                : String.format(
                        Locale.ROOT,
                        "n %d, median %.2f ms, p99 %.2f ms, worst %.2f ms",
                        sorted.size(),
                        sorted.get(sorted.size() / 2) / 1e6,
                        sorted.get((int) Math.min(sorted.size() - 1, Math.ceil(sorted.size() * 0.99) - 1)) / 1e6,
                        sorted.get(sorted.size() - 1) / 1e6);
    }
}
