package io.github.structuredlogs.internal.parse.values;

import io.github.structuredlogs.internal.json.Tape;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An instant read from characters, without a string and never through a double; reused from record to record.
 *
 * <p>Text is ISO 8601 in the variants that loggers write (blank for {@code T}, comma for point, offsets with and without
 * colon, zone names, no zone for UTC), with slashes, the access logs' {@code 21/Nov/2026:18:38:03 +0000}, or C's {@code Sat Nov 21 18:38:03 2026}. Numbers are
 * seconds, milliseconds, microseconds or nanoseconds since the epoch, told apart by magnitude.
 */
public final class Time {
    public static final long NONE = Long.MIN_VALUE;

    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

    /** What PostgreSQL and others write for their zone, with its offset in minutes. */
    private static final String[] ZONES = {
        "UTC", "GMT", "UCT", "WET", "WEST", "BST", "CET", "CEST", "EET", "EEST", "MSK", "EST", "EDT", "CST", "CDT",
        "MST", "MDT", "PST", "PDT", "JST", "KST", "AEST", "AEDT", "SGT", "HKT", "NZST", "NZDT"
    };

    private static final int[] ZONE_MINUTES = {
        0, 0, 0, 0, 60, 60, 60, 120, 120, 180, 180, -300, -240, -360, -300, -420, -360, -480, -420, 540, 540, 600, 660,
        480, 480, 720, 780
    };

    private boolean present;
    private long seconds;
    private int nanos;
    /** Where the last text that was read ended. */
    private int end;

    public void clear() {
        present = false;
    }

    public boolean isPresent() {
        return present;
    }

    /** {@return nanoseconds since the epoch, {@link #NONE} if there is no instant or it lies beyond a long} */
    public long epochNanos() {
        if (!present || seconds > 9_223_372_035L || seconds < -9_223_372_035L) {
            return NONE;
        }
        return seconds * 1_000_000_000L + nanos;
    }

    public @Nullable Instant instant() {
        return present ? Instant.ofEpochSecond(seconds, nanos) : null;
    }

    public int end() {
        return end;
    }

    public void set(Instant instant) {
        present = true;
        seconds = instant.getEpochSecond();
        nanos = instant.getNano();
    }

    boolean setSeconds(long epochSecond, long nanoOfSecond) {
        if (nanoOfSecond < 0 || nanoOfSecond > 999_999_999 || Math.abs(epochSecond) > 31_556_889_864_000L) {
            return false;
        }
        seconds = epochSecond;
        nanos = (int) nanoOfSecond;
        present = true;
        return true;
    }

    /** Adds to a time that was written in whole seconds. */
    public void addNanos(int nano) {
        if (present && nanos == 0 && nano >= 0 && nano < 1_000_000_000) {
            nanos = nano;
        }
    }

    /** A finer fraction of the second that was read already. */
    public void nanoOfSecond(int nano) {
        if (present && nano / 1_000_000 == nanos / 1_000_000) {
            nanos = nano;
        }
    }

    /** Reads a value that is a number or text and nothing else. */
    public boolean read(char[] c, int from, int to) {
        while (from < to && c[from] <= ' ') {
            from++;
        }
        while (from < to && c[to - 1] <= ' ') {
            to--;
        }
        return number(c, from, to) || (text(c, from, to) && end == to);
    }

    public boolean read(Tape tape, int node) {
        if (tape.isNumber(node) || tape.isString(node)) {
            int start = tape.start(node);
            return read(tape.chars(), start, start + tape.length(node));
        }
        return false;
    }

    // ------------------------------------------------------------------ numbers

    private boolean number(char[] c, int from, int to) {
        int at = from;
        boolean negative = at < to && c[at] == '-';
        if (negative) {
            at++;
        }
        int firstDigit = at;
        long whole = 0;
        while (at < to && isDigit(c[at])) {
            if (at - firstDigit >= 18 && whole > (Long.MAX_VALUE - 9) / 10) {
                return false;
            }
            whole = whole * 10 + (c[at++] - '0');
        }
        if (at == firstDigit) {
            return false;
        }
        long fraction = 0;
        int fractionDigits = 0;
        if (at < to && c[at] == '.') {
            at++;
            while (at < to && isDigit(c[at])) {
                if (fractionDigits < 18) {
                    fraction = fraction * 10 + (c[at] - '0');
                    fractionDigits++;
                }
                at++;
            }
        }
        if (at < to && (c[at] == 'e' || c[at] == 'E')) {
            return exponent(c, from, to);
        }
        return at == to && epoch(negative, whole, fraction, fractionDigits);
    }

