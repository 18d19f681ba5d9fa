package io.github.structuredlogs.internal.json;

/** The decoder of JSON strings. Invalid UTF-8 becomes U+FFFD. */
final class JsonString {
    private JsonString() {}

    /** {@return the end of the escape that begins with the backslash at the position, negative if it is invalid} */
    static int escapeEnd(byte[] b, int backslash, int end) {
        if (backslash + 1 >= end) {
            return -1;
        }
        return switch (b[backslash + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> backslash + 2;
            case 'u' -> end - backslash > 6 && hex(b, backslash + 2) >= 0 ? backslash + 6 : -1;
            default -> -1;
        };
    }

    /** Whether the escape that begins with the backslash there is none of those that JSON has for single characters and needs. */
    static boolean isRespelling(byte[] b, int backslash) {
        return b[backslash + 1] == 'u' || b[backslash + 1] == '/';
    }

    private static int hex(byte[] b, int from) {
        int value = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = Character.digit(b[i], 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    /**
     * Decodes a string.
     *
     * @param b contains the string, with valid escapes
     * @param from its beginning, after the quote
     * @param end its end, before the quote
     * @param to receives the characters, at most as many as there are bytes
     * @param at the index of the first character
     * @return the index after the last character
     */
    static int decode(byte[] b, int from, int end, char[] to, int at) {
        int count = at;
        int i = from;
        while (i < end) {
            byte c = b[i];
            if (c == '\\') {
                to[count++] = escaped(b, i + 1);
                i += b[i + 1] == 'u' ? 6 : 2;
            } else if (c >= 0) {
                to[count++] = (char) c;
                i++;
            } else {
                int size = Utf8.sequence(b, i, end);
                if (size == 0) {
                    to[count++] = '\ufffd';
                    i++;
                } else {
                    count = Utf8.append(Utf8.codePoint(b, i, size), to, count);
                    i += size;
                }
            }
        }
        return count;
    }

    private static char escaped(byte[] b, int at) {
        return switch (b[at]) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> (char) hex(b, at + 1);
            default -> (char) b[at];
        };
    }
}
