package io.github.structuredlogs.internal.query;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.condition.Criterion;
import io.github.structuredlogs.internal.store.Capture;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The search for records that meet some conditions. It goes on where it stopped, asks the store's columns first, and
 * keeps places and no records.
 */
public final class Scan implements Look.Target {

    /** An assertion that looks at each of them may hold some KiB of each: what it decodes, or an error. */
    public static final long MOST_HELD = Math.max(10_000, Runtime.getRuntime().maxMemory() / 4096);

    private final Sight sight;
    private final List<Criterion.OnContainer> onContainer = new ArrayList<>();
    private final List<Criterion.OnColumns> onColumns = new ArrayList<>();
    private final List<Criterion> onRecords = new ArrayList<>();
    private final List<Criterion> criteria;
    private final Map<Portion, Part> parts = new LinkedHashMap<>();
    private long count;
    private long held;
    private long @Nullable [] order;
    private List<Part> ordered = List.of();

    /** What was found in one portion. */
    private static final class Part {
        private final Portion portion;
        private long next;
        private long limit;
        private final Places places = new Places();
        private long first = -1;
        private long last = -1;

        Part(Portion portion) {
            this.portion = portion;
            next = portion.from();
        }

        void found(long from, long to) {
            first = first < 0 ? from : first;
            last = to - 1;
        }
    }

    public Scan(Sight sight, List<Criterion> criteria) {
        this.sight = sight;
        this.criteria = criteria;
        for (Criterion criterion : criteria) {
            if (criterion instanceof Criterion.OnContainer container) {
                onContainer.add(container);
            } else if (criterion instanceof Criterion.OnColumns columns) {
                onColumns.add(columns);
            } else {
                onRecords.add(criterion);
            }
        }
    }

    /** Looks at what has arrived since; until the next call nothing else is looked at. */
    @Override
    public void refresh() {
        for (Portion portion : sight.portions()) {
            Capture capture = portion.capture();
            if (capture == null || matchesContainer(capture)) {
                parts.computeIfAbsent(portion, Part::new).limit = portion.size();
            }
        }
    }

    private boolean matchesContainer(Capture capture) {
        for (Criterion.OnContainer criterion : onContainer) {
            if (!criterion.test(capture)) {
                return false;
            }
        }
        return true;
    }

    /** {@return what the records have in common that are searched for} */
    List<Criterion> criteria() {
        return criteria;
    }

    /** Whether it searches some containers alone. */
    @Override
    public boolean namesContainers() {
        return !onContainer.isEmpty();
    }

    /** Whether it searches a container that is there, and no other that may be found later. */
    @Override
    public boolean namesOneContainer() {
        return onContainer.stream().anyMatch(Criterion.OnContainer::isOfOne);
    }

    /** Whether it would search a container of which only the name is known. */
    @Override
    public boolean mayBeFrom(String container) {
        return onContainer.stream().allMatch(criterion -> criterion.mayBeCalled(container));
    }

    /** {@return the captures that are searched} */
    @Override
    public List<Capture> captures() {
        List<Capture> searched = new ArrayList<>();
        for (Portion portion : sight.portions()) {
            Capture capture = portion.capture();
            if (capture != null && matchesContainer(capture)) {
                searched.add(capture);
            }
        }
        return searched;
    }

    /** {@return how many records match} */
    @Override
    public long count() {
        advance(Long.MAX_VALUE);
        return count;
    }

    public boolean isEmpty() {
        advance(1);
        return count == 0;
    }

    private void advance(long enough) {
        for (Part part : parts.values()) {
            boolean all = part.next < part.limit && part.portion.includesAll();
            if (all && count < enough && matchesAll(part.portion)) {
                long from = part.next;
                part.next += Math.min(part.limit - from, enough - count);
                found(part, from, part.next);
            }
            while (part.next < part.limit && count < enough) {
                long index = part.next++;
                if (matches(part.portion, index, all)) {
                    found(part, index, index + 1);
                } else if (part.portion.endsBefore(index)) {
                    part.next = part.limit;
                }
            }
        }
    }

    private void found(Part part, long from, long to) {
        if (from == to) {
            return;
        }
        count += to - from;
        part.found(from, to);
        long more = Math.min(to - from, MOST_HELD - held);
        if (more > 0) {
            order = null;
            held += more;
            part.places.add(from, from + more);
        }
    }

