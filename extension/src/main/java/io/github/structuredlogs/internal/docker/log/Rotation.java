package io.github.structuredlogs.internal.docker.log;

import io.github.structuredlogs.internal.docker.api.EngineTime;
import io.github.structuredlogs.internal.docker.api.Inspection;
import java.time.Instant;

/**
 * The rotation of a container's log: when its driver begins to discard output.
 *
 * <p>While the log rotates, engines before 23.0 send parts of it again to a follower, and every engine omits output
 * that was discarded before it was sent, without saying so. Until the first rotation a follower gets everything.
 */
public final class Rotation {

    /** More than an engine stores: twice the rate that one was seen to store long lines with, on two processors. */
    private static final long BYTES_A_MILLISECOND = 300_000;

    /** More than either driver adds to an entry. */
    private static final int ENTRY = 110;

    /** More than a container can write while a body is requested. */
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

    /** Returns the rotation of a container whose logging nobody has described. */
    public static Rotation unknown() {
        return new Rotation(LogFiles.endless(), false, 0);
    }

    /** {@return how a container's log rotates, according to the engine's description} */
    static Rotation of(Inspection described) {
        if (!described.isKnown()) {
            return unknown();
        }
        Instant since = described.writesSince();
        return of(LogFiles.of(described.logConfig()), since == null ? 0 : EngineTime.nanos(since));
    }

    /**
     * Returns the rotation of these files.
     *
     * @param writesSince when the container may have begun to write, in nanoseconds since the epoch
     */
    public static Rotation of(LogFiles files, long writesSince) {
        return new Rotation(files, true, writesSince);
    }

    /** Counts an entry; called by one thread. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    void wrote(byte[] buffer, int offset, int length) {
        if (isPossible() && written != BEGUN) {
            written += files.lineLength().of(buffer, offset, length) + ENTRY;
        }
    }

    /** Notes that something was discarded. */
    void hasBegun() {
        written = BEGUN;
    }

    /** Says whether it is known when the driver begins to discard, if it does at all. */
    boolean isKnown() {
        return known;
    }

    /** Says whether the driver is known to discard anything at all. */
    boolean isPossible() {
        return files.maxSize() != LogFiles.ENDLESS;
    }

    /**
     * Says whether rotation with compressed files may happen while the log is requested: engines before 23.0 unpack
     * files for several readers at once, and the later reader is sent an older file instead of a newer one.
     *
     * @see <a href="https://github.com/moby/moby/blob/v20.10.24/daemon/logger/loggerutils/logfile.go">moby's
     *     logfile.go</a>
     */
    boolean needsOneReader() {
        return files.compressed() && files.maxSize() < A_MOMENT;
    }

    /** Notes an entry that arrived after the log was read and was empty; the first one counts. */
    void begins(long time) {
        if (begins == EntrySink.NO_TIME) {
            begins = time;
        }
    }

    /**
     * Says whether the driver may have started its only file again before the first entry that was read. With several
     * files, a full one is left, which shows that there were others; with one file, next to nothing may be left.
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
     * Says whether output may have been discarded, or may be soon, as far as is known: the engine may have more than
     * was read, and less than was written.
     */
    boolean mayHaveBegun() {
        return written == BEGUN || written > files.maxSize() / 2;
    }

    /**
     * Says whether one of several files may have been discarded, as far as was read: all files but one are full when
     * the oldest is deleted, so an engine that discards has sent that much.
     */
    boolean mayHaveDiscarded() {
        return files.count() > 1 && isPossible() && written / (files.count() - 1) >= files.maxSize();
    }

    /**
     * Says whether a whole file may have been written between two consecutive entries of the engine's response, while
     * the log rotated.
     */
    boolean mayHaveFilledFileBetween(long one, long next) {
        return mayHaveBegun() && next - one >= 1e6 * files.maxSize() / BYTES_A_MILLISECOND;
    }

    /** Says whether full files are compressed. */
    boolean compresses() {
        return files.compressed() && files.count() > 1 && isPossible();
    }

    /** Says whether it is certain that nothing was discarded so far. */
    boolean hasNotBegun() {
        return known && !mayHaveBegun();
    }
}
