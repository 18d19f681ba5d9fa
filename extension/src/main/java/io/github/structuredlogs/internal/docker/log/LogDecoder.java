package io.github.structuredlogs.internal.docker.log;

import io.github.structuredlogs.internal.docker.api.EngineStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * The body of a log request, to entries, whose bytes are valid until it reads again. What a cut leaves of an entry is
 * dropped by {@link #reset}.
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
     * Reads once and decodes what is complete.
     *
     * @return false at the end of the body
     */
    final boolean readFrom(EngineStream stream) throws IOException {
        forgetDecoded();
        if (buffer.length - filled < ROOM) {
            // Idle containers make do with little; the first full read pays for more.
            buffer = Arrays.copyOf(buffer, Math.max(START, buffer.length * 2));
        }
        int count = stream.read(buffer, filled, buffer.length - filled);
        if (count < 0) {
            return false;
        }
        take(count);
        return true;
    }

    /** Takes bytes that were read elsewhere. */
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

    /** Forgets what a cut body left behind. */
    void reset() {
        decoded = 0;
        filled = 0;
    }

    /** The body ended as it should: what is left is the last entry, or a sign that the body was cut. */
    final void finish() throws IOException {
        forgetDecoded();
        if (filled > 0) {
            int left = filled;
            filled = 0;
            last(buffer, left);
        }
    }

    /** Decodes what is complete and returns how many bytes that were. */
    abstract int decode(byte[] bytes, int end) throws IOException;

    abstract void last(byte[] bytes, int end) throws IOException;
}
