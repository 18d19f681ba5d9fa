package io.github.structuredlogs.internal.parse;

import io.github.structuredlogs.LogStream;

/** The lines of one stream of one container, to records. Not thread-safe. */
public final class RecordReader {

    private final RecordSink sink;
    private final ParsedRecord record = new ParsedRecord();

    public RecordReader(Formats formats, LogStream stream, RecordSink sink) {
        this.sink = sink;
    }

    /** Takes one line, without its line end. */
    public void line(byte[] buffer, int offset, int length, long observedNanos) {
        for (int i = offset; i < offset + length; i++) {
            if (buffer[i] > ' ' || buffer[i] < 0) {
                sink.accept(record.text(buffer, offset, length, observedNanos));
                return;
            }
        }
    }

    /** Whether text is held that may go on in the next line. */
    public boolean holds() {
        return false;
    }

    /** Publishes what is held. */
    public void flush() {}
}
