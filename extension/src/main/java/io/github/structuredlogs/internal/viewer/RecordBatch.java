package io.github.structuredlogs.internal.viewer;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.text.Redaction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Records on their way to live pages, in the form of the file's chunks. Not thread-safe. */
public final class RecordBatch {
    /** How many records are enough for one. */
    public static final int CAPACITY = RecordChunk.CAPACITY;

    private static final int MAX_WEIGHT = 4 << 20;

    private final RecordChunk chunk;

    /**
     * Begins empty.
     *
     * @param redaction what is hidden
     */
    public RecordBatch(Redaction redaction) {
        chunk = new RecordChunk(redaction);
    }

    /** Adds a record, as {@link ReportFile#add} does. */
    public void add(LogRecord record, int container, int test, long line) {
        chunk.add(record, container, test, line);
    }

    /** {@return how many records there are} */
    public int size() {
        return chunk.size();
    }

    /** {@return whether it is to be taken before more is added} */
    public boolean isFull() {
        return chunk.size() >= CAPACITY || chunk.weight() > MAX_WEIGHT;
    }

    /**
     * Takes out what there is.
     *
     * @param first the number of its first record
     * @return JSON in one line: {@code first}, {@code size}, {@code from} and {@code to} in milliseconds, and {@code data}
     */
    public String take(long first) {
        boolean timed = chunk.first() != Long.MAX_VALUE;
        ByteArrayOutputStream data = new ByteArrayOutputStream(1 << 12);
        try {
            Base64Text.write(chunk.bytes(), data);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        String json = "{\"first\":" + first + ",\"size\":" + chunk.size() + ",\"from\":"
                + (timed ? Long.toString(chunk.first()) : "null") + ",\"to\":"
                + (timed ? Long.toString(chunk.last()) : "null") + ",\"data\":\""
                + data.toString(StandardCharsets.US_ASCII) + "\"}";
        chunk.clear();
        return json;
    }
}
