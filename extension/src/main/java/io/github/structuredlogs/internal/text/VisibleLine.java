package io.github.structuredlogs.internal.text;

import java.util.Arrays;

/**
 * A line as a terminal shows it: without ANSI codes and blanks at its end. Its bytes are valid until the next line is
 * set.
 */
public final class VisibleLine {
    private static final int KEPT_BYTES = 1 << 16;

    public byte[] bytes = new byte[0];
    public int from;
    public int to;
    private byte[] plain = bytes;

    public void set(byte[] buffer, int offset, int end) {
        setAsIs(buffer, offset, end);
        for (int i = offset; i < end; i++) {
            if (buffer[i] == Ansi.ESCAPE) {
                withoutAnsi(buffer, offset, end);
                break;
            }
        }
        while (to > from && (bytes[to - 1] == '\r' || bytes[to - 1] == ' ')) {
            to--;
        }
    }

    /** Sets a line that is known to have no ANSI codes. */
    public void setAsIs(byte[] buffer, int offset, int end) {
        bytes = buffer;
        from = offset;
        to = end;
    }

    private void withoutAnsi(byte[] buffer, int offset, int end) {
        if (plain.length < end - offset || plain.length > KEPT_BYTES) {
            plain = new byte[end - offset];
        }
        int count = 0;
        int at = offset;
        while (at < end) {
            int escape = at;
            while (escape < end && (buffer[escape] != Ansi.ESCAPE || escape + 1 >= end || buffer[escape + 1] != '[')) {
                escape++;
            }
            System.arraycopy(buffer, at, plain, count, escape - at);
            count += escape - at;
            at = escape + 2;
            while (at < end && buffer[at] >= 0x20 && buffer[at] <= 0x3f) {
                at++;
            }
            at++;
        }
        setAsIs(plain, 0, count);
    }

    public int length() {
        return to - from;
    }

    /** {@return the position of the first byte that is not blank, or the end if there is none} */
    public int first() {
        int i = from;
        while (i < to && (bytes[i] == ' ' || bytes[i] == '\t')) {
            i++;
        }
        return i;
    }

    /** {@return the indentation in columns; a tab counts as eight} */
    public int columns() {
        int columns = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\t') {
                columns += 8;
            } else if (bytes[i] == ' ') {
                columns++;
            } else {
                break;
            }
        }
        return columns;
    }

    public boolean startsWith(int at, byte[] text) {
        return at >= from && to - at >= text.length && Arrays.equals(bytes, at, at + text.length, text, 0, text.length);
    }

    public boolean endsWith(char c) {
        return to > from && bytes[to - 1] == c;
    }

    public boolean endsWith(char last, char veryLast) {
        return to - from >= 2 && bytes[to - 2] == last && bytes[to - 1] == veryLast;
    }

    /** Says whether the rest of the line is only that character. */
    public boolean is(int at, char c) {
        return to - at == 1 && bytes[at] == c;
    }
}
