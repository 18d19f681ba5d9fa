package io.github.structuredlogs.internal.stack;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The kind of a line of a stack trace, in any language. Each question reads the line once. */
final class StackLine {

    private static final List<String> CAUSES = List.of(
            "Caused by: ",
            "Caused By: ",
            "Suppressed: ",
            "Wrapped by: ",
            "caused by: ",
            "---> ",
            "[cause]: ",
            "* Caused by: ");

    private static final Pattern NAMED_ERROR = Pattern.compile("[\\w.$]{0,80}(?:Error|Exception)\\b");

    private static final List<String> COMMON = List.of(" more", " common frames omitted");

    private static final String DURING = "During handling of the above exception, another exception occurred:";
    private static final String DIRECT = "The above exception was the direct cause of the following exception:";

    private StackLine() {}

    /** {@return whether it is a frame} */
    static boolean isFrame(String line) {
        int at = afterBlanks(line);
        if (line.startsWith("at ", at)) {
            return at + 3 < line.length() && !isBlank(line.charAt(at + 3));
        }
        return isPythonFrame(line, at)
                || isPhpFrame(line, at)
                || isRubyFrame(line, at)
                || (at > 0 && isPlace(line, at));
    }

    /** {@code File "a.py", line 3, in f}. */
    private static boolean isPythonFrame(String line, int at) {
        if (!line.startsWith("File \"", at)) {
            return false;
        }
        for (int i = line.indexOf("\", line ", at + 6); i >= 0; i = line.indexOf("\", line ", i + 1)) {
            if (isDigit(line, i + 8)) {
                return true;
            }
        }
        return false;
    }

    /** {@code #0 /a.php(3): f()}. */
    private static boolean isPhpFrame(String line, int at) {
        int end = line.startsWith("#", at) ? afterDigits(line, at + 1) : at;
        return end > at + 1 && line.startsWith(" ", end);
    }

    /** {@code from a.rb:3:in `f'}. */
    private static boolean isRubyFrame(String line, int at) {
        int start = line.startsWith("from ", at) ? at + 5 : at;
        int end = endOfWord(line, start);
        if (!line.startsWith(" ", end) || !line.startsWith(":in", end - 3)) {
            return false;
        }
        int digits = end - 3;
        while (digits > start && isDigit(line, digits - 1)) {
            digits--;
        }
        return digits < end - 3 && digits > start + 1 && line.charAt(digits - 1) == ':';
    }

    /** Go's and Rust's second line: {@code /src/main.go:12 +0x1d}. */
    private static boolean isPlace(String line, int at) {
        int end = endOfWord(line, at);
        for (int colon = line.indexOf(':', at); colon >= 0 && colon < end; colon = line.indexOf(':', colon + 1)) {
            int dot = line.lastIndexOf('.', colon);
            if (dot > at
                    && colon - dot <= 3
                    && List.of("go", "rs", "c", "s").contains(line.substring(dot + 1, colon))
                    && isDigit(line, colon + 1)) {
                return true;
            }
        }
        return false;
    }

    /** {@return the number of frames that the line says are common with another exception, -1 if it says nothing} */
    static int common(String line) {
        int at = afterBlanks(line);
        if (!line.startsWith("... ", at)) {
            return -1;
        }
        int end = afterDigits(line, at + 4);
        if (end == at + 4) {
            return -1;
        }
        String rest = line.substring(end);
        if (!COMMON.contains(rest) && !rest.startsWith(" frames")) {
            return -1;
        }
        return end - at - 4 > 6 ? 0 : Integer.parseInt(line.substring(at + 4, end));
    }

    /** {@return the line as {@code Caused by: …} or {@code Suppressed: …}, null if it names no cause} */
    static @Nullable String cause(String line) {
        int at = afterBlanks(line);
        for (String mark : CAUSES) {
            if (line.startsWith(mark, at)) {
                String named = line.substring(at + mark.length()).strip();
                return mark.startsWith("Suppressed") || mark.startsWith("Wrapped")
                        ? mark + named
                        : "Caused by: " + named;
            }
        }
        // Node.js prints an error that is a property of another one so, as it does any other property.
        boolean property = line.startsWith("cause: ", at)
                && NAMED_ERROR.matcher(line.substring(at + 7)).lookingAt();
        return property ? "Caused by: " + line.substring(at + 7).strip() : null;
    }

