package io.github.structuredlogs.internal.parse;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** UTF-8 as it may come: with bytes that are none. */
final class Utf8 {
    private static final byte[] REPLACEMENT = {(byte) 0xef, (byte) 0xbf, (byte) 0xbd};

    private Utf8() {}

    /** {@return the length of the UTF-8 sequence at the position, 0 if there is none} */
    static int sequence(byte[] bytes, int at, int to) {
        int lead = bytes[at] & 0xff;
        int size =
                lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
        if (size == 0 || at + size > to) {
            return 0;
        }
        for (int i = 1; i < size; i++) {
            if ((bytes[at + i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        int second = bytes[at + 1] & 0xff;
        boolean bad = (lead == 0xe0 && second < 0xa0)
                || (lead == 0xed && second > 0x9f)
                || (lead == 0xf0 && second < 0x90)
                || (lead == 0xf4 && second > 0x8f);
        return bad ? 0 : size;
    }

    static int codePoint(byte[] bytes, int at, int size) {
        int value = bytes[at] & (0xff >> (size + 1));
        for (int i = 1; i < size; i++) {
            value = (value << 6) | (bytes[at + i] & 0x3f);
        }
        return value;
    }

    /** {@return a copy in which U+FFFD stands for bytes that are no UTF-8, null if there are none} */
    static byte @Nullable [] repaired(byte[] bytes, int offset, int end) {
        int bad = 0;
        for (int i = offset; i < end; ) {
            int size = bytes[i] >= 0 ? 1 : sequence(bytes, i, end);
            bad += size == 0 ? 1 : 0;
            i += Math.max(size, 1);
        }
        if (bad == 0) {
            return null;
        }
        byte[] copy = new byte[end - offset + bad * (REPLACEMENT.length - 1)];
        int length = 0;
        for (int i = offset; i < end; ) {
            int size = bytes[i] >= 0 ? 1 : sequence(bytes, i, end);
            if (size == 0) {
                System.arraycopy(REPLACEMENT, 0, copy, length, REPLACEMENT.length);
                length += REPLACEMENT.length;
                i++;
            } else {
                System.arraycopy(bytes, i, copy, length, size);
                length += size;
                i += size;
            }
        }
        return Arrays.copyOf(copy, length);
    }
}
