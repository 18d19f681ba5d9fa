package io.github.structuredlogs.internal.json;

/** UTF-8 with possibly invalid bytes. */
public final class Utf8 {
    private Utf8() {}

    /** {@return the length of the UTF-8 sequence at the position, 0 if it is invalid} */
    public static int sequence(byte[] bytes, int at, int to) {
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

    /** {@return the position after the byte order mark, or the beginning if there is no mark} */
    public static int afterMark(byte[] bytes, int from, int to) {
        boolean marked = to - from > 2
                && bytes[from] == (byte) 0xef
                && bytes[from + 1] == (byte) 0xbb
                && bytes[from + 2] == (byte) 0xbf;
        return marked ? from + 3 : from;
    }

    public static int codePoint(byte[] bytes, int at, int size) {
        int value = bytes[at] & (0xff >> (size + 1));
        for (int i = 1; i < size; i++) {
            value = (value << 6) | (bytes[at + i] & 0x3f);
        }
        return value;
    }

    /** Appends a code point to characters and returns the new end. */
    public static int append(int codePoint, char[] to, int at) {
        if (codePoint < 0x10000) {
            to[at] = (char) codePoint;
            return at + 1;
        }
        to[at] = Character.highSurrogate(codePoint);
        to[at + 1] = Character.lowSurrogate(codePoint);
        return at + 2;
    }
}
