package io.github.structuredlogs.internal.parse.values;

import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.text.Ascii;
import io.github.structuredlogs.internal.text.CivilDay;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A reader of instants from characters, without a string and never through a double. Reused for each record.
 *
 * <p>Text is ISO 8601 in the variants that loggers write (blank for {@code T}, comma for point, offsets with and
 * without colon, zone names, no zone for UTC), with slashes, the access logs' {@code 21/Nov/2026:18:38:03 +0000}, or
 * C's {@code Sat Nov 21 18:38:03 2026}. Numbers are seconds, milliseconds, microseconds or nanoseconds since the epoch,
 * distinguished by magnitude.
 */
public final class TimestampReader {
    public static final long NONE = Long.MIN_VALUE;

    private static final String WEEKDAYS = "montuewedthufrisatsun";
    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

    /** Zone names of PostgreSQL and others, with their offsets in minutes. */
    private static final String[] ZONES = {
        "UTC", "GMT", "UCT", "WET", "WEST", "BST", "CET", "CEST", "EET", "EEST", "MSK", "EST", "EDT", "CST", "CDT",
        "MST", "MDT", "PST", "PDT", "JST", "KST", "AEST", "AEDT", "SGT", "HKT", "NZST", "NZDT"
    };

    private static final int[] ZONE_MINUTES = {
        0, 0, 0, 0, 60, 60, 60, 120, 120, 180, 180, -300, -240, -360, -300, -420, -360, -480, -420, 540, 540, 600, 660,
        480, 480, 720, 780
    };

    private static final String[][] SECONDS_AND_NANOS = {
        {"seconds", "nanos"},
        {"epochSecond", "nanoOfSecond"},
        {"epochSecond", "nano"},
        {"sec", "nsec"},
        {"_seconds", "_nanoseconds"},
        {"secs", "nanos"}
    };

    /** Numbers before the year 2000 and after 2100 are durations, counters, or something else. */
    private static final long MIN_EPOCH_SECOND = 946_684_800L;

    private static final long MAX_EPOCH_SECOND = 4_102_444_800L;
    private static final int MIN_EPOCH_DIGITS = 9;

    private boolean present;
    private long seconds;
    private int nanos;
    /** The end of the last text that was read. */
    private int end;

    public void clear() {
        present = false;
    }

    public boolean isPresent() {
        return present;
    }

    /** {@return nanoseconds since the epoch; {@link #NONE} if there is no instant or it does not fit into a long} */
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

    /** Adds nanoseconds to a time in whole seconds. */
    public void addNanos(int nano) {
        if (present && nanos == 0 && nano >= 0 && nano < 1_000_000_000) {
            nanos = nano;
        }
    }

    /** Sets a finer fraction of the second that was read. */
    public void nanoOfSecond(int nano) {
        if (present && nano / 1_000_000 == nanos / 1_000_000) {
            nanos = nano;
        }
    }

    /** Reads a value that is only a number or text. */
    public boolean read(char[] c, int from, int to) {
        while (from < to && c[from] <= ' ') {
            from++;
        }
        while (from < to && c[to - 1] <= ' ') {
            to--;
        }
        if (to - from > 8 && c[from] == '/' && c[from + 1] == 'D' && c[from + 5] == '(' && c[to - 2] == ')') {
            // .NET's "/Date(1795286121051)/".
            return number(c, from + 6, to - 2);
        }
        if (to - from > 8 && c[from] == '[' && c[to - 1] == ']') {
            // Tomcat's "[21/Nov/2026:18:35:21 +0000]".
            from++;
            to--;
        }
        return number(c, from, to) || (text(c, from, to) && end == to);
    }

    public boolean read(JsonTape jsonTape, int node) {
        if (jsonTape.isNumber(node) || jsonTape.isString(node)) {
            int start = jsonTape.start(node);
            return read(jsonTape.chars(), start, start + jsonTape.length(node));
        }
        if (jsonTape.isObject(node)) {
            return parts(jsonTape, node);
        }
        return jsonTape.isArray(node) && civil(jsonTape, node);
    }

