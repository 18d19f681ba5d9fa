package io.github.structuredlogs.internal.store;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The times in which a container was being stopped on request, by the engine's clock. One thread at a time adds, any
 * thread reads.
 */
final class Stops {

    /** A time from the request to stop until the next start. */
    private record Stop(long from, long until) {}

    private volatile List<Stop> stops = List.of();
    /** The times of all starts. They are kept because the event of a start may arrive before that of an earlier stop. */
    private final NavigableSet<Long> starts = new TreeSet<>();

    void asked(long nanos) {
        Stop last = last();
        if (last == null || last.until != Long.MAX_VALUE) {
            Long next = starts.higher(nanos);
            List<Stop> all = new ArrayList<>(stops);
            all.add(new Stop(nanos, next == null ? Long.MAX_VALUE : next));
            stops = List.copyOf(all);
        }
    }

    /** Notes a start. If events give several times for one start, the first one counts. */
    void startedAgain(long nanos) {
        starts.add(nanos);
        stops = stops.stream()
                .map(stop -> nanos > stop.from && nanos < stop.until ? new Stop(stop.from, nanos) : stop)
                .toList();
    }

    private @Nullable Stop last() {
        List<Stop> all = stops;
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }

    boolean covers(long nanos) {
        return stops.stream().anyMatch(stop -> nanos >= stop.from && nanos < stop.until);
    }

    /**
     * {@return the first time at or after an instant when it was told to stop, the greatest number if there is none}
     */
    long firstSince(long nanos) {
        return stops.stream()
                .mapToLong(stop -> stop.from)
                .filter(from -> from >= nanos)
                .min()
                .orElse(Long.MAX_VALUE);
    }
}
