package io.github.structuredlogs.internal.condition;

import io.github.structuredlogs.internal.parse.formats.Format;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import org.jspecify.annotations.Nullable;

/**
 * Looks in JSON for a field's key, or the last part of it where it is a path, and then at the value behind it. Text names fields
 * in words of its format's, so that nothing is known of it.
 */
final class FieldFilter implements ByteFilter {

    /** With the quote that ends it. */
    private final Needle key;

    private final @Nullable WrittenValue value;

    private FieldFilter(Needle key, @Nullable WrittenValue value) {
        this.key = key;
        this.value = value;
    }

    /**
     * A filter for records with a field.
     *
     * @param name the field's name
     * @param value the value that it must have, null for any
     * @return the filter, null if there is nothing that could be looked for
     */
    static @Nullable ByteFilter of(String name, @Nullable WrittenValue value) {
        if (name.indexOf('[') >= 0) {
            return null;
        }
        Needle key = Needle.quoted(name.substring(name.lastIndexOf('.') + 1));
        return key == null ? null : new FieldFilter(key, value);
    }

    @Override
    public boolean mayMatch(byte[] bytes, int from, int to, Format format) {
        if (!(format instanceof JsonFormat json) || !json.namesFieldsAsWritten()) {
            return true;
        }
        for (int at = key.indexIn(bytes, from, to); at >= 0; at = key.indexIn(bytes, at + 1, to)) {
            int behind = afterBlanks(bytes, at + key.length(), to);
            if (behind < to && bytes[behind] == ':') {
                if (value == null || value.mayBeAt(bytes, afterBlanks(bytes, behind + 1, to), to)) {
                    return true;
                }
            } else if (mayNameAPair(bytes, at - 1, from)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a text is a key itself, as in {@code {"key":"order","value":42}}. */
    private static boolean mayNameAPair(byte[] bytes, int before, int from) {
        return before < from || bytes[before] == '"' || bytes[before] == '.';
    }

    private static int afterBlanks(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] <= ' ' && bytes[at] >= 0) {
            at++;
        }
        return at;
    }
}
