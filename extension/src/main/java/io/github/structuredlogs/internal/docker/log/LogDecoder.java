package io.github.structuredlogs.internal.docker.log;

import io.github.structuredlogs.internal.docker.api.EngineStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * The decoder of a log response into entries, whose bytes are valid until the next read. {@link #reset} drops an
 * incomplete entry after the connection was dropped.
 */
abstract class LogDecoder {

    private static final int ROOM = 8 << 10;
    private static final int START = 64 << 10;

    private byte[] buffer = new byte[ROOM];
    private int decoded;
    private int filled;

    /** {@return a decoder for a container with a terminal, or without one} */
    static LogDecoder of(boolean tty, EntrySink sink) {
        return tty ? new TerminalDecoder(sink) : new FrameDecoder(sink);
    }

    /**
     * Reads once and decodes complete entries.
     *
     * @return false at the end of the body
     */
    final boolean readFrom(EngineStream stream) throws IOException {
        forgetDecoded();
        if (buffer.length - filled < ROOM) {
            // Idle containers need only a small buffer; the first full read makes it larger.
            buffer = Arrays.copyOf(buffer, Math.max(START, buffer.length * 2));
        }
        int count = stream.read(buffer, filled, buffer.length - filled);
        if (count < 0) {
            return false;
        }
        take(count);
        return true;
    }

    /** Decodes bytes that were read elsewhere. */
    final void accept(byte[] bytes, int offset, int length) throws IOException {
        forgetDecoded();
        if (buffer.length - filled < length) {
            buffer = Arrays.copyOf(buffer, Math.max(filled + length, buffer.length * 2));
        }
        System.arraycopy(bytes, offset, buffer, filled, length);
        take(length);
    }

    private void take(int count) throws IOException {
        filled += count;
        decoded = decode(buffer, filled);
    }

    private void forgetDecoded() {
        System.arraycopy(buffer, decoded, buffer, 0, filled - decoded);
        filled -= decoded;
        decoded = 0;
    }

    /** Drops an incomplete entry of a body that was cut off. */
    void reset() {
        decoded = 0;
        filled = 0;
    }

    /** Ends the body: the rest is the last entry, or a sign that the body was cut off. */
    final void finish() throws IOException {
        forgetDecoded();
        if (filled > 0) {
            int left = filled;
            filled = 0;
            last(buffer, left);
        }
    }

    /** Decodes complete entries and returns the number of their bytes. */
    abstract int decode(byte[] bytes, int end) throws IOException;

    abstract void last(byte[] bytes, int end) throws IOException;
}
