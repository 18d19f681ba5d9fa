package io.github.structuredlogs.internal.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/**
 * When a container was told to stop, and whether it did, by the engine's clock. A request counts only if the container ended
 * soon after it: a program may survive the signal, and then the stop does not explain what it logs.
 *
 * <p>One thread at a time adds, any thread reads.
 */
public final class Stops {

    /** The maximum time from a request to the end. The engine itself waits for ten seconds before it kills a container. */
    private static final Duration MAX_STOP = Duration.ofSeconds(15);

    /** The number of requests that are kept, the latest ones. */
    private static final int MAX_KEPT = 100;

    /**
     * A request to end it.
     *
     * @param at when
     * @param isKill whether the engine was told to end it at once: a stop that takes too long becomes one
     */
    private record StopRequest(long at, boolean isKill) {}

    private volatile List<StopRequest> requests = List.of();
    /** The times of all starts. They are kept because the event of a start may arrive before that of an earlier stop. */
    private final NavigableSet<Long> starts = new ConcurrentSkipListSet<>();

    private final NavigableSet<Long> ends = new ConcurrentSkipListSet<>();
    /** The ends that the engine has called the result of a stop, however long it took. */
    private final NavigableSet<Long> stopped = new ConcurrentSkipListSet<>();

    /** Notes a request to end the container. */
    public void asked(Instant at, boolean isKill) {
        List<StopRequest> all = new ArrayList<>(requests);
        all.add(new StopRequest(StoredRecord.nanos(at), isKill));
        requests = List.copyOf(all.subList(Math.max(0, all.size() - MAX_KEPT), all.size()));
    }

    /** Notes a start. If events give several times for one start, the first one counts. */
    public void started(Instant at) {
        starts.add(StoredRecord.nanos(at));
    }

    /** Notes an end. */
    public void ended(Instant at) {
        ends.add(StoredRecord.nanos(at));
    }

    /** Notes that the engine has said of an end that it was told to stop the container. */
    public void wasAStop(Instant end) {
        stopped.add(StoredRecord.nanos(end));
    }

    /** {@return whether the container has ended because it was told to} */
    public boolean haveEndedIt(Instant end) {
        long nanos = StoredRecord.nanos(end);
        return stopped.contains(nanos)
                || requests.stream().anyMatch(request -> Objects.equals(end(request.at), nanos) && hasEndedIt(request));
    }

    /** {@return whether it was told to end since its last start, and has not} */
    public boolean areUnderWay() {
        return requests.stream().anyMatch(this::isOpen);
    }

    boolean covers(long nanos) {
        return requests.stream()
                .anyMatch(request -> nanos >= request.at && nanos < nextStart(request.at) && hasEndedIt(request));
    }

    /** {@return whether it was told to end, and it is too early to say that it does not} */
    boolean mayBeUnderWay(Instant now) {
        long nanos = StoredRecord.nanos(now);
        return requests.stream()
                .anyMatch(request -> isOpen(request) && Math.abs(nanos - request.at) < MAX_STOP.toNanos());
    }

    private boolean isOpen(StopRequest request) {
        return end(request.at) == null && nextStart(request.at) == Long.MAX_VALUE;
    }

    /**
     * {@return the first time at or after an instant when it was told to stop, the greatest number if there is none}
     */
    long firstSince(long nanos) {
        return requests.stream()
                .mapToLong(StopRequest::at)
                .filter(at -> at >= nanos)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private boolean hasEndedIt(StopRequest request) {
        Long end = end(request.at);
        if (end == null) {
            // What was started again had ended, whether or not an event has told.
            return nextStart(request.at) != Long.MAX_VALUE;
        }
        return end - request.at <= MAX_STOP.toNanos() || (stopped.contains(end) && isLastToStop(request, end));
    }

    /** A stop begins with a request that the program may ignore, and may go on with a kill. */
    private boolean isLastToStop(StopRequest request, long end) {
        return requests.stream().noneMatch(other -> !other.isKill && other.at > request.at && other.at <= end);
    }

    /**
     * Finds the end that followed a request. It may have an earlier time than the request: the engine reports a signal only
     * after it was sent. It never reports a signal to a container that does not run.
     *
     * @return the time of the end; null if none is known
     */
    private @Nullable Long end(long request) {
        Long before = ends.floor(request);
        if (before != null && starts.subSet(before, true, request, true).isEmpty()) {
            return before;
        }
        Long end = ends.higher(request);
        return end == null || end > nextStart(request) ? null : end;
    }

    private long nextStart(long from) {
        Long next = starts.higher(from);
        return next == null ? Long.MAX_VALUE : next;
    }
}
