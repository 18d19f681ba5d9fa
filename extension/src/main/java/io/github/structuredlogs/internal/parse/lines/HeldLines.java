package io.github.structuredlogs.internal.parse.lines;

import java.util.Arrays;

/** The lines of a text record that may go on, and those behind it of which only the next one shows whether they belong. */
final class HeldLines {
    private static final int MAX_LINES = 2_000;
    private static final int MAX_BYTES = 1 << 20;
    /** How many lines, and how long ones, may wait behind a record. */
    private static final int MAX_WAITING = 64;

    private static final int MAX_WAITING_LINE = 8 << 10;
    private static final int MAX_WAITING_BYTES = 64 << 10;
    private static final int KEPT_BYTES = 1 << 16;

    /** From the record's beginning to {@link #belongs} what surely is its own, line ends between the lines. */
    byte[] bytes = new byte[512];

    int belongs;

    private int length;
    private int lines;
    private long observedNanos;
    private final int[] waitingFrom = new int[MAX_WAITING];
    private final long[] waitingObserved = new long[MAX_WAITING];
    private int waiting;
    private boolean refuses;

    boolean isEmpty() {
        return lines == 0;
    }

    boolean isOneLine() {
        return lines == 1;
    }

    boolean hasWaiting() {
        return waiting > 0;
    }

    /** Whether a line of that length is beyond the bounds of a record. */
    boolean isBeyondBounds(int lineLength) {
        return length + lineLength > MAX_BYTES || lines > MAX_LINES;
    }

    /** Whether a line of that length may wait. */
    boolean mayWait(int lineLength) {
        return !refuses && hasRoom() && lineLength <= MAX_WAITING_LINE;
    }

    /** Whether more lines may wait; if not, those that do have waited in vain, and are not to wait again. */
    boolean hasRoom() {
        return waiting < MAX_WAITING && length - belongs <= MAX_WAITING_BYTES;
    }

    void refuseToWait(boolean refuse) {
        refuses = refuse;
    }

    int waiting() {
        return waiting;
    }

    boolean is(TextAssembler.BytesTest test) {
        return test.test(bytes, 0, belongs);
    }

    boolean startsWith(byte[] text) {
        return belongs >= text.length && Arrays.equals(bytes, 0, text.length, text, 0, text.length);
    }

    /** Where the record's first line ends. */
    int firstLineEnd() {
        int end = 0;
        while (end < belongs && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    /** The last byte of what belongs to the record that is no blank, 0 if there is none. */
    byte lastByte() {
        int at = belongs;
        while (at > 0 && bytes[at - 1] <= ' ' && bytes[at - 1] >= 0) {
            at--;
        }
        return at == 0 ? 0 : bytes[at - 1];
    }

    // --- taking lines

    /** The first line of a record. */
    void start(byte[] buffer, int offset, int end, long observed) {
        if (bytes.length > KEPT_BYTES) {
            bytes = new byte[512];
        }
        length = 0;
        waiting = 0;
        observedNanos = observed;
        append(buffer, offset, end);
        belongs = length;
    }

    /** A line that belongs to the record, and so do those that wait. */
    void add(byte[] buffer, int offset, int end) {
        append(buffer, offset, end);
        belongs = length;
        waiting = 0;
    }

    /** A line that may belong to the record. */
    void await(byte[] buffer, int offset, int end, long observed) {
        waitingObserved[waiting] = observed;
        append(buffer, offset, end);
        waitingFrom[waiting++] = length - (end - offset);
    }

    /** A line without anything visible, which may belong to the record. */
    void awaitBlank(byte[] buffer, int offset, int end) {
        await(buffer, offset, end, observedNanos);
    }

    private void append(byte[] buffer, int offset, int end) {
        int needed = length + end - offset + 1;
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length * 2));
        }
        if (lines++ > 0) {
            bytes[length++] = '\n';
        }
        System.arraycopy(buffer, offset, bytes, length, end - offset);
        length += end - offset;
    }

    // --- giving them on

    /**
     * Gives on what is held, after which nothing is.
     *
     * @param record takes the record
     * @param rest takes each line that waited behind it
     */
    void release(JsonAssembler.LineSink record, JsonAssembler.LineSink rest) {
        lines = 0;
        int count = waiting;
        waiting = 0;
        if (count == 0) {
            record.accept(bytes, 0, belongs, observedNanos);
            return;
        }
        byte[] waited = Arrays.copyOfRange(bytes, waitingFrom[0], length);
        int[] starts = Arrays.copyOf(waitingFrom, count);
        long[] observed = Arrays.copyOf(waitingObserved, count);
        record.accept(bytes, 0, belongs, observedNanos);
        for (int i = 0; i < count; i++) {
            int from = starts[i] - starts[0];
            int to = i + 1 < count ? starts[i + 1] - starts[0] - 1 : waited.length;
            rest.accept(waited, from, to, observed[i]);
        }
    }
}
