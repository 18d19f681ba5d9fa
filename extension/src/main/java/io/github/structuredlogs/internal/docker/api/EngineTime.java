package io.github.structuredlogs.internal.docker.api;

import io.github.structuredlogs.internal.text.CivilDay;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** The times of the engine: RFC 3339 before every entry, seconds with a fraction in parameters. */
public final class EngineTime {

    public static final int UTC_LENGTH = 30; // 2026-11-21T12:04:05.123456789Z
    public static final int SECOND_LENGTH = 19; // 2026-11-21T12:04:05
    /** A missing time. */
    public static final long NO_TIME = Long.MIN_VALUE;

    private static final int MAX_LENGTH = 35; // with +01:00
    private static final long NANOS = 1_000_000_000L;

    private EngineTime() {}

    /**
     * {@return the length of the time at the beginning of an entry, without the blank after it; -1 if there is none}
     */
    public static int length(byte[] buffer, int offset, int length) {
        if (length > UTC_LENGTH && buffer[offset + UTC_LENGTH] == ' ' && buffer[offset + UTC_LENGTH - 1] == 'Z') {
            return isDate(buffer, offset) ? UTC_LENGTH : -1;
        }
        // Podman writes fewer digits and its own zone.
        for (int i = 20; i <= MAX_LENGTH && i < length; i++) {
            if (buffer[offset + i] == ' ') {
                return isDate(buffer, offset) ? i : -1;
            }
        }
        return -1;
    }

    /** Says whether a complete time of {@link #UTC_LENGTH} is at the position. */
    public static boolean isUtc(byte[] buffer, int offset) {
        boolean is = buffer[offset + 19] == '.' && buffer[offset + UTC_LENGTH - 1] == 'Z' && isDate(buffer, offset);
        for (int i = offset + 20; is && i < offset + UTC_LENGTH - 1; i++) {
            is = buffer[i] >= '0' && buffer[i] <= '9';
        }
        return is;
    }

    private static boolean isDate(byte[] buffer, int offset) {
        return buffer[offset + 4] == '-' && buffer[offset + 10] == 'T' && buffer[offset + 13] == ':';
    }

    /** {@return the time in nanoseconds since the epoch, {@link #NO_TIME} if it is not a time} */
    public static long parse(byte[] buffer, int offset, int length) {
        if (length != UTC_LENGTH) {
            return parseAny(buffer, offset, length);
        }
        long days = CivilDay.sinceEpoch(
                digits(buffer, offset, 4), (int) digits(buffer, offset + 5, 2), (int) digits(buffer, offset + 8, 2));
        long seconds = days * 86_400
                + digits(buffer, offset + 11, 2) * 3_600
                + digits(buffer, offset + 14, 2) * 60
                + digits(buffer, offset + 17, 2);
        return seconds * NANOS + fraction(buffer, offset);
    }

    /** {@return the nanoseconds within the second of a time of {@link #UTC_LENGTH}} */
    public static long fraction(byte[] buffer, int offset) {
        return digits(buffer, offset + 20, 9);
    }

    private static long parseAny(byte[] buffer, int offset, int length) {
        try {
            return nanos(OffsetDateTime.parse(
                            new String(buffer, offset, length, java.nio.charset.StandardCharsets.ISO_8859_1))
                    .toInstant());
        } catch (DateTimeException e) {
            return NO_TIME;
        }
    }

    private static long digits(byte[] buffer, int offset, int count) {
        long value = 0;
        for (int i = offset; i < offset + count; i++) {
            value = value * 10 + (buffer[i] - '0');
        }
        return value;
    }

    public static long nanos(Instant instant) {
        return instant.getEpochSecond() * NANOS + instant.getNano();
    }

    public static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }

    /** Formats a time for the engine's parameter {@code since}. */
    public static String parameter(long nanos) {
        String fraction = String.valueOf(NANOS + Math.floorMod(nanos, NANOS)).substring(1);
        return Math.floorDiv(nanos, NANOS) + "." + fraction;
    }
}
