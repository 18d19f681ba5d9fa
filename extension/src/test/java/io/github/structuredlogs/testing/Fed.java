package io.github.structuredlogs.testing;

import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.LineBatch;

/** Feeds a capture without an engine. */
public final class Fed {

    private Fed() {}

    /** Writes a line that ends with a line end, which the engine receives at a time in nanoseconds since the epoch. */
    public static void line(Capture capture, LogStream stream, byte[] line, long time) {
        LineBatch lines = new LineBatch();
        lines.add(stream, time, line, 0, line.length, true);
        capture.writer().lines(lines, 0, lines.size());
    }
}
