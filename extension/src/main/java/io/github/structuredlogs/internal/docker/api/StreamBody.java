package io.github.structuredlogs.internal.docker.api;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The header lines of a response, and then its body without chunk marks: one read returns what has arrived, however
 * many chunks that are. For one thread.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-7.1">RFC 9112, chunked transfer coding</a>
 */
final class StreamBody extends InputStream {

    private static final int ROOM = 8 << 10;
    private static final int MAX_BYTES = 64 << 10;

    private final ReadableByteChannel channel;
    private byte[] buffer = new byte[ROOM];
    private int at;
    private int end;

    private boolean begun;
    private boolean chunked;
    private boolean endsWithConnection;
    /** The bytes left in the chunk, or in a body without chunks. */
    private long left;

    /** The line end after a chunk has not arrived yet. */
    private boolean behindChunk;

    private boolean ended;

    StreamBody(ReadableByteChannel channel) {
        this.channel = channel;
    }

    /** {@return the next line, without its line end} */
    String line() throws IOException {
        int newline = newline();
        while (newline < 0) {
            if (!fill()) {
                throw new EOFException("the engine closed the connection and did not answer");
            }
            newline = newline();
        }
        String line = new String(buffer, at, newline - at, StandardCharsets.ISO_8859_1).stripTrailing();
        at = newline + 1;
        return line;
    }

    /** Begins the body after the header, with the header's values; empty if it has none. */
    void begin(String encoding, String length) throws IOException {
        begun = true;
        chunked = encoding.equalsIgnoreCase("chunked");
        if (chunked) {
            return;
        }
        endsWithConnection = length.isEmpty();
        try {
            left = endsWithConnection ? Long.MAX_VALUE : Long.parseLong(length);
        } catch (NumberFormatException e) {
            throw new StreamClient.UnfitException("the length of the response is not a number: " + length);
        }
        if (left < 0) {
            throw new StreamClient.UnfitException("the length of the response is negative: " + length);
        }
        ended = left == 0;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int count = take(target, offset, length);
        while (count == 0) {
            if (ended) {
                return -1;
            }
            if (!fill()) {
                if (endsWithConnection) {
                    return -1;
                }
                throw new EOFException("the connection to the engine was dropped");
            }
            count = take(target, offset, length);
        }
        return count;
    }

    /** Copies the bytes that have arrived and fit into the target. */
    private int take(byte[] target, int offset, int length) throws IOException {
        int taken = 0;
        while (taken < length && hasArrived()) {
            int count = (int) Math.min(left, Math.min(end - at, length - taken));
            System.arraycopy(buffer, at, target, offset + taken, count);
            at += count;
            left -= count;
            taken += count;
            ended = left == 0 && !chunked;
        }
        return taken;
    }

    /** Says whether some of the body is in the buffer; enters the next chunk at the end of one. */
    private boolean hasArrived() throws IOException {
        while (left == 0 && !ended) {
            int newline = newline();
            if (newline < 0) {
                return false;
            }
            if (!behindChunk) {
                left = size(at, newline);
                ended = left == 0;
            } else if (newline - at > (buffer[at] == '\r' ? 1 : 0)) {
                throw new IOException("the engine sent a chunk that is longer than announced");
            }
            behindChunk = !behindChunk;
            at = newline + 1;
        }
        return at < end && !ended;
    }

    private int newline() {
        for (int i = at; i < end; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private long size(int from, int to) throws IOException {
        long size = 0;
        int digits = from;
        while (digits < to && digits - from < 15 && Character.digit(buffer[digits], 16) >= 0) {
            size = size * 16 + Character.digit(buffer[digits++], 16);
        }
        if (digits == from || "\r\n; \t".indexOf(buffer[digits]) < 0) {
            throw new IOException("the engine sent something that is not a chunk of a response");
        }
        return size;
    }

    /** Reads once; false if the connection has ended. */
    private boolean fill() throws IOException {
        if (at > 0) {
            System.arraycopy(buffer, at, buffer, 0, end - at);
            end -= at;
            at = 0;
        }
        if (end == buffer.length && !begun) {
            throw new StreamClient.UnfitException("a header of more than " + end + " bytes");
        }
        if (end == buffer.length) {
            throw new IOException(
                    "the engine sent a line of more than " + end + " bytes, which is too long for a header");
        }
        int count = channel.read(ByteBuffer.wrap(buffer, end, buffer.length - end));
        if (count < 0) {
            return false;
        }
        end += count;
        if (end == buffer.length && end < MAX_BYTES) {
            // Idle containers need only a small buffer; the first full read makes it larger.
            buffer = Arrays.copyOf(buffer, MAX_BYTES);
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
