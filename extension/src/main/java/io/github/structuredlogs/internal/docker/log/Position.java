package io.github.structuredlogs.internal.docker.log;

import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.docker.api.EngineTime;
import org.jspecify.annotations.Nullable;

/**
 * How far a log has been read, so that reading can go on after a cut exactly once.
 *
 * <p>Within a stream the engine's times never go back, so that a place is a time and the number of entries read at it, in
 * each stream. If the clock of the engine's machine was set back nevertheless, a place is the number of entries from the
 * log's beginning. Entries are passed by one thread; any thread may wait, for what is passed and has been taken in.
 */
final class Position {

    private static final long NONE = EntrySink.NO_TIME;
    private static final long LARGE = 100_000;
    private static final long A_MINUTE = 60_000_000_000L;

    private final Place out;
    private final Place err;
    private @Nullable Place lastPassed;

    private @Nullable Recent sinceClockWentBack;

    private static final class Place {
        long first = NONE;
        long time = NONE;
        /** The time before that one. */
        long before = NONE;

        long atTime;
        long total;

        /** The time of the last entry that was taken in, and how many of that time were. */
        long reached = NONE;

        long reachedAtTime;

        boolean replaying;
        boolean fromBeginning;
        boolean byCount;
        long toSkip;
        long replayTo;
        boolean anchored;
        boolean disordered;

        void moved() {
            reached = time;
            reachedAtTime = atTime;
        }

        Place copy() {
            Place copy = new Place();
            copy.first = first;
            copy.time = time;
            copy.reached = reached;
            copy.reachedAtTime = reachedAtTime;
            copy.atTime = atTime;
            copy.total = total;
            return copy;
        }
    }

    /** The last entries that were passed, by which one that was taken in is known where times do not tell. */
    private static final class Recent {

        private static final int MOST = 4_096;

        private final Place[] places = new Place[MOST];
        private final long[] times = new long[MOST];
        private long passed;
        private long takenIn;

        void add(Place place, long time) {
            int next = (int) (passed++ % MOST);
            places[next] = place;
            times[next] = time;
        }

        void moved() {
            takenIn = passed;
        }

        int count(Place place, long time) {
            int count = 0;
            for (long i = Math.max(0, passed - MOST); i < takenIn; i++) {
                int at = (int) (i % MOST);
                if (places[at] == place && times[at] == time) {
                    count++;
                }
            }
            return count;
        }
    }

    /** What an entry is. */
    enum Kind {
        FRESH,
        /** It was read before. */
        KNOWN,
        /** It is new, and entries between the place where reading ended and this one are missing. */
        FRESH_AFTER_GAP
    }

    /** The beginning of a log. */
    Position() {
        this(new Place(), new Place());
    }

    private Position(Place out, Place err) {
        this.out = out;
        this.err = err;
    }

    /** {@return the same place, to be passed by itself; it is to be resumed first} */
    synchronized Position copy() {
        Position copy = new Position(out.copy(), err.copy());
        copy.lastPassed = lastPassed == null ? null : lastPassed == err ? copy.err : copy.out;
        if (distrustsClock()) {
            copy.distrustClock();
        }
        return copy;
    }

    private Place of(LogStream stream) {
        return stream == LogStream.STDERR ? err : out;
    }

    /**
     * Prepares for reading again.
     *
     * @return the time from which to read on, null for the log's beginning
     */
    synchronized @Nullable String resume() {
        String since = since();
        restart(out, since == null);
        restart(err, since == null);
        return since;
    }

    /** {@return the time from which to read on, null for the log's beginning} */
    synchronized @Nullable String since() {
        if (distrustsClock()) {
            return null;
        }
        if (out.time != NONE && err.time != NONE) {
            return EngineTime.parameter(Math.min(out.time, err.time));
        }
        // A stream that was silent so far may have an entry from before the other one's last.
        return total() < LARGE ? null : EngineTime.parameter(Math.max(out.time, err.time) - A_MINUTE);
    }

    private static void restart(Place place, boolean fromBeginning) {
        place.replaying = place.total > 0;
        place.fromBeginning = fromBeginning;
        place.byCount = false;
        place.toSkip = place.atTime;
        place.replayTo = place.time;
        place.anchored = false;
    }

    /** The engine's clock was set back, as its last entry shows; only counting from the beginning helps. */
    synchronized void distrustClock() {
        if (!distrustsClock()) {
            sinceClockWentBack = new Recent();
        }
    }

    /** Whether the engine's clock was set back, so that its times do not tell what is newer. */
    synchronized boolean distrustsClock() {
        return sinceClockWentBack != null;
    }