    private boolean exponent(char[] c, int from, int to) {
        if (to - from > 40) {
            return false;
        }
        try {
            java.math.BigDecimal value = new java.math.BigDecimal(c, from, to - from);
            if (value.precision() - value.scale() > 19 || value.scale() > 40) {
                return false;
            }
            String plain = value.toPlainString();
            return plain.indexOf('e') < 0 && number(plain.toCharArray(), 0, plain.length());
        } catch (NumberFormatException noNumber) {
            return false;
        }
    }

    private boolean epoch(boolean negative, long whole, long fraction, int fractionDigits) {
        long unitsPerSecond = whole < 100_000_000_000L
                ? 1
                : whole < 100_000_000_000_000L ? 1_000 : whole < 100_000_000_000_000_000L ? 1_000_000 : 1_000_000_000;
        long nanosPerUnit = 1_000_000_000L / unitsPerSecond;
        for (int i = fractionDigits; i > 9; i--) {
            fraction /= 10;
        }
        for (int i = fractionDigits; i < 9; i++) {
            fraction *= 10;
        }
        long second = whole / unitsPerSecond;
        long nano = whole % unitsPerSecond * nanosPerUnit + fraction / unitsPerSecond;
        if (negative) {
            second = -second;
            if (nano > 0) {
                second--;
                nano = 1_000_000_000L - nano;
            }
        }
        return setSeconds(second, nano);
    }

    // ------------------------------------------------------------------ text

    /** Reads the date and time that the characters begin with; {@link #end()} is where it ends. */
    public boolean text(char[] c, int from, int to) {
        if (to - from < 16 || !isDigit(c[from])) {
            return asctime(c, from, to);
        }
        int year;
        int month;
        int day;
        int at;
        if (isDigit(c[from + 1]) && isDigit(c[from + 2]) && isDigit(c[from + 3])) {
            char separator = c[from + 4];
            if ((separator != '-' && separator != '/' && separator != '.') || c[from + 7] != separator) {
                return false;
            }
            year = digits(c, from, 4);
            month = digits(c, from + 5, 2);
            day = digits(c, from + 8, 2);
            at = from + 10;
            if (c[at] != 'T' && c[at] != ' ' && c[at] != 't' && c[at] != '_') {
                return false;
            }
        } else if (to - from >= 20
                && (c[from + 2] == '/' || c[from + 2] == '-' || c[from + 2] == ' ')
                && c[from + 6] == c[from + 2]) {
            day = digits(c, from, 2);
            month = month(c, from + 3);
            year = digits(c, from + 7, 4);
            at = from + 11;
            if (c[at] == ':' && c[at + 1] == ':') {
                // Erlang's "21-Nov-2026::18:40:43".
                at++;
            }
            if (c[at] != ':' && c[at] != ' ' && c[at] != 'T') {
                return false;
            }
        } else {
            return false;
        }
        return year >= 0
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= 31
                && clock(c, at + 1, to, daysFromCivil(year, month, day));
    }

    /** {@code Sat Nov 21 18:35:21.051770 2026}, as C writes it and Apache httpd, with the fraction or without. */
    private boolean asctime(char[] c, int from, int to) {
        if (to - from < 24 || c[from + 3] != ' ' || c[from + 7] != ' ' || c[from + 10] != ' ') {
            return false;
        }
        int month = month(c, from + 4);
        int day = digits(c, c[from + 8] == ' ' ? from + 9 : from + 8, c[from + 8] == ' ' ? 1 : 2);
        int year = from + 19;
        while (year < to && c[year] != ' ') {
            year++;
        }
        int value = to - year < 5 ? -1 : digits(c, year + 1, 4);
        if (month < 0
                || day < 1
                || day > 31
                || value < 0
                || !clock(c, from + 11, year, daysFromCivil(value, month, day))) {
            return false;
        }
        end = year + 5;
        return true;
    }

