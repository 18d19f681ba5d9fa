package io.github.structuredlogs.internal.json;

/** What stands between the quotes of a JSON string, to characters. Bytes that are no UTF-8 become U+FFFD. */
final class JsonString {
    private JsonString() {}

    /** {@return where the escape ends that begins with the backslash there, negative if it is none} */
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
     * Decodes.
     *
     * @param b holds the string, whose escapes are right
     * @param from where it begins, behind its quote
     * @param end where it ends, before its quote
     * @param to takes the characters, of which there are no more than bytes
     * @param at where in it they begin
     * @return where in it they end
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
