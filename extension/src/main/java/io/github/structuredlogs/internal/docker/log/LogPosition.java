package io.github.structuredlogs.internal.docker.log;

import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.docker.api.EngineTime;
import org.jspecify.annotations.Nullable;

/**
 * The position in a log, from which reading continues exactly once after the connection was dropped.
 *
 * <p>Within a stream the engine's times never go back. So a position is a time and the number of entries read with that
 * time, in each stream. If the clock of the engine's machine was set back, the position is the number of entries from
 * the log's beginning. One thread passes entries; any thread may wait until passed entries are delivered.
 */
final class LogPosition {

    private static final long NONE = EntrySink.NO_TIME;
    private static final long LARGE = 100_000;
    private static final long A_MINUTE = 60_000_000_000L;

    private final EntryPlace out;
    private final EntryPlace err;
    private final long beginning;
    private @Nullable EntryPlace lastPassed;

    private @Nullable Recent sinceClockWentBack;

    private static final class EntryPlace {
        long first = NONE;
        long time = NONE;
        /** The time before that one. */
        long before = NONE;

        long atTime;
        long total;

        /** The time of the last delivered entry, and the number of delivered entries with that time. */
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

        EntryPlace copy() {
            EntryPlace copy = new EntryPlace();
            copy.first = first;
            copy.time = time;
            copy.reached = reached;
            copy.reachedAtTime = reachedAtTime;
            copy.atTime = atTime;
            copy.total = total;
            return copy;
        }
    }

    /** The last passed entries, which identify a delivered entry if times do not. */
    private static final class Recent {

        private static final int MAX_ENTRIES = 4_096;

        private final EntryPlace[] places = new EntryPlace[MAX_ENTRIES];
        private final long[] times = new long[MAX_ENTRIES];
        private long passed;
        private long takenIn;

        void add(EntryPlace entryPlace, long time) {
            int next = (int) (passed++ % MAX_ENTRIES);
            places[next] = entryPlace;
            times[next] = time;
        }

        void moved() {
            takenIn = passed;
        }

        int count(EntryPlace entryPlace, long time) {
            int count = 0;
            for (long i = Math.max(0, passed - MAX_ENTRIES); i < takenIn; i++) {
                int at = (int) (i % MAX_ENTRIES);
                if (places[at] == entryPlace && times[at] == time) {
                    count++;
                }
            }
            return count;
        }
    }

    /** The relation of an entry to the position. */
    enum StartKind {
        FRESH,
        /** The entry was read before. */
        KNOWN,
        /** The entry is new, and entries between the position and this one are missing. */
        FRESH_AFTER_GAP
    }

    /** Creates the beginning of a log. */
    LogPosition() {
        this(new EntryPlace(), new EntryPlace(), NONE);
    }

    /** {@return the beginning of what is to be read of a log: what is older does not matter} */
    static LogPosition since(long nanos) {
        return new LogPosition(new EntryPlace(), new EntryPlace(), nanos);
    }

    private LogPosition(EntryPlace out, EntryPlace err, long beginning) {
        this.beginning = beginning;
        this.out = out;
        this.err = err;
    }

    /** {@return a copy with the same position, which must be resumed first} */
    synchronized LogPosition copy() {
        LogPosition copy = new LogPosition(out.copy(), err.copy(), beginning);
        copy.lastPassed = lastPassed == null ? null : lastPassed == err ? copy.err : copy.out;
        if (distrustsClock()) {
            copy.distrustClock();
        }
        return copy;
    }

    private EntryPlace of(LogStream stream) {
        return stream == LogStream.STDERR ? err : out;
    }

    /**
     * Prepares for another request.
     *
     * @return the start time of the request, null for the log's beginning
     */
    synchronized @Nullable String resume() {
        String since = since();
        restart(out, since == null);
        restart(err, since == null);
        return since;
    }

    /** {@return the start time of a request, null for the log's beginning} */
    synchronized @Nullable String since() {
        if (distrustsClock()) {
            return null;
        }
        if (out.time != NONE && err.time != NONE) {
            return EngineTime.parameter(Math.min(out.time, err.time));
        }
        // A stream that was silent so far may have an entry from before the other one's last.
        if (total() >= LARGE) {
            return EngineTime.parameter(Math.max(out.time, err.time) - A_MINUTE);
        }
        return beginning == NONE ? null : EngineTime.parameter(beginning);
    }

    private static void restart(EntryPlace entryPlace, boolean fromBeginning) {
        entryPlace.replaying = entryPlace.total > 0;
        entryPlace.fromBeginning = fromBeginning;
        entryPlace.byCount = false;
        entryPlace.toSkip = entryPlace.atTime;
        entryPlace.replayTo = entryPlace.time;
        entryPlace.anchored = false;
    }

    /** Notes that the engine's clock was set back, as its last entry shows; only counting from the beginning helps. */
    synchronized void distrustClock() {
        if (!distrustsClock()) {
            sinceClockWentBack = new Recent();
        }
    }