    /** Whether no record needs to be looked at. */
    private boolean matchesAll(Portion portion) {
        return portion.capture() == null ? criteria.isEmpty() : onColumns.isEmpty() && onRecords.isEmpty();
    }

    private boolean matches(Portion portion, long index, boolean included) {
        Capture capture = portion.capture();
        if (capture == null) {
            LogRecord record = portion.record(index);
            return criteria.stream().allMatch(criterion -> criterion.test(record));
        }
        for (Criterion.OnColumns criterion : onColumns) {
            if (!criterion.test(capture, index)) {
                return false;
            }
        }
        if (!included && !portion.includes(index)) {
            return false;
        }
        if (!onRecords.isEmpty()) {
            LogRecord record = portion.record(index);
            for (Criterion criterion : onRecords) {
                if (!criterion.test(record)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** {@return the n-th of the matching records, in order of arrival at the engine} */
    public LogRecord get(long n) {
        long found = count();
        if (n < 0 || n >= found) {
            throw new IndexOutOfBoundsException("record " + n + " of " + found);
        }
        if (found == held) {
            return at((int) n);
        }
        if (n == 0) {
            return edge(part -> part.first, -1);
        }
        if (n == found - 1) {
            return edge(part -> part.last, 1);
        }
        throw new AssertionError(found + " records match, and only " + held
                + " fit into this JVM's heap when a test looks at them one by one. Narrow further (from, withLevel,"
                + " withField …, or matching for any condition), count them (hasSize, isEmpty), look at the ends"
                + " (first, last), or give the tests more heap.");
    }

    /** The first or the last of all, though not every one is held. */
    private LogRecord edge(ToLongFunction<Part> end, int sign) {
        Part outermost = parts.values().stream()
                .filter(part -> part.first >= 0)
                .max(Comparator.comparingLong(part -> sign * part.portion.order(end.applyAsLong(part))))
                .orElseThrow();
        return outermost.portion.record(end.applyAsLong(outermost));
    }

    /** {@return the first of the matching records; some of them, if they are too many to be held} */
    public List<LogRecord> some(int most) {
        int some = (int) Math.min(most, Math.min(count(), held));
        List<LogRecord> records = new ArrayList<>(some);
        for (long place : merge(some)) {
            records.add(record(place));
        }
        return records;
    }

    private LogRecord at(int n) {
        long[] sorted = order;
        if (sorted == null) {
            sorted = merge((int) held);
            order = sorted;
        }
        return record(sorted[n]);
    }

    private LogRecord record(long place) {
        return ordered.get((int) (place >>> 40)).portion.record(place & 0xff_ffff_ffffL);
    }

    /** Merges what each container has, which is in order of arrival already, as far as that many of them. */
    private long[] merge(int most) {
        ordered = parts.values().stream().filter(part -> !part.places.isEmpty()).toList();
        long[] merged = new long[most];
        PriorityQueue<Cursor> cursors = new PriorityQueue<>();
        for (int i = 0; i < ordered.size(); i++) {
            cursors.add(new Cursor(i, ordered.get(i)));
        }
        int next = 0;
        while (next < most && !cursors.isEmpty()) {
            Cursor least = cursors.remove();
            Cursor other = cursors.peek();
            do {
                merged[next++] = least.place();
            } while (least.advance() && next < most && (other == null || least.compareTo(other) <= 0));
            if (least.hasMore()) {
                cursors.add(least);
            }
        }
        return merged;
    }

    private static final class Cursor implements Comparable<Cursor> {
        private final int number;
        private final Portion portion;
        private final Places.Iteration places;
        private boolean hasMore = true;
        private long time;

        Cursor(int number, Part part) {
            this.number = number;
            portion = part.portion;
            places = part.places.new Iteration();
            time = portion.order(places.get());
        }

        long place() {
            return (long) number << 40 | places.get();
        }

        boolean hasMore() {
            return hasMore;
        }

        /** Goes on; a container's own order holds, also where its two streams' times do not. */
        boolean advance() {
            hasMore = places.advance();
            if (hasMore) {
                time = Math.max(time, portion.order(places.get()));
            }
            return hasMore;
        }

        @Override
        public int compareTo(Cursor other) {
            int byTime = Long.compare(time, other.time);
            return byTime != 0 ? byTime : Integer.compare(number, other.number);
        }
    }
}
