package io.github.structuredlogs.internal.docker.log;

import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.docker.api.EngineStream;
import io.github.structuredlogs.internal.docker.api.EngineTime;
import io.github.structuredlogs.internal.store.LineBatch;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The bodies of a container's log, to its lines: each exactly once, however often a body was cut. For one thread. */
final class LogIntake implements EntrySink {

    /** Takes what comes out. */
    interface Lines {

        /** Takes the lines of one read, which are valid only during the call. */
        void lines(LineBatch lines);

        /**
         * Entries between two times are missing, for the engine has them no more.
         *
         * @param from the time of the last entry before them
         * @param to the time of the first entry after them
         */
        void gap(long from, long to);

        /**
         * Entries between two times may be missing, and nobody can tell.
         *
         * @param from the time of the last entry before them
         * @param to the time of the first entry after them
         */
        default void mayBeLost(long from, long to) {}

        /**
         * What was read first may not have been the beginning.
         *
         * @param to the time of the first entry that was read
         * @param isLikely whether the engine is known to discard what is older; else only the proof is missing that it has not
         */
        default void beginningMayBeLost(long to, boolean isLikely) {}

        /** The engine discards what is old from here on, as far as anybody knows: there may be gaps. */
        default void rotates() {}

        /** The engine says that it has trouble to read the log. */
        void trouble(String message);
    }

    private final Rotation rotation;
    private final LogPosition logPosition;
    private final Lines lines;
    private final LineBatch batch = new LineBatch();
    private final LogDecoder decoder;
    private final LineJoiner out;
    private final LineJoiner err;
    private long entries;
    private long entriesBefore;
    private boolean beginningIsTold;
    private boolean rotationIsTold;
    private boolean filesMayBeMixed;
    private @Nullable String trouble;

    /**
     * Reads a container's log.
     *
     * @param tty whether the container has a terminal
     * @param parts how lines in parts are known
     * @param rotation is told how much is logged
     * @param logPosition how far it has been read before
     */
    LogIntake(boolean tty, LineParts parts, Rotation rotation, LogPosition logPosition, Lines lines) {
        this.rotation = rotation;
        this.logPosition = logPosition;
        this.lines = lines;
        decoder = LogDecoder.of(tty, this);
        out = new LineJoiner(parts, LogStream.STDOUT, batch);
        err = new LineJoiner(parts, LogStream.STDERR, batch);
    }

    /**
     * The engine may send an older file of the log in the place of a newer one, in the right order: what is missing then looks
     * like a pause.
     */
    void filesMayBeMixed() {
        filesMayBeMixed = true;
    }

    /**
     * Forgets what a cut left of an entry, and expects a body that begins anew.
     *
     * @return the time from which the engine is to send, null for the log's beginning
     */
    @Nullable String begin() {
        decoder.reset();
        entriesBefore = entries;
        trouble = null;
        return logPosition.resume();
    }

    /** Reads once; false at the end of the body. */
    boolean readFrom(EngineStream stream) throws IOException {
        try {
            return decoder.readFrom(stream);
        } finally {
            deliver();
        }
    }

    /** Takes bytes that were read elsewhere. */
    void accept(byte[] bytes, int offset, int length) throws IOException {
        try {
            decoder.accept(bytes, offset, length);
        } finally {
            deliver();
        }
    }

    /** Only then does the place that has been reached count, so that whoever waits for it finds the lines. */
    private void deliver() {
        giveOn();
        logPosition.moved();
    }

    private void giveOn() {
        if (batch.size() > 0) {
            lines.lines(batch);
            batch.clear();
        }
    }

    /**
     * The body has ended.
     *
     * @throws IOException if it ended within an entry, or the engine said in it that it could not read the log
     */
    void end() throws IOException {
        decoder.finish();
        deliver();
        if (trouble != null) {
            throw new IOException(trouble);
        }
    }

    /** Whether the body had no entry at all, neither a new one nor one that was known. */
    boolean wasEmpty() {
        return entries == entriesBefore;
    }

    /** {@return how many entries have come, new and known ones, in all bodies} */
    long entries() {
        return entries;
    }

    /** Whether a part of a line has come that goes on. */
    boolean holdsPart() {
        return out.holds() || err.holds();
    }

    /** The log was read from its beginning to its end for the first time, while it rotated. */
    void beginningWasRead() {
        if (rotation.mayHaveDiscarded()) {
            beginningMayBeLost(true);
        }
    }

    private void beginningMayBeLost(boolean isLikely) {
        if (!beginningIsTold) {
            beginningIsTold = true;
            lines.beginningMayBeLost(logPosition.first(), isLikely);
        }
    }

    /** Nobody reads on for now: the parts of a line whose end has not come are read again by whoever does. */
    void giveBackParts() {
        logPosition.takeBack(LogStream.STDOUT, out.drop());
        logPosition.takeBack(LogStream.STDERR, err.drop());
    }

    /** Nothing goes on any more: what is held comes out. */
    void finishLines() {
        out.finish();
        err.finish();
        deliver();
    }

    @Override
    public void entry(LogStream stream, long time, byte[] buffer, int offset, int length) {
        entries++;
        long at = time != NO_TIME ? time : timeOfLast(stream);
        long before = filesMayBeMixed ? logPosition.last() : NO_TIME;
        LogPosition.StartKind startKind = logPosition.pass(stream, at, !rotation.hasNotBegun());
        if (startKind == LogPosition.StartKind.KNOWN) {
            return;
        }
        rotation.wrote(buffer, offset, length);
        if (logPosition.total() == 1 && rotation.mayHaveBegunAnew(at)) {
            beginningMayBeLost(false);
        }
        if (startKind == LogPosition.StartKind.FRESH_AFTER_GAP) {
            giveOn();
            if (!rotation.mayHaveBegun()) {
                // Too early for what has been read: the beginning was missed as well.
                rotation.hasBegun();
                beginningMayBeLost(true);
            }
            lines.gap(logPosition.timeBefore(stream), at);
        } else if (before != NO_TIME && rotation.mayHaveFilledFileBetween(before, at)) {
            giveOn();
            lines.mayBeLost(before, at);
        }
        if (!rotationIsTold && rotation.mayHaveBegun()) {
            rotationIsTold = true;
            lines.rotates();
        }
        (stream == LogStream.STDERR ? err : out).entry(at, buffer, offset, length);
    }

    private long timeOfLast(LogStream stream) {
        long last = logPosition.time(stream);
        return last != NO_TIME ? last : EngineTime.nanos(Instant.now());
    }

    @Override
    public void engineError(String message) {
        trouble = message;
        lines.trouble(message);
    }
}
