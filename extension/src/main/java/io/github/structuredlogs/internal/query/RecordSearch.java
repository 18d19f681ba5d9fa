package io.github.structuredlogs.internal.query;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.condition.ByteFilter;
import io.github.structuredlogs.internal.condition.RecordCondition;
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
 * The search for records that meet some conditions. It continues where it stopped, reads the store's columns first, and
 * keeps indexes instead of records.
 */
public final class RecordSearch implements Retry.Target {

    /**
     * The maximum number of records that an assertion may read one by one: it may keep some KiB of each, decoded values
     * or an error.
     */
    public static final long MAX_HELD = Math.max(10_000, Runtime.getRuntime().maxMemory() / 4096);

    private final RecordSource recordSource;
    private final List<RecordCondition.OnContainer> onContainer = new ArrayList<>();
    private final List<RecordCondition.OnColumns> onColumns = new ArrayList<>();
    private final List<RecordCondition> onRecords = new ArrayList<>();
    private final List<ByteFilter> byteFilters = new ArrayList<>();
    private final List<RecordCondition> criteria;
    private final Map<SourcePart, SearchPart> parts = new LinkedHashMap<>();
    private long count;
    private long held;
    private long @Nullable [] order;
    private List<SearchPart> ordered = List.of();

    /** The search that answers while an assertion is tried with the records of other tests; null at all other times. */
    private @Nullable RecordSearch withOthers;

    /** The results in one part. */
    private static final class SearchPart {
        private final SourcePart sourcePart;
        private long next;
        private long limit;
        private final IndexRanges indexRanges = new IndexRanges();
        private long first = -1;
        private long last = -1;

        SearchPart(SourcePart sourcePart) {
            this.sourcePart = sourcePart;
            next = sourcePart.from();
        }

        void found(long from, long to) {
            first = first < 0 ? from : first;
            last = to - 1;
        }
    }

    public RecordSearch(RecordSource recordSource, List<RecordCondition> criteria) {
        this.recordSource = recordSource;
        this.criteria = criteria;
        for (RecordCondition recordCondition : criteria) {
            if (recordCondition instanceof RecordCondition.OnContainer container) {
                onContainer.add(container);
            } else if (recordCondition instanceof RecordCondition.OnColumns columns) {
                onColumns.add(columns);
            } else {
                onRecords.add(recordCondition);
                ByteFilter byteFilter = recordCondition.byteFilter();
                if (byteFilter != null) {
                    byteFilters.add(byteFilter);
                }
            }
        }
    }

    /** Searches the records that have arrived since; until the next call the result does not change. */
    @Override
    public void refresh() {
        for (SourcePart sourcePart : recordSource.portions()) {
            Capture capture = sourcePart.capture();
            if (capture == null || matchesContainer(capture)) {
                parts.computeIfAbsent(sourcePart, SearchPart::new).limit = sourcePart.size();
            }
        }
    }