    /**
     * Passes an entry.
     *
     * @param rotates whether the log may have begun to rotate: the engine may then leave out some of it, or send its files in
     *     the wrong order
     */
    synchronized Kind pass(LogStream stream, long time, boolean rotates) {
        Place place = of(stream);
        Kind kind = pass(place, time, rotates);
        Recent passed = sinceClockWentBack;
        if (passed != null) {
            passed.add(place, time);
        }
        return kind;
    }

    private Kind pass(Place place, long time, boolean rotates) {
        boolean gap = place.disordered && time > place.time;
        if (place.replaying) {
            if (place.fromBeginning) {
                // If the log still begins where it began, its entries can be counted, whatever their times are.
                place.fromBeginning = false;
                place.byCount = time == place.first && (distrustsClock() || !rotates);
                place.toSkip = place.byCount ? place.total : place.atTime;
            }
            if (place.byCount ? isCounted(place) : isReplayed(place, time)) {
                return Kind.KNOWN;
            }
            gap |= !place.byCount && place.toSkip > 0 && !place.anchored && !isLastThere();
            place.replaying = !place.byCount && time == place.replayTo;
        } else if (place.time != NONE && time < place.time) {
            if (rotates && !distrustsClock() && time >= place.first) {
                // It has been read, or is in a gap that was named; what should stand here may come nowhere.
                place.disordered = true;
                place.toSkip = place.atTime;
                return Kind.KNOWN;
            }
            distrustClock();
        } else if (place.disordered && time == place.time && place.toSkip > 0) {
            place.toSkip--;
            return Kind.KNOWN;
        }
        place.disordered = false;
        if (place.total == 0) {
            place.first = time;
        }
        place.atTime = time == place.time ? place.atTime + 1 : 1;
        place.before = place.time;
        place.time = time;
        place.total++;
        lastPassed = place;
        return gap ? Kind.FRESH_AFTER_GAP : Kind.FRESH;
    }

    /** The last entries of a stream, all of one time, count as not passed, so that they come again. */
    synchronized void takeBack(LogStream stream, int entries) {
        Place place = of(stream);
        place.atTime -= entries;
        place.total -= entries;
    }

    private static boolean isCounted(Place place) {
        if (place.toSkip > 0) {
            place.toSkip--;
            return true;
        }
        return false;
    }

    private static boolean isReplayed(Place place, long time) {
        if (time < place.replayTo) {
            return true;
        }
        if (time == place.replayTo && place.toSkip > 0) {
            place.toSkip--;
            place.anchored = true;
            return true;
        }
        return false;
    }

    /** An engine discards the oldest of both streams: what still has the last entry that was read lacks none behind it. */
    private boolean isLastThere() {
        return lastPassed != null && lastPassed.anchored;
    }

    /** {@return the time of the last entry of a stream, {@link EntrySink#NO_TIME} before the first} */
    synchronized long time(LogStream stream) {
        return of(stream).time;
    }

    /** {@return the time of the entry before the last one of a stream, {@link EntrySink#NO_TIME} if there is none} */
    synchronized long timeBefore(LogStream stream) {
        return of(stream).before;
    }

    /** {@return the time of the first entry of both streams, {@link EntrySink#NO_TIME} if there is none} */
    synchronized long first() {
        return out.first == NONE ? err.first : err.first == NONE ? out.first : Math.min(out.first, err.first);
    }

    /** {@return the time of the last entry of both streams, {@link EntrySink#NO_TIME} if there is none} */
    synchronized long last() {
        return Math.max(out.time, err.time);
    }

    /** {@return how many entries were passed} */
    synchronized long total() {
        return out.total + err.total;
    }

    /** What was passed has been taken in: those who wait look again. */
    synchronized void moved() {
        out.moved();
        err.moved();
        Recent passed = sinceClockWentBack;
        if (passed != null) {
            passed.moved();
        }
        notifyAll();
    }

    /** Whether that many entries of that time are the last that were passed in that stream. */
    synchronized boolean isAt(LogStream stream, long time, int count) {
        Place place = of(stream);
        return place.time == time && place.atTime == count;
    }

    /** Whether an entry of that time has been taken in from that stream, be it the first of several. */
    boolean reached(LogStream stream, long time) {
        return reached(stream, time, 1);
    }

    /** Whether that many entries of that time, or a later one, have been taken in from that stream. */
    synchronized boolean reached(LogStream stream, long time, int count) {
        Place place = of(stream);
        Recent passed = sinceClockWentBack;
        return (place.reached == time && place.reachedAtTime >= count)
                || (passed != null
                        ? passed.count(place, time) >= count
                        : place.reached != NONE && place.reached > time);
    }

    /**
     * Waits until that many entries of that time have been taken in from that stream.
     *
     * @param deadline when to give up, by {@link System#nanoTime}
     * @return false if it was not in time
     */
    synchronized boolean await(LogStream stream, long time, int count, long deadline) throws InterruptedException {
        while (!reached(stream, time, count)) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
        return true;
    }
}
