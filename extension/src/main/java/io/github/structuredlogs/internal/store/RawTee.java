package io.github.structuredlogs.internal.store;

import io.github.structuredlogs.LogStream;
import org.jspecify.annotations.Nullable;

/** The copy of one container's lines to a sink, byte for byte, until the sink fails. */
final class RawTee {

    private static final byte[] NEWLINE = {'\n'};

    private final Captures captures;
    private final Capture capture;
    private volatile @Nullable RawSink sink;

    RawTee(Captures captures, Capture capture) {
        this.captures = captures;
        this.capture = capture;
    }

    void to(@Nullable RawSink chosen) {
        sink = chosen;
    }

    void line(LineBatch lines, int line) {
        RawSink open = sink;
        if (open != null) {
            write(open, lines, line);
        }
    }

    private void write(RawSink open, LineBatch lines, int line) {
        LogStream stream = lines.stream(line);
        try {
            open.write(stream, lines.buffer(line), lines.offset(line), lines.length(line));
            if (lines.isTerminated(line)) {
                open.write(stream, NEWLINE, 0, 1);
            }
        } catch (RuntimeException e) {
            sink = null;
            captures.report(capture.name(), "its raw output is no longer written to a file: " + e);
        }
    }
}
