package io.github.structuredlogs.internal.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Holds what does not fit in memory. The file is readable by its owner alone; where the system allows it, it has no name
 * any more once it is open, so that not even a killed JVM leaves it behind.
 *
 * <p>Bytes are written through the channel, where a full disk is an exception, and read through mappings, where reading
 * costs no heap and no system call.
 */
final class SpillFile implements Closeable {

    private static final int REGION = 32 << 20;

    private final AtomicLong inMemory = new AtomicLong();
    private final long memoryLimit;
    private final @Nullable Path directory;
    private final ToLongFunction<Path> bound;
    private long maxSize;
    private @Nullable FileChannel channel;
    private @Nullable MappedByteBuffer region;
    private long regionStart;
    private long end;
    private @Nullable IOException failure;

    /** A file among the system's temporary ones. */
    SpillFile(long memoryLimit) {
        this(memoryLimit, null);
    }

    SpillFile(long memoryLimit, @Nullable Path directory) {
        this(memoryLimit, directory, DiskBound::of);
    }

    /**
     * A file that has a bound.
     *
     * @param directory where it is made, null for among the system's temporary ones
     * @param bound how large it may become in a directory, in bytes
     */
    SpillFile(long memoryLimit, @Nullable Path directory, ToLongFunction<Path> bound) {
        this.memoryLimit = memoryLimit;
        this.directory = directory;
        this.bound = bound;
    }

    /** Counts bytes that stay in memory, or, negative, do not any more. */
    void hold(long bytes) {
        inMemory.addAndGet(bytes);
    }

    /** Whether what is held in memory exceeds the limit. */
    boolean overLimit() {
        return inMemory.get() > memoryLimit;
    }

    long inMemory() {
        return inMemory.get();
    }

    synchronized long onDisk() {
        return end;
    }

    /** {@return why nothing can be written any more, null if it can} */
    synchronized @Nullable IOException failure() {
        return failure;
    }

    /** Whether nothing can be written any more, and memory holds as much as it may where there is no file. */
    boolean isFull() {
        return inMemory.get() > Math.max(memoryLimit, Runtime.getRuntime().maxMemory() / 2) && failure() != null;
    }

    /**
     * Moves bytes to the file.
     *
     * @return the same bytes, read from the file; null if they cannot be written, for {@link #failure}
     */
    synchronized @Nullable ByteBuffer store(ByteBuffer bytes) {
        if (failure != null) {
            return null;
        }
        try {
            FileChannel file = channel != null ? channel : open();
            int length = bytes.remaining();
            if (end + length > maxSize) {
                throw new IOException(DiskBound.reached(maxSize));
            }
            MappedByteBuffer mapped = region;
            if (mapped == null || end + length > regionStart + mapped.capacity()) {
                regionStart = end;
                mapped = file.map(FileChannel.MapMode.READ_ONLY, regionStart, Math.max(REGION, length));
                region = mapped;
            }
            long position = end;
            ByteBuffer source = bytes.duplicate();
            while (source.hasRemaining()) {
                position += file.write(source, position);
            }
            ByteBuffer stored = mapped.slice((int) (end - regionStart), length);
            end = position;
            return stored;
        } catch (IOException e) {
            failure = e;
            return null;
        }
    }

    private FileChannel open() throws IOException {
        // Unix removes a file that is to be deleted on close at once. createTempFile makes it readable by its owner
        // alone where the file system knows owners.
        Path path = directory == null
                ? Files.createTempFile("structured-logs-", ".records")
                : Files.createTempFile(directory, "structured-logs-", ".records");
        FileChannel opened = FileChannel.open(
                path, Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
        channel = opened;
        maxSize = bound.applyAsLong(path.toAbsolutePath().getParent());
        return opened;
    }

    @Override
    public synchronized void close() throws IOException {
        region = null;
        FileChannel open = channel;
        channel = null;
        failure = new IOException("closed");
        if (open != null) {
            open.close();
        }
    }
}
