package io.github.structuredlogs.internal.viewer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A raw line without the record's values, so that the lines of one logging statement become one text.
 *
 * <p>The place of a value is {@value #MARK} and one character: {@code ' '} plus the value's number. This is exact: a
 * value is removed only if the line contains it letter for letter; all other text stays.
 */
final class RawTemplate {
    /** Begins a place; it is never part of a line, in which control characters are escaped. */
    static final char MARK = '\u001a';

    static final int FIRST = ' ';
    private static final int MIN_LENGTH = 4;

    private final String raw;
    private final List<ValuePlace> places = new ArrayList<>();

    private record ValuePlace(int start, int end, int value) {}

    RawTemplate(String raw) {
        this.raw = raw;
    }

    /** Removes a value, unless the line does not contain it. */
    void cut(int number, String value) {
        cut(number, value, "");
    }

    /** Removes a value after a text: short values are found after their names. */
    boolean cut(int number, String value, String before) {
        if ((before.isEmpty() && value.length() < MIN_LENGTH) || value.isEmpty()) {
            return false;
        }
        for (int from = 0; ; ) {
            int at = before.isEmpty() ? raw.indexOf(value, from) : raw.indexOf(before, from);
            if (at < 0) {
                return false;
            }
            int start = at + before.length();
            if ((before.isEmpty() || raw.startsWith(value, start)) && isFree(start, start + value.length())) {
                places.add(new ValuePlace(start, start + value.length(), number));
                return true;
            }
            from = at + 1;
        }
    }

    private boolean isFree(int start, int end) {
        for (ValuePlace valuePlace : places) {
            if (start < valuePlace.end && valuePlace.start < end) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        places.sort(Comparator.comparingInt(ValuePlace::start));
        StringBuilder out = new StringBuilder(raw.length());
        int done = 0;
        for (ValuePlace valuePlace : places) {
            out.append(raw, done, valuePlace.start).append(MARK).append((char) (FIRST + valuePlace.value));
            done = valuePlace.end;
        }
        return out.append(raw, done, raw.length()).toString();
    }
}