    static boolean isPythonHead(String line) {
        return line.startsWith("Traceback (most recent call last):", afterBlanks(line)) && line.endsWith("last):");
    }

    /** {@return whether it only announces another exception or another thread} */
    static boolean isSeparator(String line) {
        int at = afterBlanks(line);
        int length = line.length() - at;
        return length == 0
                || (length == DURING.length() && line.startsWith(DURING, at))
                || (length == DIRECT.length() && line.startsWith(DIRECT, at))
                || (length > 15 && line.startsWith("--- End of ", at) && line.endsWith(" ---"))
                || isGoroutine(line, at);
    }

    /** {@code goroutine 1 [running]:}. */
    private static boolean isGoroutine(String line, int at) {
        if (!line.startsWith("goroutine ", at) || !line.endsWith("]:")) {
            return false;
        }
        int end = afterDigits(line, at + 10);
        return end > at + 10 && line.startsWith(" [", end);
    }

    /** {@return whether it underlines a part of the line above: {@code ~~^^~}} */
    static boolean isUnderline(String line) {
        return line.strip().chars().allMatch(c -> c == '~' || c == '^');
    }

    /** {@return whether it names a function whose location is on the next line, as in Go and Rust} */
    static boolean isFunction(String line) {
        int bracket = line.indexOf('(');
        if (bracket > 0 && endOfWord(line, 0) > bracket) {
            return true;
        }
        int at = afterBlanks(line);
        int digits = afterDigits(line, at);
        return (digits > at && line.startsWith(": ", digits)) || isDottedName(line);
    }

    /** {@code github.com/a/b.(*C).d}: a dot after the last slash, with text on both sides. */
    private static boolean isDottedName(String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (!isWordPart(c) && "./*()-".indexOf(c) < 0) {
                return false;
            }
        }
        int dot = line.lastIndexOf('.', line.length() - 2);
        return dot > 0 && dot > line.lastIndexOf('/');
    }

    /**
     * Finds the method of a JVM's frame, {@code at app//a.b.C.d(C.java:1)}.
     *
     * @param frame the frame without blanks around it
     * @return its beginning and end in the frame, null if it is not a JVM's frame
     */
    static int @Nullable [] jvmMethod(String frame) {
        int open = frame.startsWith("at ") ? frame.indexOf('(') : -1;
        if (open < 0) {
            return null;
        }
        int start = open;
        while (start > 3 && isMethodPart(frame.charAt(start - 1))) {
            start--;
        }
        if (start == open || (start > 3 && frame.charAt(start - 1) != '/')) {
            return null;
        }
        for (int i = 3; i < start; i++) {
            if (isBlank(frame.charAt(i))) {
                return null;
            }
        }
        return new int[] {start, open};
    }

    private static boolean isMethodPart(char c) {
        return isWordPart(c) || c == '.' || c == '$' || c == '<' || c == '>';
    }

    private static boolean isWordPart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    /** {@return Go's frame without the offset at its end} */
    static String withoutOffset(String frame) {
        int plus = frame.lastIndexOf(" +0x");
        if (plus < 0 || plus + 4 == frame.length()) {
            return frame;
        }
        for (int i = plus + 4; i < frame.length(); i++) {
            if (Character.digit(frame.charAt(i), 16) < 0) {
                return frame;
            }
        }
        return frame.substring(0, plus);
    }

    static int afterBlanks(String line) {
        int at = 0;
        while (at < line.length() && isBlank(line.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int endOfWord(String line, int from) {
        int end = from;
        while (end < line.length() && !isBlank(line.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int afterDigits(String line, int from) {
        int end = from;
        while (isDigit(line, end)) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(String line, int at) {
        return at < line.length() && line.charAt(at) >= '0' && line.charAt(at) <= '9';
    }

    private static boolean isBlank(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}
