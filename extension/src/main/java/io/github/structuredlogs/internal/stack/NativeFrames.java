package io.github.structuredlogs.internal.stack;

import io.github.structuredlogs.LoggedException;
import io.github.structuredlogs.internal.text.Ascii;
import io.github.structuredlogs.internal.text.VisibleLine;
import org.jspecify.annotations.Nullable;

/**
 * Stack traces of native programs, whose frames have numbers: ClickHouse's {@code 0. DB::f(int) @ 0x0c60 in
 * /usr/bin/clickhouse}, gdb's and the sanitizers' {@code #0 0x7f02 in raise () at raise.c:51}, Boost's {@code 0# f() in
 * /app}, Rust's {@code 0: std::f}, Swift's {@code 0 0x7f02 f() + 13 in app}.
 */
public final class NativeFrames {
    private static final int MAX_DIGITS = 3;
    private static final int MAX_LINE = 4_000;
    /** The text that Rust puts before an error that {@code main} returned. */
    private static final String RUST_ERROR = "Error: ";

    /** ClickHouse's advice at the end of a message. */
    private static final String ADVICE = ", Stack trace (when copying";

    private NativeFrames() {}

    /** Says in a moment whether the text at the position can be a numbered frame. */
    public static boolean mayBegin(byte[] bytes, int at, int end) {
        int i = at;
        while (i < end && i - at < MAX_DIGITS && Ascii.isDigit(bytes[i])) {
            i++;
        }
        return i > at && i + 1 < end && (bytes[i] == ' ' || bytes[i + 1] == ' ') && "#.: ".indexOf(bytes[i]) >= 0;
    }

    /** {@return the number of the frame at the position} */
    public static int number(VisibleLine line, int first) {
        int number = 0;
        for (int i = line.bytes[first] == '#' ? first + 1 : first;
                i < line.to && i - first <= MAX_DIGITS && Ascii.isDigit(line.bytes[i]);
                i++) {
            number = number * 10 + (line.bytes[i] - '0');
        }
        return number;
    }

    /**
     * {@return whether the line is a frame}
     *
     * @param line contains it
     * @param first the position of its number
     * @param next the number of the next frame, 0 if there was none
     */
    public static boolean isFrame(VisibleLine line, int first, int next) {
        boolean hash = line.bytes[first] == '#';
        int at = hash ? first + 1 : first;
        int text = at;
        while (text < line.to && text - at < MAX_DIGITS && Ascii.isDigit(line.bytes[text])) {
            text++;
        }
        if (text == at || text + 2 >= line.to) {
            return false;
        }
        if (!hash && line.bytes[text] != ' ') {
            if (".:#".indexOf(line.bytes[text]) < 0) {
                return false;
            }
            text++;
        }
        if (line.bytes[text] != ' ') {
            return false;
        }
        int number = number(line, first);
        if (number != 0 && number != next) {
            return false;
        }
        return (next > 0 && number == next) || isNative(line, text);
    }

    /** {@return whether the text is a frame with any number} */
    static boolean isFrame(String text) {
        byte[] bytes = StackLines.ascii(text);
        VisibleLine line = new VisibleLine();
        line.set(bytes, 0, bytes.length);
        return bytes.length > 0 && mayBegin(bytes, bytes[0] == '#' ? 1 : 0, bytes.length) && isNative(line, 1);
    }

    /** A name with its namespace, or an address. */
    private static boolean isNative(VisibleLine line, int from) {
        byte[] c = line.bytes;
        for (int i = from; i + 2 < line.to; i++) {
            boolean address = c[i] == '0' && c[i + 1] == 'x' && c[i - 1] <= ' ';
            boolean name = c[i] == ':' && c[i + 1] == ':' && isNamePart(c[i - 1]) && isNamePart(c[i + 2]);
            if (address || name) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNamePart(byte c) {
        return (c >= 'a' && c <= 'z')
                || StackLines.isUpper(c)
                || Ascii.isDigit(c)
                || c == '_'
                || c == '>'
                || c == '<'
                || c == '('
                || c == ')'
                || c == '{'
                || c == '~'
                || c == '$';
    }

    /** {@return whether the first frame of such a stack trace is at the beginning of the line at the position} */
    public static boolean isFirst(String text, int at) {
        int first = at;
        while (first < text.length() && (text.charAt(first) == ' ' || text.charAt(first) == '\t')) {
            first++;
        }
        if (!text.startsWith("0", first) && !text.startsWith("#0", first)) {
            return false;
        }
        int lineEnd = text.indexOf('\n', first);
        byte[] bytes = StackLines.ascii(
                text.substring(first, Math.min(lineEnd < 0 ? text.length() : lineEnd, first + MAX_LINE)));
        VisibleLine line = new VisibleLine();
        line.set(bytes, 0, bytes.length);
        return isFrame(line, 0, 0);
    }

    /**
     * {@return the exception that a message names before its frames: {@code DB::Exception: text}}
     *
     * @param message the text before the frames
     * @param frames the frames
     */
    public static LoggedException read(String message, String frames) {
        int end = Math.min(message.length(), MAX_LINE);
        for (int colons = message.indexOf("::"); colons > 0 && colons < end; colons = message.indexOf("::", colons)) {
            int from = nameStart(message, colons);
            int to = nameEnd(message, colons);
            if (isException(message, from, to) && (message.startsWith(": ", to) || message.startsWith(". ", to))) {
                return new LoggedException(message.substring(from, to), said(message, to + 2), frames);
            }
            colons = Math.max(to, colons + 2);
        }
        boolean error = message.startsWith(RUST_ERROR);
        return new LoggedException(null, error ? said(message, RUST_ERROR.length()) : null, frames);
    }

    private static boolean isException(String text, int from, int to) {
        String name = text.substring(from, to);
        return name.endsWith("Exception") || name.endsWith("Error") || name.endsWith("_error");
    }

    private static @Nullable String said(String text, int from) {
        int line = text.indexOf('\n', from);
        int end = line < 0 ? text.length() : line;
        int advice = text.indexOf(ADVICE, from);
        String said =
                text.substring(from, advice < 0 ? end : Math.min(advice, end)).strip();
        return said.isEmpty() ? null : said;
    }

    private static int nameStart(String text, int at) {
        int from = at;
        while (from > 0 && (text.charAt(from - 1) == ':' || Character.isJavaIdentifierPart(text.charAt(from - 1)))) {
            from--;
        }
        while (from < at && text.charAt(from) == ':') {
            from++;
        }
        return from;
    }

    private static int nameEnd(String text, int at) {
        int to = at + 2;
        while (to < text.length()
                && (Character.isJavaIdentifierPart(text.charAt(to)) || (text.startsWith("::", to) && to++ > 0))) {
            to++;
        }
        return to;
    }
}
