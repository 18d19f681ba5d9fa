package io.github.structuredlogs.internal.docker;

import java.util.Locale;

/**
 * When a container's logging driver begins to discard what it has logged.
 *
 * <p>While the log rotates, engines before 23.0 send a follower parts of it again, and every engine leaves out what was
 * discarded before it was sent, and says neither. Until the first rotation a follower gets everything.
 *
 * @see <a href="https://docs.docker.com/engine/logging/drivers/json-file/">json-file</a>, <a
 *     href="https://docs.docker.com/engine/logging/drivers/local/">local</a>
 */
final class Rotation {

    /** What {@code local}, and the copy that the engine keeps for drivers it cannot read from, rotate at by default. */
    private static final long LOCAL_DEFAULT = 20_000_000;

    /** How many files {@code local} and that copy have by default; {@code json-file} has one. */
    private static final int LOCAL_FILES = 5;

    /** More than an engine stores: twice what one was seen to store of long lines, on two processors. */
    private static final long BYTES_A_MILLISECOND = 300_000;

    private static final long NEVER = Long.MAX_VALUE;

    /** More than either driver adds to an entry. */
    private static final int ENTRY = 110;

    /** What a container may write while a body is asked for, and more. */
    private static final long A_MOMENT = 10_000_000;

    /** How long a line is as a driver keeps it. */
    private interface Length {
        int of(byte[] line, int offset, int length);
    }

    private static final Length AS_IT_IS = (line, offset, length) -> length;

    private final long firstAt;
    private final Length length;
    private final boolean compresses;
    private final boolean known;
    private final boolean keepsOneFile;
    private final long writesSince;
    private volatile long written;
    private volatile long begins = EntrySink.NO_TIME;

    private Rotation(
            long firstAt, Length length, boolean compresses, boolean known, boolean keepsOneFile, long writesSince) {
        this.firstAt = firstAt;
        this.length = length;
        this.compresses = compresses;
        this.known = known;
        this.keepsOneFile = keepsOneFile;
        this.writesSince = writesSince;
    }

    static Rotation none() {
        return new Rotation(NEVER, AS_IT_IS, false, true, false, 0);
    }

    /** Of a container whose logging nobody has described. */
    static Rotation unknown() {
        return new Rotation(NEVER, AS_IT_IS, false, false, false, 0);
    }

    /**
     * Of the logging that the engine's description of a container shows.
     *
     * @param writesSince when the container may have begun to write, in nanoseconds since the epoch
     */
    static Rotation of(Answer logConfig, long writesSince) {
        Answer options = logConfig.at("Config");
        String own = options.at("max-size").text("");
        String cached = options.at("cache-max-size").text("");
        return switch (logConfig.at("Type").text("")) {
            case "json-file" ->
                new Rotation(
                        bytes(own, NEVER),
                        JsonLength::atMost,
                        options.at("compress").text("false").equals("true"),
                        true,
                        files(options.at("max-file"), 1) <= 1,
                        writesSince);
            case "local" ->
                new Rotation(
                        bytes(own, LOCAL_DEFAULT),
                        AS_IT_IS,
                        !options.at("compress").text("").equals("false"),
                        true,
                        files(options.at("max-file"), LOCAL_FILES) <= 1,
                        writesSince);
            default ->
                isOfCopy(logConfig)
                        ? new Rotation(
                                bytes(cached, LOCAL_DEFAULT),
                                AS_IT_IS,
                                true,
                                true,
                                files(options.at("cache-max-file"), LOCAL_FILES) <= 1,
                                writesSince)
                        : none();
        };
    }

    /** Whether what can be read is a copy that the engine keeps of what it sends elsewhere. */
    static boolean isOfCopy(Answer logConfig) {
        return switch (logConfig.at("Type").text("")) {
            case "", "none", "json-file", "local", "journald", "k8s-file" -> false;
            default -> !logConfig.at("Config", "cache-disabled").text("").equals("true");
        };
    }

    private static int files(Answer option, int otherwise) {
        try {
            return Integer.parseInt(option.text("").trim());
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    private static long bytes(String size, long otherwise) {
        String text = size.trim().toLowerCase(Locale.ROOT).replaceFirst("i?b$", "");
        if (text.isEmpty() || text.startsWith("-")) {
            return otherwise;
        }
        int unit = "kmgt".indexOf(text.charAt(text.length() - 1)) + 1;
        try {
            double number = Double.parseDouble(unit == 0 ? text : text.substring(0, text.length() - 1));
            return (long) (number * Math.pow(1000, unit));
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    /** Takes note of an entry; called by one thread. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    void wrote(byte[] buffer, int offset, int bytes) {
        if (isPossible() && written != NEVER) {
            written += length.of(buffer, offset, bytes) + ENTRY;
        }
    }

    /** Something was discarded. */
    void hasBegun() {
        written = NEVER;
    }

    /** Whether it is known when the driver begins to discard, if it does at all. */
    boolean isKnown() {
        return known;
    }

    /** Whether the driver is known to discard anything at all. */
    boolean isPossible() {
        return firstAt != NEVER;
    }

    /**
     * Whether it may be under way when anybody asks for the log, with files that are compressed: engines before 23.0 unpack
     * these for several readers at once, the one who comes later is sent an older file in the place of a newer one.
     *
     * @see <a href="https://github.com/moby/moby/blob/v20.10.24/daemon/logger/loggerutils/logfile.go">moby's logfile.go</a>
     */
    boolean needsOneReader() {
        return compresses && firstAt < A_MOMENT;
    }

    /**
     * The log was there, with nothing in it, and then began with an entry of that time.
     *
     * @param time {@link EntrySink#NO_TIME} if nobody looks any more
     */
    void begins(long time) {
        begins = time;
    }

    /**
     * Whether the driver may have begun its only file anew before the first entry that was read. Of several files one that is
     * full is left, and so shows that there were others; of an only one next to nothing need be left.
     *
     * @param first the entry's time
     */
    boolean mayHaveBegunAnew(long first) {
        if (!keepsOneFile || !isPossible()) {
            return false;
        }
        return begins != EntrySink.NO_TIME
                ? first > begins
                : (first - writesSince) / 1_000_000 >= firstAt / BYTES_A_MILLISECOND;
    }

    /**
     * Whether something may have been discarded, or may be soon, as far as anything is known of it: the engine may have more
     * than has come, and less than was written.
     */
    boolean mayHaveBegun() {
        return written == NEVER || written > firstAt / 2;
    }

    /** Whether nothing was discarded so far, for certain. */
    boolean hasNotBegun() {
        return known && !mayHaveBegun();
    }
}