    /** Says whether the engine's clock was set back, so that its times do not show what is newer. */
    synchronized boolean distrustsClock() {
        return sinceClockWentBack != null;
    }

    /**
     * Passes an entry.
     *
     * @param rotates whether the log may have begun to rotate: the engine may then omit some of it, or send its files
     *     in the wrong order
     */
    synchronized StartKind pass(LogStream stream, long time, boolean rotates) {
        EntryPlace entryPlace = of(stream);
        StartKind startKind = pass(entryPlace, time, rotates);
        Recent passed = sinceClockWentBack;
        if (passed != null) {
            passed.add(entryPlace, time);
        }
        return startKind;
    }

    private StartKind pass(EntryPlace entryPlace, long time, boolean rotates) {
        boolean gap = entryPlace.disordered && time > entryPlace.time;
        if (entryPlace.replaying) {
            if (entryPlace.fromBeginning) {
                // If the log still begins with the same entry, its entries can be counted, whatever their times are.
                entryPlace.fromBeginning = false;
                entryPlace.byCount = time == entryPlace.first && (distrustsClock() || !rotates);
                entryPlace.toSkip = entryPlace.byCount ? entryPlace.total : entryPlace.atTime;
            }
            if (entryPlace.byCount ? isCounted(entryPlace) : isReplayed(entryPlace, time)) {
                return StartKind.KNOWN;
            }
            gap |= !entryPlace.byCount && entryPlace.toSkip > 0 && !entryPlace.anchored && !isLastThere();
            entryPlace.replaying = !entryPlace.byCount && time == entryPlace.replayTo;
        } else if (entryPlace.time != NONE && time < entryPlace.time) {
            if (rotates && !distrustsClock() && time >= entryPlace.first) {
                // It was read, or is in a reported gap; the entry that belongs here may not come at all.
                entryPlace.disordered = true;
                entryPlace.toSkip = entryPlace.atTime;
                return StartKind.KNOWN;
            }
            distrustClock();
        } else if (entryPlace.disordered && time == entryPlace.time && entryPlace.toSkip > 0) {
            entryPlace.toSkip--;
            return StartKind.KNOWN;
        }
        entryPlace.disordered = false;
        if (entryPlace.total == 0) {
            entryPlace.first = time;
        }
        entryPlace.atTime = time == entryPlace.time ? entryPlace.atTime + 1 : 1;
        entryPlace.before = entryPlace.time;
        entryPlace.time = time;
        entryPlace.total++;
        lastPassed = entryPlace;
        return gap ? StartKind.FRESH_AFTER_GAP : StartKind.FRESH;
    }

    /** Counts the last entries of a stream, all with one time, as not passed, so that they are read again. */
    synchronized void takeBack(LogStream stream, int entries) {
        EntryPlace entryPlace = of(stream);
        entryPlace.atTime -= entries;
        entryPlace.total -= entries;
    }

    private static boolean isCounted(EntryPlace entryPlace) {
        if (entryPlace.toSkip > 0) {
            entryPlace.toSkip--;
            return true;
        }
        return false;
    }

    private static boolean isReplayed(EntryPlace entryPlace, long time) {
        if (time < entryPlace.replayTo) {
            return true;
        }
        if (time == entryPlace.replayTo && entryPlace.toSkip > 0) {
            entryPlace.toSkip--;
            entryPlace.anchored = true;
            return true;
        }
        return false;
    }

    /**
     * An engine discards the oldest entries of both streams: if it still has the last entry that was read, none after
     * it is missing.
     */
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

    /** {@return the number of passed entries} */
    synchronized long total() {
        return out.total + err.total;
    }

    /** Notes that the passed entries are delivered, and wakes the waiting threads. */
    synchronized void moved() {
        out.moved();
        err.moved();
        Recent passed = sinceClockWentBack;
        if (passed != null) {
            passed.moved();
        }
        notifyAll();
    }

    /** Says whether the last passed entries of that stream are this number of entries with that time. */
    synchronized boolean isAt(LogStream stream, long time, int count) {
        EntryPlace entryPlace = of(stream);
        return entryPlace.time == time && entryPlace.atTime == count;
    }

    /** Says whether an entry of that time was delivered from that stream, possibly the first of several. */
    boolean reached(LogStream stream, long time) {
        return reached(stream, time, 1);
    }

    /** Says whether this number of entries of that time, or a later one, were delivered from that stream. */
    synchronized boolean reached(LogStream stream, long time, int count) {
        EntryPlace entryPlace = of(stream);
        Recent passed = sinceClockWentBack;
        return (entryPlace.reached == time && entryPlace.reachedAtTime >= count)
                || (passed != null
                        ? passed.count(entryPlace, time) >= count
                        : entryPlace.reached != NONE && entryPlace.reached > time);
    }

    /**
     * Waits until this number of entries of that time were delivered from that stream.
     *
     * @param deadline when to give up, by {@link System#nanoTime}
     * @return false if the time was over before
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
