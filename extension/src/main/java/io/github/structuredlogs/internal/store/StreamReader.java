package io.github.structuredlogs.internal.store;

import io.github.structuredlogs.internal.parse.Formats;
import io.github.structuredlogs.internal.parse.RecordReader;
import io.github.structuredlogs.internal.parse.RecordSink;
import io.github.structuredlogs.internal.parse.TelemetrySink;

/** One output stream of a container. It may be quiet while the other one is busy. Not thread-safe. */
final class StreamReader {

    /** The result of {@link #flushIfQuiet} if no text is kept. */
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

    /** Says whether text is kept because it may continue. */
    boolean holds() {
        return reader.holds();
    }

    void flush() {
        reader.flush();
    }

    /**
     * Publishes the text that is kept if nothing has arrived for long enough.
     *
     * @param hold for how long, in nanoseconds
     * @return the remaining time in nanoseconds
     */
    long flushIfQuiet(long hold) {
        long left = hold - (System.nanoTime() - last);
        if (reader.holds() && left <= 0) {
            reader.flush();
        }
        return reader.holds() ? left : NOTHING_HELD;
    }
}
