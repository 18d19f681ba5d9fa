package io.github.structuredlogs.internal.viewer.live;

import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.Captures;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PriorityQueue;

/** The records that have arrived since the last look, of all containers in order of time. Not thread-safe. */
final class NewRecords {
    private final Captures captures;
    private final Map<Capture, Long> positions = new HashMap<>();

    /** Takes a record. */
    @FunctionalInterface
    interface Sink {

        /** {@return whether it takes another one} */
        boolean take(Capture capture, long index);
    }

    NewRecords(Captures captures) {
        this.captures = captures;
    }

    /** {@return how many there are} */
    long size() {
        long size = 0;
        for (Capture capture : captures.list()) {
            size += capture.size() - position(capture);
        }
        return size;
    }

    private long position(Capture capture) {
        return positions.getOrDefault(capture, 0L);
    }

    /** Passes on what is there now, until the sink takes no more; lets go of what was passed. */
    void passTo(Sink sink) {
        PriorityQueue<Cursor> cursors = new PriorityQueue<>();
        for (Capture capture : captures.list()) {
            Cursor cursor = new Cursor(capture, position(capture), capture.size());
            if (cursor.look()) {
                cursors.add(cursor);
            }
        }
        boolean goesOn = true;
        while (goesOn && !cursors.isEmpty()) {
            Cursor cursor = cursors.remove();
            goesOn = sink.take(cursor.capture, cursor.index);
            passed(cursor.capture, cursor.index + 1);
            cursor.index++;
            if (cursor.look()) {
                cursors.add(cursor);
            }
        }
        positions.forEach(Capture::forget);
    }

    /**
     * Leaves out the oldest.
     *
     * @param kept how many of each container stay, at most
     * @return how many were left out of each
     */
    Map<Capture, Long> leaveOut(long kept) {
        Map<Capture, Long> left = new LinkedHashMap<>();
        for (Capture capture : captures.list()) {
            long from = capture.size() - kept;
            long leaving = from - position(capture);
            if (leaving > 0) {
                left.put(capture, leaving);
                passed(capture, from);
            }
        }
        positions.forEach(Capture::forget);
        return left;
    }

    private void passed(Capture capture, long next) {
        positions.put(capture, next);
    }

    private static final class Cursor implements Comparable<Cursor> {
        private final Capture capture;
        private final long end;
        private long index;
        private long time = Long.MIN_VALUE;

        Cursor(Capture capture, long index, long end) {
            this.capture = capture;
            this.index = index;
            this.end = end;
        }

        boolean look() {
            if (index >= end) {
                return false;
            }
            long own = capture.timestampNanos(index);
            // A record whose time is odd stays where it was logged.
            time = Math.max(time, own == Capture.NO_TIME ? capture.observedNanos(index) : own);
            return true;
        }

        @Override
        public int compareTo(Cursor other) {
            return Long.compare(time, other.time);
        }
    }
}
