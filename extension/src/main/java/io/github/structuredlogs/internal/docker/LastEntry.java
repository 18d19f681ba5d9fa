package io.github.structuredlogs.internal.docker;

import io.github.structuredlogs.LogStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The last entry that the engine has of a container, of both streams.
 *
 * @param stream the stream that it was written to
 * @param time the engine's time of it, in nanoseconds since the epoch
 * @param alone whether the entry before it has another time, so that who has one of this time has the last
 */
record LastEntry(LogStream stream, long time, boolean alone) {

    /** {@return the last entry, null if there is none} */
    static @Nullable LastEntry of(EngineConnection engine, String container, boolean tty) throws IOException {
        try (EngineStream answer = engine.last(container)) {
            return last(answer, tty);
        }
    }

    /** {@return the last entry of a log that rotates: engines before 23.0 give an older one when asked for one alone} */
    static @Nullable LastEntry since(@Nullable String since, EngineConnection engine, String container, boolean tty)
            throws IOException {
        try (EngineStream answer = engine.read(container, since)) {
            return last(answer, tty);
        }
    }

    private static @Nullable LastEntry last(EngineStream answer, boolean tty) throws IOException {
        Collector collector = new Collector();
        LogDecoder decoder = LogDecoder.of(tty, collector);
        while (decoder.readFrom(answer)) {
            // to its end
        }
        decoder.finish();
        if (collector.trouble != null) {
            throw new IOException(collector.trouble);
        }
        return collector.last;
    }

    /** Whether somebody who has read that far has read everything. */
    boolean isReached(Position position) {
        return alone && position.time(stream) == time;
    }

    private static final class Collector implements EntrySink {

        private @Nullable LastEntry last;
        private @Nullable String trouble;

        @Override
        public void entry(LogStream stream, long time, byte[] buffer, int offset, int length) {
            LastEntry before = last;
            last = new LastEntry(stream, time, before == null || before.time != time);
        }

        @Override
        public void engineError(String message) {
            trouble = message;
        }
    }
}
