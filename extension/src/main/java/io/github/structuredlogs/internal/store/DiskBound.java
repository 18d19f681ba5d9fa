package io.github.structuredlogs.internal.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** How much of a disk a run takes at most: no container may fill it, however much it logs. */
public final class DiskBound {

    private static final long MAX = 32L << 30;

    private DiskBound() {}

    /** {@return how many bytes files of one kind may take in a directory: half of what is free, 32 GiB at most} */
    public static long of(Path directory) {
        try {
            return Math.min(MAX, Files.getFileStore(directory).getUsableSpace() / 2);
        } catch (IOException e) {
            // Where nobody knows how much is free, a full disk is an exception when it is written to.
            return MAX;
        }
    }

    /** {@return what is said when the bound is reached} */
    public static String reached(long bytes) {
        return String.format(
                Locale.ROOT, "the limit of %d MiB is reached (half of the free space on the disk)", bytes >> 20);
    }
}
