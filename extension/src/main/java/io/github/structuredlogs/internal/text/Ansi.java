package io.github.structuredlogs.internal.text;

/** ANSI escape sequences: {@code ESC [ … letter} and {@code ESC ] … BEL}. */
public final class Ansi {
    public static final char ESCAPE = '\u001b';

    private Ansi() {}

    /** Copies characters without their escape sequences, also within the same array; {@return how many were copied} */
    public static int strip(char[] c, int from, int to, char[] target) {
        int count = 0;
        int at = from;
        while (at < to) {
            int escape = at;
            while (escape < to && c[escape] != ESCAPE) {
                escape++;
            }
            int next = escape < to ? end(c, escape, to) : escape;
            int kept = next == escape && escape < to ? escape + 1 : escape;
            System.arraycopy(c, at, target, count, kept - at);
            count += kept - at;
            at = Math.max(next, kept);
        }
        return count;
    }

    /** {@return the end of the sequence that begins at the position, or the position itself if none begins there} */
    static int end(char[] c, int from, int to) {
        if (to - from < 2) {
            return from;
        }
        char kind = c[from + 1];
        if (kind == '[') {
            int i = from + 2;
            while (i < to && c[i] >= 0x20 && c[i] <= 0x3f) {
                i++;
            }
            return i < to && c[i] >= 0x40 && c[i] <= 0x7e ? i + 1 : from;
        }
        if (kind == ']') {
            for (int i = from + 2; i < to; i++) {
                if (c[i] == '\u0007') {
                    return i + 1;
                }
                if (c[i] == ESCAPE) {
                    return i + 1 < to && c[i + 1] == '\\' ? i + 2 : from;
                }
            }
            return from;
        }
        return kind == '(' && to - from > 2 ? from + 3 : from;
    }
}
