package io.github.structuredlogs.internal.parse.lines;

import io.github.structuredlogs.internal.stack.StackLines;
import io.github.structuredlogs.internal.text.VisibleLine;
import java.util.Arrays;

/** The lines of a text record that may continue, and the lines after it that wait for the next one to decide. */
final class HeldLines {
    private static final int MAX_LINES = 2_000;
    private static final int MAX_BYTES = 1 << 20;
    /** The maximum number and length of lines that may wait. */
    private static final int MAX_WAITING = 64;

    private static final int MAX_WAITING_LINE = 8 << 10;
    private static final int MAX_WAITING_BYTES = 64 << 10;
    private static final int KEPT_BYTES = 1 << 16;

    /** The lines that certainly belong to the record, up to {@link #belongs}, with their line ends. */
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

    /** Says whether a line of this length exceeds the limits of a record. */
    boolean isBeyondBounds(int lineLength) {
        return length + lineLength > MAX_BYTES || lines > MAX_LINES;
    }

    /** Says whether a line of this length may wait. */
    boolean mayWait(int lineLength) {
        return !refuses && hasRoom() && lineLength <= MAX_WAITING_LINE;
    }

    /** Says whether more lines may wait; if not, the waiting ones do not belong, and do not wait again. */
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

    /** Returns the end of the record's first line. */
    int firstLineEnd() {
        int end = 0;
        while (end < belongs && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    /** Says whether the record's second line is indented, such as the message of .NET's console. */
    boolean goesOnIndented() {
        int second = firstLineEnd() + 1;
        return second < belongs && (bytes[second] == ' ' || bytes[second] == '\t');
    }

    boolean containsOneOf(byte[][] texts) {
        for (int i = 0; i < belongs; i++) {
            for (byte[] text : texts) {
                if (bytes[i] == text[0]
                        && i + text.length <= belongs
                        && Arrays.equals(bytes, i, i + text.length, text, 0, text.length)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Says whether the record is an uncaught exception of Ruby. */
    boolean isRubyHeading() {
        VisibleLine first = new VisibleLine();
        first.set(bytes, 0, firstLineEnd());
        return StackLines.isRubyFrame(first, first.from) && StackLines.isRubyHeading(first, first.from);
    }

    /** Says whether the record ends with {@code ()}. */
    boolean isCall() {
        return belongs > 1 && bytes[belongs - 1] == ')' && bytes[belongs - 2] == '(';
    }

    /** Returns the last byte of the record that is not blank, 0 if there is none. */
    byte lastByte() {
        int at = belongs;
        while (at > 0 && bytes[at - 1] <= ' ' && bytes[at - 1] >= 0) {
            at--;
        }
        return at == 0 ? 0 : bytes[at - 1];
    }

    // --- adding lines

    /** Starts with the first line of a record. */
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

    /** Adds a line that belongs to the record, and with it the waiting ones. */
    void add(byte[] buffer, int offset, int end) {
        append(buffer, offset, end);
        belongs = length;
        waiting = 0;
    }

    /** Adds a line that may belong to the record. */
    void await(byte[] buffer, int offset, int end, long observed) {
        waitingObserved[waiting] = observed;
        append(buffer, offset, end);
        waitingFrom[waiting++] = length - (end - offset);
    }

    /** Adds a line without anything visible, which may belong to the record. */
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

    // --- publishing them

    /**
     * Publishes all lines, and keeps none.
     *
     * @param record receives the record
     * @param rest receives each line that waited after it
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
