package io.github.structuredlogs.internal.parse.values;

import io.github.structuredlogs.internal.text.Ascii;
import org.jspecify.annotations.Nullable;

/**
 * A reader of trace and span ids in their normal form, without a string. Reused for each record.
 *
 * <p>Google Cloud's {@code projects/P/traces/ID} becomes the ID, X-Ray's {@code 1-8hex-24hex} its 32 hex digits, and
 * hex digits lower case. Empty text and zeros are no id. Other text is unchanged.
 */
public final class TraceIdReader {
    private static final int MAX = 128;
    private static final int HEX = 32;

    private final char[] c = new char[MAX];
    private int length;
    private boolean hex;
    /** The value of {@link #HEX} digits. */
    private long high;

    private long low;

    public void clear() {
        length = 0;
        hex = false;
    }

    public boolean isPresent() {
        return length > 0;
    }

    /** {@return whether the characters were an id} */
    public boolean read(char[] from, int start, int end) {
        clear();
        if (end - start > 2 && from[start] == '0' && (from[start + 1] | 0x20) == 'x') {
            // The form in which OpenTelemetry's Python SDK prints them.
            start += 2;
        }
        if (end - start == HEX && bits(from, start)) {
            // The most common form.
            System.arraycopy(from, start, c, 0, HEX);
            length = HEX;
            hex = true;
            return notZero();
        }
        for (int i = end - 1; i >= start; i--) {
            if (from[i] == '/') {
                start = i + 1;
                break;
            }
        }
        int root = xray(from, start, end);
        if (root >= 0) {
            copyHex(from, root + 2, root + 10);
            copyHex(from, root + 11, root + 35);
            hex = bits(c, 0);
            return notZero();
        }
        if (end - start > MAX || end == start) {
            return false;
        }
        hex = true;
        for (int i = start; i < end; i++) {
            hex &= Ascii.isHex(from[i]);
        }
        if (hex) {
            copyHex(from, start, end);
            return notZero() && (length != HEX || bits(c, 0));
        }
        System.arraycopy(from, start, c, 0, end - start);
        length = end - start;
        return notZero();
    }

    private boolean notZero() {
        for (int i = 0; i < length; i++) {
            if (c[i] != '0' && c[i] != '-' && c[i] > ' ') {
                return true;
            }
        }
        clear();
        return false;
    }

    private void copyHex(char[] from, int start, int end) {
        for (int i = start; i < end; i++) {
            char d = from[i];
            c[length++] = d >= 'A' && d <= 'F' ? (char) (d | 0x20) : d;
        }
    }

    /** {@return the beginning of X-Ray's {@code 1-8hex-24hex}, -1 if it is not one} */
    private static int xray(char[] c, int start, int end) {
        if (end - start > 5 && c[start] == 'R' && c[start + 4] == '=') {
            start += 5;
        }
        if (end - start < 35 || c[start] != '1' || c[start + 1] != '-' || c[start + 10] != '-') {
            return -1;
        }
        return hexRun(c, start + 2, start + 10)
                        && hexRun(c, start + 11, start + 35)
                        && (end == start + 35 || c[start + 35] == ';')
                ? start
                : -1;
    }

    public static boolean hexRun(char[] c, int start, int end) {
        for (int i = start; i < end; i++) {
            if (!Ascii.isHex(c[i])) {
                return false;
            }
        }
        return true;
    }

    public boolean isHex32() {
        return hex && length == HEX;
    }

    public long high() {
        return isHex32() ? high : 0;
    }

    public long low() {
        return isHex32() ? low : 0;
    }

    /** Reads {@link #HEX} digits in lower case; false if there is another character. */
    private boolean bits(char[] from, int start) {
        high = low = 0;
        for (int i = start; i < start + HEX; i++) {
            char d = from[i];
            int value = d >= '0' && d <= '9' ? d - '0' : d >= 'a' && d <= 'f' ? d - 'a' + 10 : -1;
            if (value < 0) {
                return false;
            }
            high = high << 4 | low >>> 60;
            low = low << 4 | value;
        }
        return true;
    }

    public @Nullable String text() {
        return length == 0 ? null : new String(c, 0, length);
    }
}