    private boolean matchesContainer(Capture capture) {
        for (RecordCondition.OnContainer criterion : onContainer) {
            if (!criterion.test(capture)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public RecordSource source() {
        return recordSource;
    }

    /** Whether it searches some containers alone. */
    @Override
    public boolean namesContainers() {
        return !onContainer.isEmpty();
    }

    /** Says whether it searches one known container, and no other that may be found later. */
    @Override
    public boolean namesOneContainer() {
        return onContainer.stream().anyMatch(RecordCondition.OnContainer::isOfOne);
    }

    /** Says whether it would search a container of which only the name is known. */
    @Override
    public boolean mayBeFrom(String container) {
        return onContainer.stream().allMatch(criterion -> criterion.mayBeCalled(container));
    }

    @Override
    public Retry.Others others(int most) {
        RecordSource doubtful = recordSource.doubtful();
        if (doubtful == null) {
            return Retry.Others.NONE;
        }
        RecordSearch others = new RecordSearch(doubtful, criteria);
        others.refresh();
        return new Retry.Others(
                others.count(),
                "record",
                others.some(most).stream()
                        .map(record -> recordSource.text().line(record).strip())
                        .toList(),
                false);
    }

    @Override
    public boolean passesWithOthers(Runnable assertion) {
        RecordSource doubtful = recordSource.doubtful();
        if (doubtful == null) {
            return true;
        }
        RecordSearch all = new RecordSearch(doubtful, criteria);
        all.refresh();
        if (all.isEmpty()) {
            return true;
        }
        parts.forEach((sourcePart, searchPart) ->
                all.parts.computeIfAbsent(sourcePart, SearchPart::new).limit = searchPart.limit);
        withOthers = all;
        try {
            return Retry.passes(assertion);
        } finally {
            withOthers = null;
        }
    }

    /** {@return the captures that are searched} */
    @Override
    public List<Capture> captures() {
        List<Capture> searched = new ArrayList<>();
        for (SourcePart sourcePart : recordSource.portions()) {
            Capture capture = sourcePart.capture();
            if (capture != null && matchesContainer(capture)) {
                searched.add(capture);
            }
        }
        return searched;
    }

    /** {@return the number of matching records} */
    @Override
    public long count() {
        RecordSearch shown = withOthers;
        if (shown != null) {
            return shown.count();
        }
        advance(Long.MAX_VALUE);
        return count;
    }

    public boolean isEmpty() {
        RecordSearch shown = withOthers;
        if (shown != null) {
            return shown.isEmpty();
        }
        advance(1);
        return count == 0;
    }

    private void advance(long enough) {
        for (SearchPart searchPart : parts.values()) {
            boolean all = searchPart.next < searchPart.limit && searchPart.sourcePart.includesAll();
            if (all && count < enough && matchesAll(searchPart.sourcePart)) {
                long from = searchPart.next;
                searchPart.next += Math.min(searchPart.limit - from, enough - count);
                found(searchPart, from, searchPart.next);
            }
            while (searchPart.next < searchPart.limit && count < enough) {
                long index = searchPart.next++;
                if (matches(searchPart.sourcePart, index, all)) {
                    found(searchPart, index, index + 1);
                } else if (searchPart.sourcePart.endsBefore(index)) {
                    searchPart.next = searchPart.limit;
                }
            }
        }
    }

    private void found(SearchPart searchPart, long from, long to) {
        if (from == to) {
            return;
        }
        count += to - from;
        searchPart.found(from, to);
        long more = Math.min(to - from, MAX_HELD - held);
        if (more > 0) {
            order = null;
            held += more;
            searchPart.indexRanges.add(from, from + more);
        }
    }

    /** Says whether all records of a part match without reading them. */
    private boolean matchesAll(SourcePart sourcePart) {
        return sourcePart.capture() == null ? criteria.isEmpty() : onColumns.isEmpty() && onRecords.isEmpty();
    }

    private boolean matches(SourcePart sourcePart, long index, boolean included) {
        Capture capture = sourcePart.capture();
        if (capture == null) {
            LogRecord record = sourcePart.record(index);
            return criteria.stream().allMatch(recordCondition -> recordCondition.test(record));
        }
        for (RecordCondition.OnColumns criterion : onColumns) {
            if (!criterion.test(capture, index)) {
                return false;
            }
        }
        if (!included && !sourcePart.includes(index)) {
            return false;
        }
        for (ByteFilter byteFilter : byteFilters) {
            if (!capture.mayMatch(index, byteFilter)) {
                return false;
            }
        }
        if (!onRecords.isEmpty()) {
            LogRecord record = sourcePart.record(index);
            for (RecordCondition recordCondition : onRecords) {
                if (!recordCondition.test(record)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** {@return the n-th of the matching records, in order of arrival at the engine} */
    public LogRecord get(long n) {
        RecordSearch shown = withOthers;
        if (shown != null) {
            return shown.get(n);
        }
        long found = count();
        if (n < 0 || n >= found) {
            throw new IndexOutOfBoundsException("record " + n + " of " + found);
        }
        if (found == held) {
            return at((int) n);
        }
        if (n == 0) {
            return edge(searchPart -> searchPart.first, -1);
        }
        if (n == found - 1) {
            return edge(searchPart -> searchPart.last, 1);
        }
        throw new AssertionError(found + " records match, and only " + held
                + " fit into this JVM's heap when a test looks at them one by one. Narrow further (from, withLevel,"
                + " withField …, or matching for any condition), count them (hasSize, isEmpty), look at the ends"
                + " (first, last), or give the tests more heap.");
    }

    /** Returns the first or the last record of all, without keeping all of them. */
    private LogRecord edge(ToLongFunction<SearchPart> end, int sign) {
        SearchPart outermost = parts.values().stream()
                .filter(searchPart -> searchPart.first >= 0)
                .max(Comparator.comparingLong(
                        searchPart -> sign * searchPart.sourcePart.order(end.applyAsLong(searchPart))))
                .orElseThrow();
        return outermost.sourcePart.record(end.applyAsLong(outermost));
    }

    /** {@return the first of the matching records, up to a number} */
    public List<LogRecord> some(int most) {
        RecordSearch shown = withOthers;
        if (shown != null) {
            return shown.some(most);
        }
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
        return ordered.get((int) (place >>> 40)).sourcePart.record(place & 0xff_ffff_ffffL);
    }

    /** Merges the matching records of all containers, each of which has them in order of arrival, up to a number. */
    private long[] merge(int most) {
        ordered = parts.values().stream()
                .filter(searchPart -> !searchPart.indexRanges.isEmpty())
                .toList();
        long[] merged = new long[most];
        PriorityQueue<SearchCursor> cursors = new PriorityQueue<>();
        for (int i = 0; i < ordered.size(); i++) {
            cursors.add(new SearchCursor(i, ordered.get(i)));
        }
        int next = 0;
        while (next < most && !cursors.isEmpty()) {
            SearchCursor least = cursors.remove();
            SearchCursor other = cursors.peek();
            do {
                merged[next++] = least.place();
            } while (least.advance() && next < most && (other == null || least.compareTo(other) <= 0));
            if (least.hasMore()) {
                cursors.add(least);
            }
        }
        return merged;
    }

    private static final class SearchCursor implements Comparable<SearchCursor> {
        private final int number;
        private final SourcePart sourcePart;
        private final IndexRanges.Iteration places;
        private boolean hasMore = true;
        private long time;

        SearchCursor(int number, SearchPart searchPart) {
            this.number = number;
            sourcePart = searchPart.sourcePart;
            places = searchPart.indexRanges.new Iteration();
            time = sourcePart.order(places.get());
        }

        long place() {
            return (long) number << 40 | places.get();
        }

        boolean hasMore() {
            return hasMore;
        }

        /** Moves on; a container's own order is kept, even if the times of its two streams are not in order. */
        boolean advance() {
            hasMore = places.advance();
            if (hasMore) {
                time = Math.max(time, sourcePart.order(places.get()));
            }
            return hasMore;
        }

        @Override
        public int compareTo(SearchCursor other) {
            int byTime = Long.compare(time, other.time);
            return byTime != 0 ? byTime : Integer.compare(number, other.number);
        }
    }
}