    /** Reads hours, minutes and the rest from the position on; MariaDB has a blank for an hour's first digit. */
    private boolean clock(char[] c, int at, int to, long days) {
        if (to - at < 5 || c[at + 2] != ':') {
            return false;
        }
        int hour = c[at] == ' ' ? digits(c, at + 1, 1) : digits(c, at, 2);
        int minute = digits(c, at + 3, 2);
        at += 5;
        int second = 0;
        int nano = 0;
        if (at + 2 < to && c[at] == ':' && isDigit(c[at + 1])) {
            second = digits(c, at + 1, 2);
            at += 3;
            if (at + 1 < to && (c[at] == '.' || c[at] == ',' || c[at] == ':') && isDigit(c[at + 1])) {
                at++;
                int scale = 100_000_000;
                while (at < to && isDigit(c[at])) {
                    nano += (c[at++] - '0') * scale;
                    scale /= 10;
                }
            }
        }
        if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || second < 0 || second > 60) {
            return false;
        }
        end = at;
        int offset = zone(c, at, to);
        return setSeconds(days * 86_400 + hour * 3_600L + minute * 60L + second - offset, nano);
    }

    /** {@return the offset in seconds that is written at the position, after one blank at most; 0 if there is none} */
    private int zone(char[] c, int at, int to) {
        if (at < to && (c[at] == 'Z' || c[at] == 'z')) {
            end = at + 1;
            bracketedZone(c, to);
            return 0;
        }
        int from = at < to && c[at] == ' ' ? at + 1 : at;
        if (from >= to) {
            return 0;
        }
        if (c[from] == '+' || c[from] == '-') {
            int sign = c[from] == '-' ? -1 : 1;
            if (to - from < 3) {
                return 0;
            }
            int hours = digits(c, from + 1, 2);
            if (hours < 0 || hours > 18) {
                return 0;
            }
            int next = from + 3;
            int minutes = 0;
            if (to - next >= 3 && c[next] == ':' && isDigit(c[next + 1])) {
                minutes = digits(c, next + 1, 2);
                next += 3;
            } else if (to - next >= 2 && isDigit(c[next]) && isDigit(c[next + 1])) {
                minutes = digits(c, next, 2);
                next += 2;
            }
            if (minutes < 0 || minutes > 59 || (next < to && isDigit(c[next]))) {
                return 0;
            }
            end = next;
            bracketedZone(c, to);
            if (next + 4 <= to && c[next] == ' ' && c[next + 1] == 'U' && c[next + 2] == 'T' && c[next + 3] == 'C') {
                end = next + 4;
            }
            return sign * (hours * 3_600 + minutes * 60);
        }
        int letters = from;
        while (letters < to && c[letters] >= 'A' && c[letters] <= 'Z') {
            letters++;
        }
        int length = letters - from;
        if (length < 3 || length > 4 || from == at) {
            return 0;
        }
        for (int i = 0; i < ZONES.length; i++) {
            if (ZONES[i].length() == length && matches(c, from, ZONES[i])) {
                end = letters;
                return ZONE_MINUTES[i] * 60;
            }
        }
        return 0;
    }

    private void bracketedZone(char[] c, int to) {
        if (end < to && c[end] == '[') {
            for (int i = end + 1; i < to && i < end + 40; i++) {
                if (c[i] == ']') {
                    end = i + 1;
                    return;
                }
            }
        }
    }

    private static boolean matches(char[] c, int at, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (c[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int month(char[] c, int at) {
        for (int i = 0; i < 12; i++) {
            if ((c[at] | 0x20) == MONTHS.charAt(i * 3)
                    && (c[at + 1] | 0x20) == MONTHS.charAt(i * 3 + 1)
                    && (c[at + 2] | 0x20) == MONTHS.charAt(i * 3 + 2)) {
                return i + 1;
            }
        }
        return -1;
    }

    /** {@return the number that the digits make, negative if one is none} */
    private static int digits(char[] c, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            if (!isDigit(c[i])) {
                return -1;
            }
            value = value * 10 + (c[i] - '0');
        }
        return value;
    }

    public static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static long daysFromCivil(int year, int month, int day) {
        int y = month <= 2 ? year - 1 : year;
        int era = y / 400;
        int yearOfEra = y - era * 400;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097L + dayOfEra - 719_468;
    }

    /** Reads java.util.logging's {@code Nov 21, 2026 6:41:25 PM}; {@link #end()} is where it ends. */
    public boolean julText(char[] c, int from, int to) {
        if (to - from < 20 || c[from + 3] != ' ') {
            return false;
        }
        int month = month(c, from);
        int at = from + 4;
        int dayDigits = isDigit(c[at + 1]) ? 2 : 1;
        int day = digits(c, at, dayDigits);
        at += dayDigits;
        if (month < 0 || day < 1 || day > 31 || c[at] != ',' || c[at + 1] != ' ') {
            return false;
        }
        int year = digits(c, at + 2, 4);
        at += 6;
        if (at < to && c[at] == ',') {
            at++;
        }
        if (year < 0 || to - at < 10 || c[at] != ' ') {
            return false;
        }
        at++;
        int hourDigits = isDigit(c[at + 1]) ? 2 : 1;
        int hour = digits(c, at, hourDigits);
        at += hourDigits;
        if (hour < 1 || hour > 12 || to - at < 9 || c[at] != ':' || c[at + 3] != ':') {
            return false;
        }
        int minute = digits(c, at + 1, 2);
        int second = digits(c, at + 4, 2);
        at += 6;
        // JDK 20 and later separate the half of the day by a narrow no-break space.
        if (minute < 0 || second < 0 || (c[at] != ' ' && c[at] != '\u202f') || c[at + 2] != 'M') {
            return false;
        }
        boolean afternoon = c[at + 1] == 'P';
        end = at + 3;
        return setSeconds(
                daysFromCivil(year, month, day) * 86_400
                        + (hour % 12 + (afternoon ? 12 : 0)) * 3_600L
                        + minute * 60L
                        + second,
                0);
    }
}
