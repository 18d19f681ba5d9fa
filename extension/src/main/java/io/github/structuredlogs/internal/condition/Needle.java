package io.github.structuredlogs.internal.condition;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Bytes that are looked for, by Horspool's rule: the last byte of where they might be tells how far it is to the next such place. */
final class Needle {

    /** What no more than this is left of is found everywhere, and not worth a search. */
    private static final int MIN_LENGTH = 2;

    private final byte[] bytes;
    private final int[] steps = new int[256];

    Needle(byte[] bytes) {
        this.bytes = bytes;
        Arrays.fill(steps, bytes.length);
        for (int i = 0; i < bytes.length - 1; i++) {
            steps[bytes[i] & 0xff] = bytes.length - 1 - i;
        }
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

    boolean isIn(byte[] text, int from, int to) {
        return indexIn(text, from, to) >= 0;
    }

    /** {@return where the bytes stand first, -1 if they do not} */
    int indexIn(byte[] text, int from, int to) {
        int last = bytes.length - 1;
        byte end = bytes[last];
        int at = from + last;
        while (at < to) {
            byte c = text[at];
            if (c == end && isAt(text, at - last, last)) {
                return at - last;
            }
            at += steps[c & 0xff];
        }
        return -1;
    }

    private boolean isAt(byte[] text, int from, int length) {
        for (int i = 0; i < length; i++) {
            if (text[from + i] != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
