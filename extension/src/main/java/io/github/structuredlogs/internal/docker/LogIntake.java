package io.github.structuredlogs.internal.docker;

import io.github.structuredlogs.LogStream;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The bodies of a container's log, to its lines: each exactly once, however often a body was cut. For one thread. */
final class LogIntake implements EntrySink {

    /** Takes what comes out. */
    interface Lines {

        /**
         * Takes a line, whose bytes are valid only during the call.
         *
         * @param time when the engine received its first part, in nanoseconds since the epoch
         * @param terminated whether a line end followed it
         */
        void line(LogStream stream, long time, byte[] buffer, int offset, int length, boolean terminated);

        /**
         * Entries between two times are missing, for the engine has them no more.
         *
         * @param from the time of the last entry before them, {@link EntrySink#NO_TIME} for the log's beginning
         * @param to the time of the first entry after them
         */
        void gap(long from, long to);

        /** The engine says that it has trouble to read the log. */
        void trouble(String message);
    }

    private final Rotation rotation;
    private final Position position;
    private final Lines lines;
    private final LogDecoder decoder;
    private final LineJoiner out;
    private final LineJoiner err;
    private long entries;
    private long entriesBefore;
    private @Nullable String trouble;

    /**
     * Reads a container's log.
     *
     * @param tty whether the container has a terminal
     * @param parts how lines in parts are known
     * @param rotation is told how much is logged
     * @param position how far it has been read before
     */
    LogIntake(boolean tty, LineParts parts, Rotation rotation, Position position, Lines lines) {
        this.rotation = rotation;
        this.position = position;
        this.lines = lines;
        decoder = LogDecoder.of(tty, this);
        out = new LineJoiner(
                parts,
                (time, buffer, offset, length, terminated) ->
                        lines.line(LogStream.STDOUT, time, buffer, offset, length, terminated));
        err = new LineJoiner(
                parts,
                (time, buffer, offset, length, terminated) ->
                        lines.line(LogStream.STDERR, time, buffer, offset, length, terminated));
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
        return position.resume();
    }

    /** Reads once; false at the end of the body. */
    boolean readFrom(EngineStream stream) throws IOException {
        boolean more = decoder.readFrom(stream);
        position.moved();
        return more;
    }

    /** Takes bytes that were read elsewhere. */
    void accept(byte[] bytes, int offset, int length) throws IOException {
        decoder.accept(bytes, offset, length);
    }

    /**
     * The body has ended.
     *
     * @throws IOException if it ended within an entry, or the engine said in it that it could not read the log
     */
    void end() throws IOException {
        decoder.finish();
        position.moved();
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

    /** What has been read first was not the first that there was. */
    void beginningIsMissing() {
        lines.gap(NO_TIME, position.first());
    }

    /** Nothing goes on any more: what is held comes out. */
    void finishLines() {
        out.finish();
        err.finish();
    }

    @Override
    public void entry(LogStream stream, long time, byte[] buffer, int offset, int length) {
        entries++;
        long last = position.time(stream);
        long at = time != NO_TIME ? time : last != NO_TIME ? last : EngineTime.nanos(Instant.now());
        Position.Kind kind = position.pass(stream, at, rotation.mayHaveBegun());
        if (kind == Position.Kind.KNOWN) {
            return;
        }
        rotation.wrote(length);
        if (kind == Position.Kind.FRESH_AFTER_GAP) {
            if (!rotation.mayHaveBegun()) {
                // Too early for what has been read: the beginning was missed as well.
                rotation.hasBegun();
                beginningIsMissing();
            }
            lines.gap(last, at);
        }
        (stream == LogStream.STDERR ? err : out).entry(at, buffer, offset, length);
    }

    @Override
    public void engineError(String message) {
        trouble = message;
        lines.trouble(message);
    }
}
