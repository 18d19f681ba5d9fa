package io.github.structuredlogs.internal.parse.formats;

import io.github.structuredlogs.LoggedException;
import io.github.structuredlogs.internal.json.Utf8;
import io.github.structuredlogs.internal.parse.values.LevelScale;
import io.github.structuredlogs.internal.parse.values.TimestampReader;
import io.github.structuredlogs.internal.stack.NativeFrames;
import io.github.structuredlogs.internal.stack.Stacks;
import io.github.structuredlogs.internal.text.Ansi;
import io.github.structuredlogs.internal.text.Ascii;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The characters of a text record, without ANSI codes, and a position in its first line that formats advance.
 *
 * <p>Invalid UTF-8 becomes U+FFFD.
 */
public final class TextCursor {
    private static final int KEPT = 1 << 16;
    /** The whole text of a Rust panic is its stack trace. */
    private static final String RUST_PANIC = "thread '";

    public char[] c = new char[1024];
    /** The end of the characters. */
    public int end;
    /** The end of the first line. */
    public int lineEnd;
    /** The position at which the next part of the line begins. */
    public int at;

    private int threadFrom;
    private int threadTo;
    private int messageFrom;
    private int messageTo;

    public void set(byte[] bytes, int offset, int to) {
        if (c.length > KEPT && to - offset < KEPT) {
            c = new char[1024];
        }
        if (c.length < to - offset) {
            c = new char[Math.max(to - offset, c.length * 2)];
        }
        char[] chars = c;
        int count = 0;
        boolean escapes = false;
        int i = offset;
        while (i < to) {
            byte b = bytes[i];
            if (b >= 0) {
                escapes |= b == Ansi.ESCAPE;
                chars[count++] = (char) b;
                i++;
            } else {
                int size = Utf8.sequence(bytes, i, to);
                if (size == 0) {
                    chars[count++] = '\ufffd';
                    i++;
                } else {
                    count = Utf8.append(Utf8.codePoint(bytes, i, size), chars, count);
                    i += size;
                }
            }
        }
        if (escapes) {
            count = Ansi.strip(chars, 0, count, chars);
        }
        end = count;
        while (end > 0 && (chars[end - 1] == '\r' || chars[end - 1] == '\n')) {
            end--;
        }
        int line = 0;
        while (line < end && chars[line] != '\n') {
            line++;
        }
        lineEnd = line > 0 && chars[line - 1] == '\r' ? line - 1 : line;
        rewind();
    }

    public void rewind() {
        at = 0;
        if (lineEnd > 0 && c[0] == '\ufeff') {
            at = 1;
        }
        threadFrom = threadTo = 0;
        messageFrom = at;
        messageTo = lineEnd;
    }

    // ------------------------------------------------------------------ moving along

    public boolean atEnd() {
        return at >= lineEnd;
    }

    public char peek() {
        return at < lineEnd ? c[at] : '\0';
    }

    public char peek(int ahead) {
        return at + ahead < lineEnd ? c[at + ahead] : '\0';
    }

    public void skipBlanks() {
        while (at < lineEnd && (c[at] == ' ' || c[at] == '\t' || c[at] == '\u200b')) {
            at++;
        }
    }

    public boolean take(char expected) {
        if (at < lineEnd && c[at] == expected) {
            at++;
            return true;
        }
        return false;
    }

