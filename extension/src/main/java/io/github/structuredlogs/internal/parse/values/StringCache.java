package io.github.structuredlogs.internal.parse.values;

import org.jspecify.annotations.Nullable;

/**
 * A small cache that returns the same string for the same characters, because a stream has few loggers and many
 * records.
 */
public final class StringCache {
    private static final int SIZE = 512;
    private static final int MAX_LENGTH = 256;

    private final @Nullable String[] names = new @Nullable String[SIZE];

    public String of(char[] c, int from, int to) {
        int length = to - from;
        if (length > MAX_LENGTH) {
            return new String(c, from, length);
        }
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + c[i];
        }
        int slot = (hash ^ (hash >>> 9) ^ (hash >>> 18)) & (SIZE - 1);
        String known = names[slot];
        if (known != null && equal(known, c, from, length)) {
            return known;
        }
        String name = new String(c, from, length);
        names[slot] = name;
        return name;
    }

    private static boolean equal(String name, char[] c, int from, int length) {
        if (name.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (name.charAt(i) != c[from + i]) {
                return false;
            }
        }
        return true;
    }
}
