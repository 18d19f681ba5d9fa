package io.github.structuredlogs.internal.output.files;

import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.store.DiskBound;
import io.github.structuredlogs.internal.store.RawSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/** A container's output, byte for byte, both streams in order of arrival, written line by line. */
final class RawLog implements RawSink {

    private static final int MAX_HELD = 64 << 10;

    private final Path file;
    private final FileChannel channel;
    private final AtomicLong left;
    private final long bound;
    private byte[] held = new byte[1024];
    private int length;

    /**
     * Creates a sink that writes to a file.
     *
     * @param left the number of bytes that all files of the run may still take
     * @param bound the number of bytes that they may take altogether
     */
    RawLog(Path file, AtomicLong left, long bound) throws IOException {
        this.file = file;
        this.left = left;
        this.bound = bound;
        channel = RunDirectory.append(file);
    }

    Path file() {
        return file;
    }

    @Override
    public synchronized void write(LogStream stream, byte[] buffer, int offset, int count) {
        if (held.length - length < count) {
            held = Arrays.copyOf(held, Math.max(held.length * 2, length + count));
        }
        System.arraycopy(buffer, offset, held, length, count);
        length += count;
        if (length > 0 && (held[length - 1] == '\n' || length > MAX_HELD)) {
            flush();
        }
    }

    private void flush() {
        try {
            if (channel.isOpen()) {
                if (length > 0 && left.addAndGet(-length) < 0) {
                    length = 0;
                    throw new IOException(DiskBound.reached(bound));
                }
                RunDirectory.write(channel, held, length);
            }
            length = 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void close() throws IOException {
        flush();
        channel.close();
    }
}
