package io.github.structuredlogs.internal.text;

/** The days of the Gregorian calendar, counted without an object for each, as java.time needs one. */
public final class CivilDay {
    private CivilDay() {}

    /**
     * {@return the days from 1970-01-01 to a day}
     *
     * @param month from 1 to 12
     * @param day from 1; a day beyond its month's end counts on into the next
     */
    public static long sinceEpoch(long year, int month, int day) {
        long y = month <= 2 ? year - 1 : year;
        long era = Math.floorDiv(y, 400);
        long yearOfEra = y - era * 400;
        long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468;
    }
}
