package io.github.structuredlogs.internal.store;

import io.github.structuredlogs.LogStream;
import java.util.Arrays;

/**
 * Lines that were read together, in order. Their bytes stay in the buffer that they were read into, and are valid until
 * it is reused.
 *
 * <p>Lines are found, read and published in three steps, many at a time. Each step is a loop of its own, which the JVM
 * compiles once and quickly, and a waiting thread is woken once.
 */
public final class LineBatch {

    private LogStream[] streams = new LogStream[16];
    private long[] times = new long[16];
    private byte[][] buffers = new byte[16][];
    private int[] offsets = new int[16];
    private int[] lengths = new int[16];
    private boolean[] terminated = new boolean[16];
    private int size;

    /**
     * Adds a line.
     *
     * @param stream the stream that the container wrote it to
     * @param time when the engine received its first part, in nanoseconds since the epoch
     * @param buffer contains the line
     * @param offset the beginning of the line
     * @param length its length, without the line end
     * @param ended whether it had a line end
     */
    public void add(LogStream stream, long time, byte[] buffer, int offset, int length, boolean ended) {
        if (size == times.length) {
            grow(size * 2);
        }
        streams[size] = stream;
        times[size] = time;
        buffers[size] = buffer;
        offsets[size] = offset;
        lengths[size] = length;
        terminated[size] = ended;
        size++;
    }

    private void grow(int capacity) {
        streams = Arrays.copyOf(streams, capacity);
        times = Arrays.copyOf(times, capacity);
        buffers = Arrays.copyOf(buffers, capacity);
        offsets = Arrays.copyOf(offsets, capacity);
        lengths = Arrays.copyOf(lengths, capacity);
        terminated = Arrays.copyOf(terminated, capacity);
    }

    /** Removes all lines. */
    public void clear() {
        Arrays.fill(buffers, 0, size, null);
        size = 0;
    }

    public int size() {
        return size;
    }

    public LogStream stream(int line) {
        return streams[line];
    }

    public long time(int line) {
        return times[line];
    }

    public byte[] buffer(int line) {
        return buffers[line];
    }

    public int offset(int line) {
        return offsets[line];
    }

    public int length(int line) {
        return lengths[line];
    }

    public boolean isTerminated(int line) {
        return terminated[line];
    }
}
