package io.github.structuredlogs.internal.condition;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that are looked for. Wherever they stand, one of every so many pairs of neighbours is a pair of theirs, so that no others are
 * looked at.
 */
final class Needle {

    /** What no more than this is left of is found everywhere, and not worth a search. */
    private static final int MIN_LENGTH = 2;

    private static final int PAIRS = 1 << 12;

    private final byte[] bytes;
    /** Marks those pairs of neighbours that are theirs, and some others. */
    private final boolean[] pairs = new boolean[PAIRS];

    Needle(byte[] bytes) {
        this.bytes = bytes;
        for (int i = 0; i + 1 < bytes.length; i++) {
            pairs[pair(bytes, i)] = true;
        }
    }

    private static int pair(byte[] text, int at) {
        return ((text[at] << 5) ^ text[at + 1]) & (PAIRS - 1);
    }

    /** {@return the longest part of a text that stands in all bytes which spell it, null if none is long enough} */
    static @Nullable Needle longestIn(String text) {
        return longest(text, false);
    }

    /** {@return the longest such part that has no blank} */
    static @Nullable Needle longestWordIn(String text) {
        return longest(text, true);
    }

    private static @Nullable Needle longest(String text, boolean word) {
        int from = 0;
        int to = 0;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || !isPlain(text, i) || (word && text.charAt(i) == ' ')) {
                if (i - start > to - from) {
                    from = start;
                    to = i;
                }
                start = i + 1;
            }
        }
        byte[] bytes = text.substring(from, to).getBytes(StandardCharsets.UTF_8);
        return bytes.length < MIN_LENGTH ? null : new Needle(bytes);
    }

    /** {@return a text as a whole and then a quote, null if not all of the text stands in all bytes that spell it} */
    static @Nullable Needle quoted(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isPlain(text, i)) {
                return null;
            }
        }
        return text.isEmpty() ? null : new Needle((text + '"').getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Whether a character is the same in JSON and in text, and no bytes but its own in UTF-8 are read as it: none that JSON escapes, no
     * end of a line, no half of a pair, and not what stands for bytes that are no UTF-8.
     */
    private static boolean isPlain(String text, int at) {
        char c = text.charAt(at);
        if (c < 0x7f) {
            return c >= ' ' && c != '"' && c != '\\';
        }
        if (Character.isHighSurrogate(c)) {
            return at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
        }
        return c >= 0xa0 && c != '\u2028' && c != '\u2029' && c < '\ufff0' && c != '\ufeff';
    }

    int length() {
        return bytes.length;
    }

    byte[] bytes() {
        return bytes;
    }

    boolean isIn(byte[] text, int from, int to) {
        return indexIn(text, from, to) >= 0;
    }

    /** {@return where the bytes stand first, -1 if they do not} */
    int indexIn(byte[] text, int from, int to) {
        int length = bytes.length;
        if (length == 1) {
            return indexOfFirst(text, from, to);
        }
        for (int at = from + length - 2; at + 1 < to; at += length - 1) {
            if (pairs[pair(text, at)]) {
                int start = indexOfFirst(text, Math.max(from, at + 2 - length), Math.min(at, to - length) + 1);
                if (start >= 0) {
                    return start;
                }
            }
        }
        return -1;
    }

    /** {@return the first place from where the bytes stand, of those before an end} */
    private int indexOfFirst(byte[] text, int from, int end) {
        byte first = bytes[0];
        for (int start = from; start < end; start++) {
            if (text[start] == first && isAt(text, start)) {
                return start;
            }
        }
        return -1;
    }

    /** Says whether the text has the bytes at a place. At least that many bytes must follow there. */
    boolean isAt(byte[] text, int from) {
        for (int i = 0; i < bytes.length; i++) {
            if (text[from + i] != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
