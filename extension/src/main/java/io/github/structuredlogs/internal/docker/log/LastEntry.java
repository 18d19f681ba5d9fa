package io.github.structuredlogs.internal.docker.log;

import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.docker.api.EngineConnection;
import io.github.structuredlogs.internal.docker.api.EngineStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The engine's last entry of a container, over both streams.
 *
 * @param stream the stream that the container wrote it to
 * @param time the engine's time, in nanoseconds since the epoch
 * @param count the number of entries with this time in its stream: the parts of a long line have the same time
 */
record LastEntry(LogStream stream, long time, int count) {

    /** More than the parts of any line that is not split into pieces. */
    private static final int MAX_PARTS = LineJoiner.MAX_BYTES / (16 << 10) + 2;

    /** {@return the last entry, null if there is none} */
    static @Nullable LastEntry of(EngineConnection engine, String container, boolean tty) throws IOException {
        LastEntry last = last(engine, container, tty, 2);
        // Only a long line has several entries with one time; a request for more of them shows how many.
        return last != null && last.count > 1 ? last(engine, container, tty, MAX_PARTS) : last;
    }

    private static @Nullable LastEntry last(EngineConnection engine, String container, boolean tty, int entries)
            throws IOException {
        try (EngineStream answer = engine.last(container, entries)) {
            return last(answer, tty);
        }
    }

    /**
     * {@return the last entry of a log that rotates: engines before 23.0 return an older one if only one is requested}
     */
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

    /** Says whether a reader at this position has read everything. */
    boolean isReached(LogPosition logPosition) {
        return logPosition.isAt(stream, time, count);
    }

    private static final class Collector implements EntrySink {

        private @Nullable LastEntry out;
        private @Nullable LastEntry err;
        private @Nullable LastEntry last;
        private @Nullable String trouble;

        @Override
        public void entry(LogStream stream, long time, byte[] buffer, int offset, int length) {
            LastEntry before = stream == LogStream.STDERR ? err : out;
            LastEntry now = new LastEntry(stream, time, before == null || before.time != time ? 1 : before.count + 1);
            if (stream == LogStream.STDERR) {
                err = now;
            } else {
                out = now;
            }
            last = now;
        }

        @Override
        public void engineError(String message) {
            trouble = message;
        }
    }
}
