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
 * The file for records that do not fit into memory. Only its owner can read it. If the system allows it, it has no name
 * after it was opened, so that even a killed JVM leaves no file.
 *
 * <p>Bytes are written through the channel, so that a full disk is an exception, and read through mappings, which needs
 * no heap and no system call.
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

    /** Creates a file in the system's temporary directory. */
    SpillFile(long memoryLimit) {
        this(memoryLimit, null);
    }

    SpillFile(long memoryLimit, @Nullable Path directory) {
        this(memoryLimit, directory, DiskBound::of);
    }

    /**
     * Creates a file with a maximum size.
     *
     * @param directory its directory, null for the system's temporary directory
     * @param bound the maximum size in a directory, in bytes
     */
    SpillFile(long memoryLimit, @Nullable Path directory, ToLongFunction<Path> bound) {
        this.memoryLimit = memoryLimit;
        this.directory = directory;
        this.bound = bound;
    }

    /** Counts bytes that stay in memory, or, if negative, no longer do. */
    void hold(long bytes) {
        inMemory.addAndGet(bytes);
    }

    /** Says whether the bytes in memory exceed the limit. */
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

    /** Says whether nothing can be written any more, and memory is full as well. */
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
        // Unix removes a file with delete-on-close at once. createTempFile makes it readable only by its owner if the
        // file system has owners.
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
