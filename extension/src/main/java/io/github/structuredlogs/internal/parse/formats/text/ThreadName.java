package io.github.structuredlogs.internal.parse.formats.text;

import io.github.structuredlogs.internal.parse.formats.TextCursor;
import io.github.structuredlogs.internal.text.Ascii;

/**
 * The names that JVMs and frameworks give to their threads: {@code main}, {@code Thread-7}, {@code http-nio-8080-exec-1},
 * {@code features-1-thread-1}. It decides where a layout could have the thread or the logger at the same place.
 */
final class ThreadName {
    private static final String[] WORDS = {"thread", "Thread", "-exec", "pool", "worker", "dispatcher"};

    private ThreadName() {}

    /** {@return whether the characters, without the blanks around them, are such a name} */
    static boolean is(TextCursor t, int from, int to) {
        while (from < to && t.c[from] == ' ') {
            from++;
        }
        while (to > from && t.c[to - 1] == ' ') {
            to--;
        }
        if (to - from < 4 || t.indexOf(" ", from, to) >= 0) {
            return false;
        }
        if (to - from == 4 && t.indexOf("main", from, to) == from) {
            return true;
        }
        int digits = to;
        while (digits > from && Ascii.isDigit(t.c[digits - 1])) {
            digits--;
        }
        if (digits < to && (t.c[digits - 1] == '-' || t.c[digits - 1] == '#')) {
            return digits - 1 > from;
        }
        for (String word : WORDS) {
            if (t.indexOf(word, from, to) >= 0 && t.indexOf(".", from, to) < 0) {
                return true;
            }
        }
        return false;
    }
}
