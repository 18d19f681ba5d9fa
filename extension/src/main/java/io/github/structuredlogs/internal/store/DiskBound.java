package io.github.structuredlogs.internal.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The maximum disk space of a run: no container may fill the disk, however much it logs. */
public final class DiskBound {

    private static final long MAX = 32L << 30;

    private DiskBound() {}

    /**
     * {@return the number of bytes that files of one kind may take in a directory: half of the free space, at most 32
     * GiB}
     */
    public static long of(Path directory) {
        try {
            return Math.min(MAX, Files.getFileStore(directory).getUsableSpace() / 2);
        } catch (IOException e) {
            // If the free space is not known, writing to a full disk throws an exception.
            return MAX;
        }
    }

    /** {@return the message when the limit is reached} */
    public static String reached(long bytes) {
        return String.format(
                Locale.ROOT, "the limit of %d MiB is reached (half of the free space on the disk)", bytes >> 20);
    }
}
