package io.github.structuredlogs.internal.store;

import java.time.Duration;

/**
 * The options for keeping records.
 *
 * @param memoryLimit the number of bytes of records and their index that stay in memory, over all containers; the rest
 *     goes to a file
 * @param hold how long text is kept that may continue in the next line, if nothing more arrives
 */
public record CaptureOptions(long memoryLimit, Duration hold) {

    /** Returns the defaults: an eighth of the heap, at most 128 MiB. */
    public static CaptureOptions defaults() {
        return new CaptureOptions(Math.min(Runtime.getRuntime().maxMemory() / 8, 128L << 20), Duration.ofMillis(50));
    }

    public CaptureOptions withMemoryLimit(long bytes) {
        return new CaptureOptions(bytes, hold);
    }
}