    /** {@code {"seconds":1795286121,"nanos":51000000}}, under any names. */
    private boolean parts(JsonTape jsonTape, int object) {
        for (String[] names : SECONDS_AND_NANOS) {
            int second = jsonTape.in(object, names[0]);
            if (jsonTape.isScalar(second) && read(jsonTape, second)) {
                nanos = Math.max(0, Math.min(999_999_999, jsonTape.integer(jsonTape.in(object, names[1]), 0)));
                return true;
            }
        }
        int date = jsonTape.in(object, "$date");
        return date != JsonTape.NONE
                && (jsonTape.isScalar(date) ? read(jsonTape, date) : read(jsonTape, jsonTape.in(date, "$numberLong")));
    }

    /** {@code [2026,11,21,18,35,21,51000000]}, as Jackson writes a LocalDateTime by default. */
    private boolean civil(JsonTape jsonTape, int array) {
        int[] parts = new int[7];
        int count = 0;
        for (int part = jsonTape.child(array); part != JsonTape.NONE; part = jsonTape.sibling(array, part)) {
            if (count == parts.length || !jsonTape.isInteger(part)) {
                return false;
            }
            parts[count++] = jsonTape.integer(part, -1);
        }
        return count >= 5
                && parts[0] >= 1970
                && parts[0] <= 9999
                && parts[1] >= 1
                && parts[1] <= 12
                && parts[2] >= 1
                && parts[2] <= 31
                && parts[3] >= 0
                && parts[3] < 24
                && parts[4] >= 0
                && parts[4] < 60
                && parts[5] >= 0
                && parts[5] <= 60
                && setSeconds(
                        CivilDay.sinceEpoch(parts[0], parts[1], parts[2]) * 86_400
                                + parts[3] * 3_600L
                                + parts[4] * 60L
                                + parts[5],
                        parts[6]);
    }

