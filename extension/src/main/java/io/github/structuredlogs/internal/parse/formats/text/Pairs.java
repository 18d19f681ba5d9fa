package io.github.structuredlogs.internal.parse.formats.text;

import org.jspecify.annotations.Nullable;

/**
 * The {@code key=value} pairs of logfmt. Values are text, without quotes or in Go's quotes; klog's {@code =<} opens a
 * block that ends with {@code  >} on a separate line.
 */
final class Pairs {
    private final char[] c;
    private final int end;
    private int at;
    private int keyFrom;
    private int keyTo;
    private String value = "";
    private boolean bare;
    private boolean unclosed;

    Pairs(char[] c, int from, int end) {
        this.c = c;
        this.at = from;
        this.end = end;
    }

    /** Moves to the next pair, or to a key without a value. */
    boolean next() {
        while (at < end && c[at] <= ' ') {
            at++;
        }
        if (at >= end) {
            return false;
        }
        keyFrom = at;
        while (at < end && c[at] > ' ' && c[at] != '=' && c[at] != '"') {
            at++;
        }
        keyTo = at;
        bare = at >= end || c[at] != '=';
        if (bare) {
            if (at < end && c[at] == '"') {
                String text = quoted();
                if (text == null) {
                    at = end;
                }
            }
            value = "";
            return true;
        }
        at++;
        if (at < end && (c[at] == '"' || (c[at] == '\'' && Logfmt.isQuoted(c, at, end)))) {
            int before = at;
            String text = quoted();
            if (text != null) {
                value = text;
                return true;
            }
            unclosed = true;
            value = new String(c, before + 1, end - before - 1);
            at = end;
            return true;
        }
        if (at + 1 < end && c[at] == '<' && c[at + 1] == '\n') {
            value = block();
            return true;
        }
        int from = at;
        while (at < end && c[at] > ' ') {
            at++;
        }
        value = new String(c, from, at - from);
        return true;
    }

    /** {@return the position behind what was read last} */
    int at() {
        return at;
    }

    String key() {
        return new String(c, keyFrom, keyTo - keyFrom);
    }

    String value() {
        return value;
    }

    /** {@return whether the word has no value} */
    boolean isBare() {
        return bare;
    }

    /** {@return whether the last value's quote is not closed, so that the value is the rest of the text} */
    boolean isUnclosed() {
        return unclosed;
    }

    /** Reads a Go string at the position; null if it does not end. */
    @Nullable String quoted() {
        StringBuilder text = new StringBuilder();
        char quote = c[at];
        int i = at + 1;
        while (i < end) {
            char d = c[i];
            if (d == quote) {
                at = i + 1;
                return text.toString();
            }
            if (d == '\\' && i + 1 < end) {
                i = escape(text, i + 1);
            } else {
                text.append(d);
                i++;
            }
        }
        return null;
    }

    private int escape(StringBuilder text, int i) {
        char kind = c[i];
        switch (kind) {
            case 'n' -> text.append('\n');
            case 't' -> text.append('\t');
            case 'r' -> text.append('\r');
            case 'a' -> text.append('\u0007');
            case 'b' -> text.append('\b');
            case 'f' -> text.append('\f');
            case 'v' -> text.append('\u000b');
            case 'x', 'u', 'U' -> {
                int digits = kind == 'x' ? 2 : kind == 'u' ? 4 : 8;
                int code = hex(i + 1, digits);
                if (code >= 0) {
                    // A byte of a \x escape is a character only if it is ASCII.
                    text.appendCodePoint(
                            (kind == 'x' && code > 0x7f) || !Character.isValidCodePoint(code) ? 0xfffd : code);
                    return i + 1 + digits;
                }
                text.append('\\').append(kind);
            }
            default -> text.append(kind);
        }
        return i + 1;
    }

    private int hex(int from, int digits) {
        if (from + digits > end) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = Character.digit(c[i], 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private String block() {
        at += 2;
        StringBuilder text = new StringBuilder();
        while (at < end) {
            int lineEnd = at;
            while (lineEnd < end && c[lineEnd] != '\n') {
                lineEnd++;
            }
            int from = at;
            at = Math.min(end, lineEnd + 1);
            if (lineEnd - from >= 2 && c[from] == ' ' && c[from + 1] == '>') {
                at = Math.min(end, from + 2);
                break;
            }
            int indent = from < lineEnd && c[from] == '\t' ? 1 : 0;
            text.append(text.isEmpty() ? "" : "\n").append(c, from + indent, lineEnd - from - indent);
        }
        return text.toString();
    }
}
