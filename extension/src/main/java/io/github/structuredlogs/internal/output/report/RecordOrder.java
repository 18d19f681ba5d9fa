package io.github.structuredlogs.internal.output.report;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.StoredRecord;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The records of several captures in order of time. Within one capture, the order in which the container wrote them is
 * kept, so that a record with a missing or odd time stays in its place.
 */
final class RecordOrder implements Iterator<RecordOrder.RecordPlace> {
    private static final long[] NONE = {};

    private final PriorityQueue<RecordCursor> cursors = new PriorityQueue<>();

    /** The place of a record. */
    record RecordPlace(Capture capture, long index) {
        LogRecord record() {
            return capture.record(index);
        }
    }

    /** Orders all records of some captures. */
    RecordOrder(List<Capture> captures) {
        this(captures, null);
    }

    /**
     * Orders records of some captures.
     *
     * @param captures the captures
     * @param only the records, null for all; the others are not looked at
     */
    RecordOrder(List<Capture> captures, @Nullable Collection<? extends LogRecord> only) {
        Map<Capture, long[]> indexes = only == null ? Map.of() : indexes(only);
        for (int i = 0; i < captures.size(); i++) {
            Capture capture = captures.get(i);
            RecordCursor recordCursor =
                    new RecordCursor(capture, i, only == null ? null : indexes.getOrDefault(capture, NONE));
            if (recordCursor.isValid()) {
                cursors.add(recordCursor);
            }
        }
    }

    private static Map<Capture, long[]> indexes(Collection<? extends LogRecord> records) {
        Map<Capture, LongStream.Builder> found = new HashMap<>();
        for (LogRecord record : records) {
            if (record instanceof StoredRecord stored) {
                found.computeIfAbsent(stored.capture(), capture -> LongStream.builder())
                        .add(stored.index());
            }
        }
        Map<Capture, long[]> indexes = new HashMap<>();
        found.forEach((capture, all) ->
                indexes.put(capture, all.build().sorted().distinct().toArray()));
        return indexes;
    }

    /**
     * {@return a record's own time, in nanoseconds since the epoch; the engine's if there is none, or if the record's is cut
     * off and may be the same}
     */
    static long timeOf(Capture capture, long index) {
        long own = capture.timestampNanos(index);
        long observed = capture.observedNanos(index);
        if (own == Capture.NO_TIME || observed == Capture.NO_TIME) {
            return own == Capture.NO_TIME ? observed : own;
        }
        long later = observed - own;
        return later >= 0 && later < capture.precisionNanos(index) ? observed : own;
    }

    @Override
    public boolean hasNext() {
        return !cursors.isEmpty();
    }

    @Override
    public RecordPlace next() {
        RecordCursor recordCursor = cursors.poll();
        if (recordCursor == null) {
            throw new NoSuchElementException();
        }
        RecordPlace recordPlace = new RecordPlace(recordCursor.capture, recordCursor.index());
        if (recordCursor.advance()) {
            cursors.add(recordCursor);
        }
        return recordPlace;
    }

    private static final class RecordCursor implements Comparable<RecordCursor> {
        private final Capture capture;
        private final int number;
        private final long @Nullable [] indexes;
        private final long size;
        private long next;
        private long time = Long.MIN_VALUE;

        RecordCursor(Capture capture, int number, long @Nullable [] indexes) {
            this.capture = capture;
            this.number = number;
            this.indexes = indexes;
            size = indexes == null ? capture.size() : indexes.length;
            look();
        }

        boolean isValid() {
            return next < size;
        }

        long index() {
            return indexes == null ? next : indexes[(int) next];
        }

        boolean advance() {
            next++;
            look();
            return isValid();
        }

        private void look() {
            if (isValid()) {
                time = Math.max(time, timeOf(capture, index()));
            }
        }

        @Override
        public int compareTo(RecordCursor other) {
            int byTime = Long.compare(time, other.time);
            return byTime != 0 ? byTime : Integer.compare(number, other.number);
        }
    }
}
