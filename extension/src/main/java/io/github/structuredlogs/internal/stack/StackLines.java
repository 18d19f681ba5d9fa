package io.github.structuredlogs.internal.stack;

import io.github.structuredlogs.internal.text.Ascii;
import io.github.structuredlogs.internal.text.VisibleLine;
import java.nio.charset.StandardCharsets;

/** The shapes of stack trace lines in each language, at any position of a line. */
public final class StackLines {

    private static final byte[] PHP_STACK = ascii("Stack trace:");
    private static final byte[] PHP_INTERNAL = ascii("[internal function]");

    private static final byte[] THREAD = ascii("Exception in thread \"");
    private static final byte[] CLASS = ascii("class ");
    private static final byte[][] HEADING_PREFIXES = {
        CLASS, ascii("Uncaught "), ascii("Unhandled exception. "), ascii("Unhandled Exception: ")
    };

    private StackLines() {}

    public static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The certainty that a line names an exception. */
    public enum Heading {
        NONE,
        /** The name of a class with its package; an exception only if frames follow. */
        CLASS,
        /** A name that means an error. */
        ERROR
    }

    /** {@code a.b.SomeException} or {@code SomeError}, alone or before a colon. */
    public static boolean isExceptionHeader(VisibleLine line, int first) {
        return heading(line, first) == Heading.ERROR;
    }

    /**
     * {@return the certainty that the line names an exception: {@code a.b.SomeException: …}, {@code class a.b.Name},
     * {@code a.B$NotFound: …}}
     */
    public static Heading heading(VisibleLine line, int first) {
        return headingAt(line, line.startsWith(first, CLASS) ? first + CLASS.length : first);
    }

    /**
     * {@return the certainty that the line names an uncaught exception: {@code Exception in thread "main" a.b.Name: …},
     * or without these words}
     */
    public static Heading uncaught(VisibleLine line, int first) {
        return headingAt(line, afterHeadingPrefix(line, first));
    }

    private static Heading headingAt(VisibleLine line, int from) {
        int end = dottedName(line, from);
        if (end == from || (end < line.to && !isColon(line, end) && !isCode(line, end))) {
            return Heading.NONE;
        }
        if (endsWith(line.bytes, from, end, "Exception")
                || endsWith(line.bytes, from, end, "Error")
                || endsWith(line.bytes, from, end, "Throwable")
                || endsWith(line.bytes, from, end, "Failure")) {
            return Heading.ERROR;
        }
        return isClassName(line.bytes, from, end) ? Heading.CLASS : Heading.NONE;
    }

    private static int afterHeadingPrefix(VisibleLine line, int first) {
        if (line.startsWith(first, THREAD)) {
            for (int i = first + THREAD.length; i + 1 < line.to; i++) {
                if (line.bytes[i] == '"' && line.bytes[i + 1] == ' ') {
                    return i + 2;
                }
            }
        }
        for (byte[] prefix : HEADING_PREFIXES) {
            if (line.startsWith(first, prefix)) {
                return first + prefix.length;
            }
        }
        return first;
    }

    /** A package in lower case, and a class with a capital. */
    private static boolean isClassName(byte[] bytes, int from, int end) {
        int part = from;
        boolean dotted = false;
        for (int i = from; i < end; i++) {
            if (bytes[i] == '.') {
                if (i == part || !isSmall(bytes[part])) {
                    return false;
                }
                part = i + 1;
                dotted = true;
            }
        }
        return dotted && part < end && isUpper(bytes[part]);
    }

    private static boolean isSmall(byte c) {
        return c >= 'a' && c <= 'z';
    }

    /** .NET's {@code System.Net.Sockets.SocketException (111): message}. */
    private static boolean isCode(VisibleLine line, int at) {
        if (at + 4 >= line.to || line.bytes[at] != ' ' || line.bytes[at + 1] != '(') {
            return false;
        }
        int i = at + 2;
        while (i < line.to
                && (isNamePart(line.bytes[i])
                        || line.bytes[i] == ','
                        || line.bytes[i] == ' '
                        || line.bytes[i] == '-')) {
            i++;
        }
        return i + 1 < line.to && line.bytes[i] == ')' && line.bytes[i + 1] == ':';
    }

