package io.github.structuredlogs.internal.output.report;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.store.Capture;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * The records of several captures in order of time. Within one capture the order in which the container wrote them holds,
 * so that a record whose time is missing or odd stays where it was logged.
 */
final class RecordOrder implements Iterator<RecordOrder.Place> {
    private final PriorityQueue<Cursor> cursors = new PriorityQueue<>();

    /** Where a record stands. */
    record Place(Capture capture, long index) {
        LogRecord record() {
            return capture.record(index);
        }
    }

    RecordOrder(List<Capture> captures) {
        for (int i = 0; i < captures.size(); i++) {
            Cursor cursor = new Cursor(captures.get(i), i);
            if (cursor.isValid()) {
                cursors.add(cursor);
            }
        }
    }

    /** {@return a record's own time, else the engine's, in nanoseconds since the epoch} */
    static long timeOf(Capture capture, long index) {
        long own = capture.timestampNanos(index);
        return own == Capture.NO_TIME ? capture.observedNanos(index) : own;
    }

    @Override
    public boolean hasNext() {
        return !cursors.isEmpty();
    }

    @Override
    public Place next() {
        Cursor cursor = cursors.poll();
        if (cursor == null) {
            throw new NoSuchElementException();
        }
        Place place = new Place(cursor.capture, cursor.index);
        if (cursor.advance()) {
            cursors.add(cursor);
        }
        return place;
    }

    private static final class Cursor implements Comparable<Cursor> {
        private final Capture capture;
        private final int number;
        private final long size;
        private long index;
        private long time = Long.MIN_VALUE;

        Cursor(Capture capture, int number) {
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
        public int compareTo(Cursor other) {
            int byTime = Long.compare(time, other.time);
            return byTime != 0 ? byTime : Integer.compare(number, other.number);
        }
    }
}
