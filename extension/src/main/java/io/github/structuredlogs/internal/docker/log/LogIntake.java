package io.github.structuredlogs.internal.docker.log;

import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.docker.api.EngineStream;
import io.github.structuredlogs.internal.docker.api.EngineTime;
import io.github.structuredlogs.internal.store.LineBatch;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The intake of a container's log: it turns the response bodies into lines, each exactly once, even if a body is cut
 * off. For one thread.
 */
final class LogIntake implements EntrySink {

    /** The receiver of lines and losses. */
    interface Lines {

        /** Receives the lines of one read, which are valid only during the call. */
        void lines(LineBatch lines);

        /**
         * Receives a gap: entries between two times are missing, because the engine does not have them any more.
         *
         * @param from the time of the last entry before the gap
         * @param to the time of the first entry after the gap
         */
        void gap(long from, long to);

        /**
         * Receives a possible gap: entries between two times may be missing, and it cannot be known.
         *
         * @param from the time of the last entry before the gap
         * @param to the time of the first entry after the gap
         */
        default void mayBeLost(long from, long to) {}

        /**
         * Notes that the first entry may not have been the beginning.
         *
         * @param to the time of the first entry that was read
         * @param isLikely whether the engine is known to discard older entries; otherwise only the proof is missing
         *     that it has not
         */
        default void beginningMayBeLost(long to, boolean isLikely) {}

        /** Notes that the engine may discard old entries from now on: there may be gaps. */
        default void rotates() {}

        /** Receives the engine's message that it has trouble reading the log. */
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
     * Creates the intake of a container's log.
     *
     * @param tty whether the container has a terminal
     * @param parts how lines in parts are recognised
     * @param rotation receives the amount of logged output
     * @param logPosition the position up to which the log has been read
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
     * Notes that the engine may send an older file of the log instead of a newer one, in the right order: a gap then
     * looks like a pause.
     */
    void filesMayBeMixed() {
        filesMayBeMixed = true;
    }

    /**
     * Drops an incomplete entry, and expects a new body.
     *
     * @return the start time of the next request, null for the log's beginning
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

    /** Reads bytes that were read elsewhere. */
    void accept(byte[] bytes, int offset, int length) throws IOException {
        try {
            decoder.accept(bytes, offset, length);
        } finally {
            deliver();
        }
    }

    /** The position counts only after delivery, so that whoever waits for it finds the lines. */
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
     * Ends the body.
     *
     * @throws IOException if it ended within an entry, or contained the engine's message that it could not read the log
     */
    void end() throws IOException {
        decoder.finish();
        deliver();
        if (trouble != null) {
            throw new IOException(trouble);
        }
    }

    /** Says whether the body had no entry at all, neither a new one nor a known one. */
    boolean wasEmpty() {
        return entries == entriesBefore;
    }

    /** {@return the number of entries, new and known ones, in all bodies} */
    long entries() {
        return entries;
    }

    /** Says whether a part of a line has arrived that continues. */
    boolean holdsPart() {
        return out.holds() || err.holds();
    }

    /** Notes that the log was read from its beginning to its end for the first time, while it rotated. */
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

    /**
     * Gives back the parts of an incomplete line, because nobody continues reading for now; the next reader reads them
     * again.
     */
    void giveBackParts() {
        logPosition.takeBack(LogStream.STDOUT, out.drop());
        logPosition.takeBack(LogStream.STDERR, err.drop());
    }

    /** Publishes the kept parts, because nothing continues any more. */
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
                // The entry is too old: the beginning was missed as well.
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