    private static boolean isColon(VisibleLine line, int at) {
        return line.bytes[at] == ':' && (at + 1 == line.to || line.bytes[at + 1] == ' ');
    }

    /** A name alone or before a colon, as in the last line of Python's tracebacks. */
    public static boolean isNamed(VisibleLine line, int first) {
        int end = dottedName(line, first);
        return end > first && (end == line.to || line.bytes[end] == ':');
    }

    private static int dottedName(VisibleLine line, int first) {
        int i = first;
        while (i < line.to && isNamePart(line.bytes[i]) && (i > first || !Ascii.isDigit(line.bytes[i]))) {
            i++;
        }
        return i;
    }

    private static boolean isNamePart(byte c) {
        return (c >= 'a' && c <= 'z') || isUpper(c) || Ascii.isDigit(c) || c == '.' || c == '_' || c == '$' || c < 0;
    }

    public static boolean isUpper(byte c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean endsWith(byte[] bytes, int first, int end, String text) {
        int at = end - text.length();
        if (at < first) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (bytes[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** A line of a table or a box, made of box-drawing characters. */
    public static boolean isBox(VisibleLine line, int first) {
        return isPanel(line, first);
    }

    /** A line of a box, from {@code ╭─} to {@code ╰─}, in which Rich shows a traceback. */
    public static boolean isPanel(VisibleLine line, int first) {
        return line.to - first > 2
                && line.bytes[first] == (byte) 0xe2
                && (line.bytes[first + 1] == (byte) 0x94 || line.bytes[first + 1] == (byte) 0x95);
    }

    /** {@code file.rb:3:in `place'}. */
    public static boolean isRubyFrame(VisibleLine line, int first) {
        byte[] c = line.bytes;
        for (int i = first + 3; i + 4 < line.to && c[i] != ' '; i++) {
            if (c[i] == ':' && c[i + 1] == 'i' && c[i + 2] == 'n' && c[i + 3] == ' ' && Ascii.isDigit(c[i - 1])) {
                return c[i + 4] == '`' || c[i + 4] == '\'';
            }
        }
        return false;
    }

    /** {@return whether Ruby's frame is that of an uncaught exception: {@code file.rb:3:in `place': message (Name)}} */
    public static boolean isRubyHeading(VisibleLine line, int first) {
        int open = line.to - 1;
        if (!line.endsWith(')')) {
            return false;
        }
        while (open > first && line.bytes[open] != '(') {
            open--;
        }
        return open > first + 1 && line.bytes[open - 1] == ' ' && isUpper(line.bytes[open + 1]);
    }

    /** {@code #0 /a.php(3): x()}, and the line before the first of them. */
    public static boolean isPhpFrame(VisibleLine line, int first) {
        if (line.bytes[first] != '#') {
            return line.startsWith(first, PHP_STACK);
        }
        int at = first + 1;
        while (at < line.to && Ascii.isDigit(line.bytes[at])) {
            at++;
        }
        return at > first + 1
                && at + 1 < line.to
                && line.bytes[at] == ' '
                && (line.bytes[at + 1] == '/' || line.bytes[at + 1] == '{' || line.startsWith(at + 1, PHP_INTERNAL));
    }

    /** {@code main.(*Server).serve(…)}: no blanks, a dot, and the file on the next line. */
    public static boolean isGoFunction(VisibleLine line, int first) {
        boolean dot = false;
        for (int i = first; i < line.to; i++) {
            byte c = line.bytes[i];
            if (c == '(' && i > first && dot && line.endsWith(')')) {
                return true;
            }
            if (!isNamePart(c) && "/-*()[]·:…@~".indexOf(c) < 0) {
                return false;
            }
            dot |= c == '.';
        }
        return dot && !Ascii.isDigit(line.bytes[first]);
    }

    /** {@code /src/main.go:12 +0x1d}. */
    public static boolean hasGoFile(VisibleLine line, int first) {
        byte[] c = line.bytes;
        for (int i = first; i + 4 < line.to; i++) {
            if (c[i] == '.' && c[i + 1] == 'g' && c[i + 2] == 'o' && c[i + 3] == ':') {
                return true;
            }
        }
        return false;
    }
}
