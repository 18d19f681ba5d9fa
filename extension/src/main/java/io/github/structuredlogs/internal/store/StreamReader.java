package io.github.structuredlogs.internal.store;

import io.github.structuredlogs.internal.parse.Formats;
import io.github.structuredlogs.internal.parse.RecordReader;
import io.github.structuredlogs.internal.parse.RecordSink;
import io.github.structuredlogs.internal.parse.TelemetrySink;

/** One of a container's output streams, which may be quiet while the other writes all the time. Not thread-safe. */
final class StreamReader {

    /** What {@link #flushIfQuiet} returns when nothing is held. */
    static final long NOTHING_HELD = Long.MAX_VALUE;

    private final RecordReader reader;
    private long last;

    StreamReader(Formats formats, RecordSink sink, TelemetrySink telemetry) {
        reader = new RecordReader(formats, sink, telemetry);
    }

    void line(LineBatch lines, int line, long now) {
        last = now;
        reader.line(lines.buffer(line), lines.offset(line), lines.length(line), lines.time(line));
    }

    /** Whether text is held back because it might go on. */
    boolean holds() {
        return reader.holds();
    }

    void flush() {
        reader.flush();
    }

    /**
     * Gives on what is held back if nothing has come for long enough.
     *
     * @param hold for how long, in nanoseconds
     * @return how many of them are left
     */
    long flushIfQuiet(long hold) {
        long left = hold - (System.nanoTime() - last);
        if (reader.holds() && left <= 0) {
            reader.flush();
        }
        return reader.holds() ? left : NOTHING_HELD;
    }
}
