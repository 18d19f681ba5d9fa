package io.github.structuredlogs.internal.store;

import java.time.Duration;

/**
 * How records are kept.
 *
 * @param memoryLimit how many bytes of records and of their index stay in memory, over all containers; what goes beyond
 *     it goes to a file
 * @param hold how long text that may go on in the next line is held back while nothing more arrives
 */
public record CaptureOptions(long memoryLimit, Duration hold) {

    /** What applies when nothing is set: an eighth of the heap, 128 MiB at most. */
    public static CaptureOptions defaults() {
        return new CaptureOptions(Math.min(Runtime.getRuntime().maxMemory() / 8, 128L << 20), Duration.ofMillis(50));
    }

    public CaptureOptions withMemoryLimit(long bytes) {
        return new CaptureOptions(bytes, hold);
    }
}