    public boolean startsWith(String text) {
        if (lineEnd - at < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (c[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    public boolean take(String text) {
        if (startsWith(text)) {
            at += text.length();
            return true;
        }
        return false;
    }

    /** Skips date and time. */
    public boolean takeTime(TimestampReader timestampReader) {
        if (timestampReader.text(c, at, lineEnd)) {
            at = timestampReader.end();
            return true;
        }
        return false;
    }

    /**
     * Skips {@code HH:mm:ss} and its fraction, {@code h:mmAM}, or the former after a date with slashes. None of these
     * is an instant.
     */
    public boolean takeClock() {
        int i = at;
        if (lineEnd - i > 17 && c[i + 2] == '/' && c[i + 5] == '/') {
            // The position of the year, or of the month, depends on the country.
            if (c[i + 8] == ' ') {
                i += 9;
            } else if (lineEnd - i > 18 && c[i + 10] == ' ') {
                i += 11;
            }
        }
        int kitchen = lineEnd - i < 7 ? -1 : c[i + 1] == ':' ? i + 4 : i + 5;
        if (kitchen > 0
                && kitchen + 1 < lineEnd
                && (c[kitchen] == 'A' || c[kitchen] == 'P')
                && c[kitchen + 1] == 'M'
                && c[kitchen - 3] == ':'
                && Ascii.isDigit(c[kitchen - 1])) {
            at = kitchen + 2;
            return true;
        }
        if (lineEnd - i < 8 || c[i + 2] != ':' || c[i + 5] != ':') {
            return false;
        }
        for (int d : new int[] {0, 1, 3, 4, 6, 7}) {
            if (!Ascii.isDigit(c[i + d])) {
                return false;
            }
        }
        i += 8;
        if (i + 1 < lineEnd && (c[i] == '.' || c[i] == ',') && Ascii.isDigit(c[i + 1])) {
            i++;
            while (i < lineEnd && Ascii.isDigit(c[i])) {
                i++;
            }
        }
        if (i + 3 <= lineEnd && c[i] == 'U' && c[i + 1] == 'T' && c[i + 2] == 'C') {
            i += 3;
        }
        if (i < lineEnd && c[i] != ' ' && c[i] != ']' && c[i] != '\t') {
            return false;
        }
        at = i;
        return true;
    }

    /**
     * Skips a date without a year and a clock, {@code Nov 21 18:35:21.051} or {@code 11-21 18:35:21}, which are not an
     * instant.
     */
    public boolean takeStamp() {
        int from = at;
        int clock = -1;
        if (lineEnd - at > 13 && c[at + 3] == ' ' && TimestampReader.month(c, at) > 0) {
            clock = c[at + 5] == ' ' ? at + 6 : at + 7;
            clock = c[clock - 1] == ' ' ? clock : -1;
        } else if (lineEnd - at > 13
                && (c[at + 2] == '-' || c[at + 2] == '/')
                && Ascii.isDigit(c[at + 3])
                && Ascii.isDigit(c[at + 4])
                && c[at + 5] == ' ') {
            clock = at + 6;
        }
        if (clock < 0) {
            return false;
        }
        at = clock;
        if (takeClock()) {
            return true;
        }
        at = from;
        return false;
    }

    public boolean takeDigits() {
        int from = at;
        while (at < lineEnd && Ascii.isDigit(c[at])) {
            at++;
        }
        return at > from;
    }

    /** {@return the end of the word at the position: characters other than blanks and brackets} */
    public int wordEnd() {
        int i = at;
        while (i < lineEnd && c[i] > ' ') {
            i++;
        }
        return i;
    }

    public int indexOf(char wanted, int from) {
        for (int i = from; i < lineEnd; i++) {
            if (c[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    public int indexOf(String wanted, int from) {
        return indexOf(wanted, from, lineEnd);
    }

    public int indexOf(String wanted, int from, int to) {
        int last = to - wanted.length();
        outer:
        for (int i = from; i <= last; i++) {
            for (int j = 0; j < wanted.length(); j++) {
                if (c[i + j] != wanted.charAt(j)) {
                    continue outer;
                }
            }
            return i;
        }
        return -1;
    }

    /** Skips a word that names a level, padded or not. */
    public boolean takeLevel(IndexedValues h) {
        int from = at;
        int to = from;
        while (to < lineEnd
                && ((c[to] >= 'A' && c[to] <= 'Z')
                        || (c[to] >= 'a' && c[to] <= 'z')
                        || (to > from && Ascii.isDigit(c[to])))) {
            to++;
        }
        if (to == from || to - from > 12 || LevelScale.NAMES.of(c, from, to) == null) {
            return false;
        }
        h.level(c, from, to, LevelScale.NAMES);
        at = to;
        return true;
    }

    /** Skips text in brackets, which may nest, and returns its beginning; its end is {@link #bracketEnd}. */
    public int takeBracketed(char open, char close) {
        if (peek() != open) {
            return -1;
        }
        int depth = 0;
        for (int i = at; i < lineEnd; i++) {
            if (c[i] == open) {
                depth++;
            } else if (c[i] == close && --depth == 0) {
                int from = at + 1;
                bracketEnd = i;
                at = i + 1;
                return from;
            }
        }
        return -1;
    }

    public int bracketEnd;

    // ------------------------------------------------------------------ parts of the line

    public void thread(int from, int to) {
        while (from < to && c[from] == ' ') {
            from++;
        }
        while (to > from && c[to - 1] == ' ') {
            to--;
        }
        threadFrom = from;
        threadTo = to;
    }

    /** Marks the rest of the line as the message. */
    public void messageFromHere() {
        messageFrom = at;
        messageTo = lineEnd;
    }

    public void message(int from, int to) {
        messageFrom = from;
        messageTo = to;
    }

    /** {@return whether the first line has no message} */
    public boolean hasNoMessage() {
        int from = messageFrom;
        while (from < messageTo && c[from] <= ' ') {
            from++;
        }
        return from >= messageTo;
    }

    public @Nullable String thread() {
        return threadTo > threadFrom ? string(threadFrom, threadTo) : null;
    }

    public String string(int from, int to) {
        return new String(c, from, to - from);
    }

    /** {@return the lines after the first, null if there are none} */
    public @Nullable String continuation() {
        return lineEnd < end ? string(Arrays.copyOf(c, end), lineEnd) : null;
    }

    private String string(char[] all, int from) {
        int start = from;
        while (start < end && (all[start] == '\r' || all[start] == '\n')) {
            start++;
        }
        String text = new String(all, start, end - start);
        if (text.startsWith("! ")) {
            // Dropwizard writes this before a stack trace's lines.
            text = text.replaceAll("(?m)^! (?=at |\\.\\.\\. )", "\t").replaceAll("(?m)^! ", "");
        }
        return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n");
    }

    /** Sets the message: the marked part of the first line, and the following lines unless they are a stack trace. */
    public void message(RecordBuilder b) {
        String first = string(messageFrom, messageTo);
        String rest = continuation();
        if (rest == null) {
            b.messageText(first.isEmpty() ? null : first);
            return;
        }
        int stack = first.startsWith(RUST_PANIC) ? -1 : stackStart(rest);
        // An exception's message may name other exceptions, in indented or later lines.
        if ((stack != 0 || rest.charAt(0) <= ' ' || Stacks.isFrame(rest, 0))
                && Stacks.hasFrames('\n' + rest)
                && Stacks.isClassHeader(first)) {
            b.exception(Stacks.read(first + '\n' + rest));
            int frames = stackStart(rest, true);
            b.messageText(frames > 0 ? first + '\n' + rest.substring(0, frames).stripTrailing() : first);
            return;
        }
        if (stack < 0) {
            b.messageText(first.isEmpty() ? rest : first + '\n' + rest);
            return;
        }
        int header = stack == 0 && Stacks.isFrame(rest, 0) ? Stacks.appendedHeader(first) : -1;
        if (header > 0) {
            b.exception(Stacks.read(first.substring(header) + '\n' + rest));
            String before = first.substring(0, header).stripTrailing();
            b.messageText(withoutMark(before));
            return;
        }
        String between = rest.substring(0, stack).stripTrailing();
        String separator = first.isEmpty() || between.isEmpty() ? "" : "\n";
        String message = first + separator + between;
        b.messageText(message.isEmpty() ? null : message);
        String trace = rest.substring(stack);
        LoggedException ruby = Stacks.ruby(first, trace);
        if (ruby != null) {
            b.exception(ruby);
            return;
        }
        if (NativeFrames.isFirst(trace, 0)) {
            b.exception(NativeFrames.read(message, trace));
            return;
        }
        boolean goesOn = Stacks.isFrame(trace, 0) || first.startsWith("panic: ");
        b.exception(goesOn ? Stacks.read(first + '\n' + trace) : Stacks.read(trace));
    }

    /** Removes the mark between a message and an exception: a colon, an arrow, a bar. */
    private static String withoutMark(String before) {
        if (before.endsWith(" =>")) {
            return before.substring(0, before.length() - 3);
        }
        return before.endsWith(":") || before.endsWith("|") ? before.substring(0, before.length() - 1) : before;
    }

    /** {@return the beginning of a stack trace in the lines after the first, -1 if there is none} */
    private static int stackStart(String rest) {
        return stackStart(rest, false);
    }

    private static int stackStart(String rest, boolean framesOnly) {
        int at = 0;
        if (rest.startsWith("Traceback (most recent call last):")) {
            return 0;
        }
        int appended = framesOnly ? -1 : Stacks.appended('\n' + rest);
        if (appended > 0) {
            return appended - 1;
        }
        while (at < rest.length()) {
            if (Stacks.isFrame(rest, at)
                    || Stacks.isPanel(rest, at)
                    || isGoOrRubyFrame(rest, at)
                    || NativeFrames.isFirst(rest, at)
                    || rest.startsWith("** (", at)) {
                return at;
            }
            int next = rest.indexOf('\n', at);
            if (next < 0) {
                return -1;
            }
            at = next + 1;
        }
        return -1;
    }

    /** A Go function with its location on the next line, or Ruby's {@code file:line:in}. */
    private static boolean isGoOrRubyFrame(String text, int at) {
        int lineEnd = text.indexOf('\n', at);
        String line = lineEnd < 0 ? text.substring(at) : text.substring(at, lineEnd);
        if (line.contains(":in `") || line.contains(":in '") || line.startsWith("goroutine ")) {
            return true;
        }
        return lineEnd >= 0
                && text.startsWith("\t", lineEnd + 1)
                && text.substring(lineEnd, Math.min(text.length(), lineEnd + 500))
                        .contains(".go:")
                && line.indexOf('.') > 0
                && !line.startsWith("\t");
    }
}