    /**
     * {@return whether a value is a time as loggers write it, rather than a duration or a time of day under the same
     * name}
     */
    public static boolean isPlausible(JsonTape jsonTape, int node) {
        if (jsonTape.isNumber(node)) {
            int start = jsonTape.start(node);
            int end = start + jsonTape.length(node);
            int at = start;
            while (at < end && Ascii.isDigit(jsonTape.chars()[at])) {
                at++;
            }
            return at - start >= MIN_EPOCH_DIGITS || (at < end && new TimestampReader().read(jsonTape, node));
        }
        if (jsonTape.isString(node)) {
            return (jsonTape.length(node) > 15 && jsonTape.charAt(node, 4) == '-' && jsonTape.charAt(node, 7) == '-')
                    || new TimestampReader().read(jsonTape, node);
        }
        return (jsonTape.isObject(node) || jsonTape.isArray(node)) && new TimestampReader().read(jsonTape, node);
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
        while (at < to && Ascii.isDigit(c[at])) {
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
            while (at < to && Ascii.isDigit(c[at])) {
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
        return second >= MIN_EPOCH_SECOND && second <= MAX_EPOCH_SECOND && setSeconds(second, nano);
    }

    // ------------------------------------------------------------------ text

    /** Reads the date and time at the beginning of the characters; {@link #end()} is its end. */
    public boolean text(char[] c, int from, int to) {
        if (to - from < 15 || !Ascii.isDigit(c[from])) {
            return to - from >= 15 && named(c, from, to);
        }
        if (c[from + 8] == 'T' || (c[from + 8] == ' ' && c[from + 11] == ':' && Ascii.isDigit(c[from + 1]))) {
            return basic(c, from, to);
        }
        if (to - from < 16) {
            return false;
        }
        int year;
        int month;
        int day;
        int at;
        if (Ascii.isDigit(c[from + 1]) && Ascii.isDigit(c[from + 2]) && Ascii.isDigit(c[from + 3])) {
            char separator = c[from + 4];
            if ((separator != '-' && separator != '/' && separator != '.' && separator != ':')
                    || c[from + 7] != separator) {
                return false;
            }
            year = digits(c, from, 4);
            month = digits(c, from + 5, 2);
            day = digits(c, from + 8, 2);
            at = from + 10;
            if (c[at] != 'T' && c[at] != ' ' && c[at] != 't' && c[at] != '_') {
                return false;
            }
            if (c[at + 1] == '-' && c[at + 2] == ' ') {
                // Gin's "2026/11/21 - 18:35:21".
                at += 2;
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
        } else if (to - from >= 18 && (c[from + 2] == '.' || c[from + 2] == '-') && c[from + 5] == c[from + 2]) {
            // "21.11.2026 18:35:21": with points or dashes, the day is first.
            day = digits(c, from, 2);
            month = digits(c, from + 3, 2);
            year = digits(c, from + 6, 4);
            at = from + 10;
            if (c[at] != ' ' && c[at] != 'T') {
                return false;
            }
        } else {
            return american(c, from, to);
        }
        return year >= 0
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= 31
                && clock(c, at + 1, to, CivilDay.sinceEpoch(year, month, day));
    }

    /** ISO 8601 without dashes and colons: {@code 20261121T183521.051Z}; after a blank the clock has colons. */
    private boolean basic(char[] c, int from, int to) {
        int year = digits(c, from, 4);
        int month = digits(c, from + 4, 2);
        int day = digits(c, from + 6, 2);
        if (c[from + 8] == ' ') {
            return year >= 1970
                    && month >= 1
                    && month <= 12
                    && day >= 1
                    && day <= 31
                    && clock(c, from + 9, to, CivilDay.sinceEpoch(year, month, day));
        }
        int hour = digits(c, from + 9, 2);
        int minute = digits(c, from + 11, 2);
        int second = digits(c, from + 13, 2);
        if (year < 0 || month < 1 || month > 12 || day < 1 || day > 31) {
            return false;
        }
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) {
            return false;
        }
        int nano = fraction(c, from + 15, to);
        int offset = zone(c, end, to);
        return setSeconds(
                CivilDay.sinceEpoch(year, month, day) * 86_400 + hour * 3_600L + minute * 60L + second - offset, nano);
    }

    /** {@code 11/21/2026, 6:35:21 PM}: with a 12-hour clock, the month is nearly always first. */
    private boolean american(char[] c, int from, int to) {
        int slash = Ascii.isDigit(c[from + 1]) ? from + 2 : from + 1;
        if (c[slash] != '/') {
            return false;
        }
        int second = Ascii.isDigit(c[slash + 2]) ? slash + 3 : slash + 2;
        if (c[second] != '/' || second + 6 >= to) {
            return false;
        }
        int month = digits(c, from, slash - from);
        int day = digits(c, slash + 1, second - slash - 1);
        int year = digits(c, second + 1, 4);
        int at = second + 5;
        at = c[at] == ',' ? at + 1 : at;
        return month >= 1
                && month <= 12
                && day >= 1
                && day <= 31
                && year >= 1970
                && at < to
                && c[at] == ' '
                && halfDay(c, at + 1, to, CivilDay.sinceEpoch(year, month, day));
    }

    /** Dates that begin with a weekday or a month. */
    private boolean named(char[] c, int from, int to) {
        int word = from;
        while (word < to && word - from < 10 && Ascii.isLetter(c[word])) {
            word++;
        }
        if (word - from < 3 || word + 12 > to) {
            return false;
        }
        if (c[word] == ',' && c[word + 1] == ' ' && Ascii.isDigit(c[word + 2])) {
            // RFC 1123's "Sat, 21 Nov 2026 18:35:21 GMT", as in headers of HTTP and mail.
            return isWeekday(c, from) && dayMonthYear(c, word + 2, to);
        }
        if (word - from != 3 || c[word] != ' ') {
            return false;
        }
        int month = month(c, from);
        if (month > 0) {
            return julText(c, from, to) || monthDayYear(c, from, to);
        }
        return asctime(c, from, to) || javaScript(c, from, to);
    }

    private static boolean isWeekday(char[] c, int at) {
        for (int i = 0; i < WEEKDAYS.length(); i += 3) {
            if ((c[at] | 0x20) == WEEKDAYS.charAt(i)
                    && (c[at + 1] | 0x20) == WEEKDAYS.charAt(i + 1)
                    && (c[at + 2] | 0x20) == WEEKDAYS.charAt(i + 2)) {
                return true;
            }
        }
        return false;
    }

    /** {@code 21 Nov 2026 18:35:21 GMT}, also with one digit for the day, two for the year, or dashes. */
    private boolean dayMonthYear(char[] c, int from, int to) {
        int at = Ascii.isDigit(c[from + 1]) ? from + 2 : from + 1;
        int day = digits(c, from, at - from);
        if (at + 12 > to || (c[at] != ' ' && c[at] != '-') || c[at + 4] != c[at]) {
            return false;
        }
        int month = month(c, at + 1);
        boolean full = Ascii.isDigit(c[at + 7]);
        int year = full ? digits(c, at + 5, 4) : 2000 + digits(c, at + 5, 2);
        at += full ? 9 : 7;
        return day >= 1
                && day <= 31
                && month > 0
                && year >= 1970
                && at < to
                && c[at] == ' '
                && clock(c, at + 1, to, CivilDay.sinceEpoch(year, month, day));
    }

    /** {@code Nov 21 2026 18:35:21 GMT}. */
    private boolean monthDayYear(char[] c, int from, int to) {
        if (to - from < 20 || c[from + 6] != ' ' || c[from + 11] != ' ') {
            return false;
        }
        int month = month(c, from);
        int day = c[from + 4] == ' ' ? digits(c, from + 5, 1) : digits(c, from + 4, 2);
        int year = digits(c, from + 7, 4);
        return month > 0
                && day >= 1
                && day <= 31
                && year >= 1970
                && clock(c, from + 12, to, CivilDay.sinceEpoch(year, month, day));
    }

    /** {@code Sat Nov 21 2026 18:35:21 GMT+0100 (Central European Standard Time)}. */
    private boolean javaScript(char[] c, int from, int to) {
        if (to - from < 24 || c[from + 7] != ' ' || c[from + 10] != ' ' || c[from + 15] != ' ') {
            return false;
        }
        int month = month(c, from + 4);
        int day = digits(c, from + 8, 2);
        int year = digits(c, from + 11, 4);
        if (month < 0
                || day < 1
                || day > 31
                || year < 0
                || !clock(c, from + 16, to, CivilDay.sinceEpoch(year, month, day))) {
            return false;
        }
        if (end + 2 < to && c[end] == ' ' && c[end + 1] == '(') {
            for (int i = end + 2; i < to && i < end + 60; i++) {
                if (c[i] == ')') {
                    end = i + 1;
                    break;
                }
            }
        }
        return true;
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
        if (year + 5 < to && !Ascii.isDigit(c[year + 1])) {
            // "Sat Nov 21 18:35:21 UTC 2026", as date(1) prints it.
            year++;
            while (year < to && c[year] != ' ') {
                year++;
            }
        }
        int value = to - year < 5 ? -1 : digits(c, year + 1, 4);
        if (month < 0
                || day < 1
                || day > 31
                || value < 0
                || !clock(c, from + 11, year, CivilDay.sinceEpoch(value, month, day))) {
            return false;
        }
        end = year + 5;
        return true;
    }

    /** Reads hours, minutes and the rest from the position; MariaDB writes a blank for an hour's first digit. */
    private boolean clock(char[] c, int at, int to, long days) {
        if (to - at < 5 || c[at + 2] != ':') {
            return false;
        }
        int hour = c[at] == ' ' ? digits(c, at + 1, 1) : digits(c, at, 2);
        int minute = digits(c, at + 3, 2);
        at += 5;
        int second = 0;
        int nano = 0;
        if (at + 2 < to && c[at] == ':' && Ascii.isDigit(c[at + 1])) {
            second = digits(c, at + 1, 2);
            at += 3;
            nano = fraction(c, at, to);
            at = end;
        }
        if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || second < 0 || second > 60) {
            return false;
        }
        end = at;
        int offset = zone(c, at, to);
        return setSeconds(days * 86_400 + hour * 3_600L + minute * 60L + second - offset, nano);
    }

    /** {@return the nanoseconds of a fraction, 0 if there is none; {@link #end()} is after it} */
    private int fraction(char[] c, int at, int to) {
        int nano = 0;
        if (at + 1 < to && (c[at] == '.' || c[at] == ',' || c[at] == ':') && Ascii.isDigit(c[at + 1])) {
            at++;
            int scale = 100_000_000;
            while (at < to && Ascii.isDigit(c[at])) {
                nano += (c[at++] - '0') * scale;
                scale /= 10;
            }
        }
        end = at;
        return nano;
    }

    /** {@return the offset in seconds at the position, after at most one blank; 0 if there is none} */
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
            if (to - next >= 3 && c[next] == ':' && Ascii.isDigit(c[next + 1])) {
                minutes = digits(c, next + 1, 2);
                next += 3;
            } else if (to - next >= 2 && Ascii.isDigit(c[next]) && Ascii.isDigit(c[next + 1])) {
                minutes = digits(c, next, 2);
                next += 2;
            }
            if (minutes < 0 || minutes > 59 || (next < to && Ascii.isDigit(c[next]))) {
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
                boolean offset = i < 3 && letters < to && (c[letters] == '+' || c[letters] == '-');
                return offset ? zone(c, letters, to) : ZONE_MINUTES[i] * 60;
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

    /** {@return the month from 1 that the three letters name, negative if there is none} */
    public static int month(char[] c, int at) {
        for (int i = 0; i < 12; i++) {
            if ((c[at] | 0x20) == MONTHS.charAt(i * 3)
                    && (c[at + 1] | 0x20) == MONTHS.charAt(i * 3 + 1)
                    && (c[at + 2] | 0x20) == MONTHS.charAt(i * 3 + 2)) {
                return i + 1;
            }
        }
        return -1;
    }

    /** {@return the number of the digits, negative if there is another character} */
    private static int digits(char[] c, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            if (!Ascii.isDigit(c[i])) {
                return -1;
            }
            value = value * 10 + (c[i] - '0');
        }
        return value;
    }

    /** Reads java.util.logging's {@code Nov 21, 2026 6:41:25 PM}; {@link #end()} is its end. */
    public boolean julText(char[] c, int from, int to) {
        if (to - from < 20 || c[from + 3] != ' ') {
            return false;
        }
        int month = month(c, from);
        int at = from + 4;
        int dayDigits = Ascii.isDigit(c[at + 1]) ? 2 : 1;
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
        return year >= 0
                && to - at >= 10
                && c[at] == ' '
                && halfDay(c, at + 1, to, CivilDay.sinceEpoch(year, month, day));
    }

    /** {@code 6:41:25 PM}, with a fraction as in WebLogic, and a zone. */
    private boolean halfDay(char[] c, int at, int to, long days) {
        int hourDigits = at + 1 < to && Ascii.isDigit(c[at + 1]) ? 2 : 1;
        int hour = to - at < 9 ? -1 : digits(c, at, hourDigits);
        at += hourDigits;
        if (hour < 1 || hour > 12 || to - at < 8 || c[at] != ':' || c[at + 3] != ':') {
            return false;
        }
        int minute = digits(c, at + 1, 2);
        int second = digits(c, at + 4, 2);
        int nano = fraction(c, at + 6, to);
        at = end;
        // JDK 20 and newer write a narrow no-break space before AM and PM.
        if (minute < 0 || second < 0 || at + 2 >= to || (c[at] != ' ' && c[at] != '\u202f') || c[at + 2] != 'M') {
            return false;
        }
        boolean afternoon = c[at + 1] == 'P';
        end = at + 3;
        int offset = end < to && c[end] == ' ' ? zone(c, end, to) : 0;
        return setSeconds(
                days * 86_400 + (hour % 12 + (afternoon ? 12 : 0)) * 3_600L + minute * 60L + second - offset, nano);
    }
}
