package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.store.Capture;
import org.jspecify.annotations.Nullable;

/**
 * The end of a container before a test began.
 *
 * @param words when it ended: {@code during importsFeed, 12 s before this test}
 * @param last the record that tells why, null if it had logged nothing
 */
public record EarlierEnd(String words, @Nullable LogRecord last) {

    /** Behind its last words a program may print what it used, or that it removes a file. */
    private static final int LAST_RECORDS = 20;

    /**
     * {@return how a container ended, with the words of its last records that tell most}
     *
     * @param words when it ended
     * @param capture the container's
     */
    public static EarlierEnd of(String words, Capture capture) {
        LogRecord telling = null;
        double most = -1;
        for (long i = capture.size() - 1; i >= Math.max(0, capture.size() - LAST_RECORDS); i--) {
            LogRecord record = capture.record(i);
            double tells = tells(record);
            if (tells > most) {
                most = tells;
                telling = record;
            }
        }
        return new EarlierEnd(words, telling);
    }

    private static double tells(LogRecord record) {
        LogLevel level = record.level();
        double ofLevel = level == null
                ? 0
                : level.isAtLeast(LogLevel.ERROR)
                        ? TroubleWords.DEADLY_FROM
                        : level.isAtLeast(LogLevel.WARN) ? TroubleWords.STRONG / 2.0 : 0;
        String message = record.message();
        double ofException = record.exception() == null ? 0 : TroubleWords.STRONG;
        return ofLevel + ofException + (message == null ? 0 : TroubleWords.of(message));
    }
}
