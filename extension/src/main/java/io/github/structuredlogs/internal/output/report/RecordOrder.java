package io.github.structuredlogs.internal.output.report;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.store.Capture;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * The records of several captures in order of time. Within one capture, the order in which the container wrote them is
 * kept, so that a record with a missing or odd time stays in its place.
 */
final class RecordOrder implements Iterator<RecordOrder.RecordPlace> {
    private final PriorityQueue<RecordCursor> cursors = new PriorityQueue<>();

    /** The place of a record. */
    record RecordPlace(Capture capture, long index) {
        LogRecord record() {
            return capture.record(index);
        }
    }

    RecordOrder(List<Capture> captures) {
        for (int i = 0; i < captures.size(); i++) {
            RecordCursor recordCursor = new RecordCursor(captures.get(i), i);
            if (recordCursor.isValid()) {
                cursors.add(recordCursor);
            }
        }
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
        RecordPlace recordPlace = new RecordPlace(recordCursor.capture, recordCursor.index);
        if (recordCursor.advance()) {
            cursors.add(recordCursor);
        }
        return recordPlace;
    }

    private static final class RecordCursor implements Comparable<RecordCursor> {
        private final Capture capture;
        private final int number;
        private final long size;
        private long index;
        private long time = Long.MIN_VALUE;

        RecordCursor(Capture capture, int number) {
            this.capture = capture;
            this.number = number;
            size = capture.size();
            look();
        }

        boolean isValid() {
            return index < size;
        }

        boolean advance() {
            index++;
            look();
            return isValid();
        }

        private void look() {
            if (isValid()) {
                time = Math.max(time, timeOf(capture, index));
            }
        }

        @Override
        public int compareTo(RecordCursor other) {
            int byTime = Long.compare(time, other.time);
            return byTime != 0 ? byTime : Integer.compare(number, other.number);
        }
    }
}
