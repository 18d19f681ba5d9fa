package io.github.structuredlogs.internal.docker.log;

import io.github.structuredlogs.internal.docker.api.EngineTime;
import io.github.structuredlogs.internal.docker.api.Inspection;
import java.time.Instant;

/**
 * When a container's logging driver begins to discard what it has logged.
 *
 * <p>While the log rotates, engines before 23.0 send a follower parts of it again, and every engine leaves out what was
 * discarded before it was sent, and says neither. Until the first rotation a follower gets everything.
 */
public final class Rotation {

    /** More than an engine stores: twice what one was seen to store of long lines, on two processors. */
    private static final long BYTES_A_MILLISECOND = 300_000;

    /** More than either driver adds to an entry. */
    private static final int ENTRY = 110;

    /** What a container may write while a body is asked for, and more. */
    private static final long A_MOMENT = 10_000_000;

    private static final long BEGUN = Long.MAX_VALUE;

    private final LogFiles files;
    private final boolean known;
    private final long writesSince;
    private volatile long written;
    private volatile long begins = EntrySink.NO_TIME;

    private Rotation(LogFiles files, boolean known, long writesSince) {
        this.files = files;
        this.known = known;
        this.writesSince = writesSince;
    }

    static Rotation none() {
        return new Rotation(LogFiles.endless(), true, 0);
    }

    /** Of a container whose logging nobody has described. */
    public static Rotation unknown() {
        return new Rotation(LogFiles.endless(), false, 0);
    }

    /** {@return how a container's log rotates, as the engine describes it} */
    static Rotation of(Inspection described) {
        if (!described.isKnown()) {
            return unknown();
        }
        Instant since = described.writesSince();
        return of(LogFiles.of(described.logConfig()), since == null ? 0 : EngineTime.nanos(since));
    }

    /**
     * Of these files.
     *
     * @param writesSince when the container may have begun to write, in nanoseconds since the epoch
     */
    public static Rotation of(LogFiles files, long writesSince) {
        return new Rotation(files, true, writesSince);
    }

    /** Takes note of an entry; called by one thread. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    void wrote(byte[] buffer, int offset, int length) {
        if (isPossible() && written != BEGUN) {
            written += files.lineLength().of(buffer, offset, length) + ENTRY;
        }
    }

    /** Something was discarded. */
    void hasBegun() {
        written = BEGUN;
    }

    /** Whether it is known when the driver begins to discard, if it does at all. */
    boolean isKnown() {
        return known;
    }

    /** Whether the driver is known to discard anything at all. */
    boolean isPossible() {
        return files.maxSize() != LogFiles.ENDLESS;
    }

    /**
     * Whether it may be under way when anybody asks for the log, with files that are compressed: engines before 23.0 unpack
     * these for several readers at once, the one who comes later is sent an older file in the place of a newer one.
     *
     * @see <a href="https://github.com/moby/moby/blob/v20.10.24/daemon/logger/loggerutils/logfile.go">moby's logfile.go</a>
     */
    boolean needsOneReader() {
        return files.compressed() && files.maxSize() < A_MOMENT;
    }

    /** Takes note of an entry that came when the log had been read and nothing was in it; the first one counts. */
    void begins(long time) {
        if (begins == EntrySink.NO_TIME) {
            begins = time;
        }
    }

    /**
     * Whether the driver may have begun its only file anew before the first entry that was read. Of several files one that is
     * full is left, and so shows that there were others; of an only one next to nothing need be left.
     *
     * @param first the entry's time
     */
    boolean mayHaveBegunAnew(long first) {
        if (files.count() > 1 || !isPossible()) {
            return false;
        }
        return begins != EntrySink.NO_TIME
                ? first > begins
                : (first - writesSince) / 1_000_000 >= files.maxSize() / BYTES_A_MILLISECOND;
    }

    /**
     * Whether something may have been discarded, or may be soon, as far as anything is known of it: the engine may have more
     * than has come, and less than was written.
     */
    boolean mayHaveBegun() {
        return written == BEGUN || written > files.maxSize() / 2;
    }

    /**
     * Whether something may have been discarded of several files, as far as has been read: all but one of them are full when
     * the oldest one is deleted, so that an engine which discards has sent that much.
     */
    boolean mayHaveDiscarded() {
        return files.count() > 1 && isPossible() && written / (files.count() - 1) >= files.maxSize();
    }

    /**
     * Whether a whole file may have been written between two entries that are next to each other in what an engine sent, while
     * the log rotated.
     */
    boolean mayHaveFilledFileBetween(long one, long next) {
        return mayHaveBegun() && next - one >= 1e6 * files.maxSize() / BYTES_A_MILLISECOND;
    }

    /** Whether files that are not written to any more are compressed. */
    boolean compresses() {
        return files.compressed() && files.count() > 1 && isPossible();
    }

    /** Whether nothing was discarded so far, for certain. */
    boolean hasNotBegun() {
        return known && !mayHaveBegun();
    }
}
