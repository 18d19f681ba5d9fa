package io.github.structuredlogs.internal.parse.formats.text;

import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.TextCursor;
import io.github.structuredlogs.internal.text.Ascii;

/**
 * A date in Java's short style and a clock of 24 hours, as Liberty and WebSphere write them: {@code 11/21/26,
 * 18:41:25:978 UTC} in the United States, {@code 21.11.26, …} in Germany, {@code 21/11/2026 …} in France, {@code
 * 2026/11/21 …} in Japan. A container has no locale, so it writes the first of them.
 */
final class LocaleDate {
    private static final int MONTHS = 12;

    private LocaleDate() {}

    /** Sets the time that the characters say; without effect if they are no such date. */
    static void read(TextCursor t, IndexedValues h, int from, int to) {
        int[] parts = new int[3];
        int[] digits = new int[3];
        char separator = 0;
        int at = from;
        for (int i = 0; i < 3; i++) {
            int start = at;
            while (at < to && at - start < 4 && Ascii.isDigit(t.c[at])) {
                parts[i] = parts[i] * 10 + (t.c[at++] - '0');
            }
            digits[i] = at - start;
            if (digits[i] == 0 || at >= to) {
                return;
            }
            if (i < 2) {
                if (i > 0 && t.c[at] != separator) {
                    return;
                }
                separator = t.c[at++];
            }
        }
        if (separator != '/' && separator != '.' && separator != '-') {
            return;
        }
        while (at < to && (t.c[at] == ',' || t.c[at] == '.' || t.c[at] == ' ')) {
            at++;
        }
        int year = digits[0] == 4 ? 0 : 2;
        // With slashes and a short year, the month is first, as in the United States, unless it cannot be one.
        boolean american = separator == '/' && digits[2] == 2;
        boolean monthFirst = american ? parts[0] <= MONTHS : parts[1] > MONTHS;
        int month = parts[year == 0 || !monthFirst ? 1 : 0];
        int day = parts[year == 0 ? 2 : monthFirst ? 1 : 0];
        String full = parts[year] < 100 ? "20" + padded(parts[year]) : Integer.toString(parts[year]);
        String hour = at + 1 < to && t.c[at + 1] == ':' ? "0" : "";
        String iso = full + '-' + padded(month) + '-' + padded(day) + 'T' + hour + t.string(at, to);
        h.timestampReader.text(iso.toCharArray(), 0, iso.length());
    }

    private static String padded(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
