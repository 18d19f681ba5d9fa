package io.github.structuredlogs.internal.stack;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text with an exception's name and message: {@code a.b.SomeException: message}. It is read once and without regular
 * expressions, whose cost and depth would grow with what a container prints.
 *
 * @param type the name, with dots, colons, slashes or backslashes
 * @param message the text after the colon, null if there is none
 */
public record ExceptionHeading(String type, @Nullable String message) {

    private static final int MAX_NAME_LENGTH = 300;

    /** WildFly's {@code org.jboss.msc.service.StartException in service a.b: message}. */
    static final String IN_SERVICE = " in service ";

    private static final String THREAD = "Exception in thread \"";

    private static final List<String> BEFORE_NAME = List.of(
            "Uncaught ",
            "Unhandled exception. ",
            "Unhandled Exception: ",
            "Wrapped by: ",
            "Caused by: ",
            "Caused By: ",
            "Causing: ",
            "class ",
            "fatal: ");

    private static final List<String> MARKS =
            List.of("Caused by:", "Wrapped by:", "Suppressed:", "[cause]:", "[errors]:", "--->");
    private static final String INNER = "(Inner Exception #";

    private static final List<String> ERROR_NAMES =
            List.of("Exception", "Error", "Throwable", "Failure", "Fault", "Interrupt", "Exit", "Warning", "Panic");

    /** {@return the heading if the whole text is one, otherwise null} */
    public static @Nullable ExceptionHeading of(String text) {
        int start = afterPrefix(text);
        int end = endOfType(text, start, text.length());
        if (end == start) {
            return null;
        }
        int code = afterCode(text, end);
        if (code > end) {
            return new ExceptionHeading(text.substring(start, end), text.substring(code));
        }
        int service = text.startsWith(IN_SERVICE, end) ? text.indexOf(": ", end) : -1;
        if (service > 0) {
            return new ExceptionHeading(text.substring(start, end), text.substring(service + 2));
        }
        if (end == text.length() || (text.charAt(end) == ':' && end + 1 == text.length())) {
            return new ExceptionHeading(text.substring(start, end), null);
        }
        return text.startsWith(": ", end)
                ? new ExceptionHeading(text.substring(start, end), text.substring(end + 2))
                : null;
    }

    /**
     * Returns the type that a line of a stack trace names: Java's and Node's have no indentation, or follow {@code
     * Caused by:}, {@code Suppressed:}, {@code [cause]:}, .NET's {@code --->} or Java's {@code Wrapped by:}. A frame
     * names none, because it begins with {@code at} or {@code File}.
     *
     * @param text contains the line
     * @param from the beginning of the line
     * @param to the end of the line
     * @return the type, null if the line names none
     */
    public static @Nullable String typeIn(String text, int from, int to) {
        int end = to;
        while (end > from && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        int start = afterBlanks(text, from, end);
        for (int marked = afterMark(text, start, end); marked > start; marked = afterMark(text, start, end)) {
            start = afterBlanks(text, marked, end);
        }
        start = text.startsWith("Uncaught ", start) && start + 9 < end ? start + 9 : start;
        int name = endOfName(text, start, end, ".\\", true);
        boolean named = name > start
                && (name == end || text.charAt(name) == ':' || (text.startsWith(" (", name) && name + 1 < end));
        return named ? text.substring(start, name) : null;
    }

    /** Skips what a line may have before the name of a cause. */
    private static int afterMark(String text, int at, int to) {
        for (String mark : MARKS) {
            if (text.startsWith(mark, at) && at + mark.length() <= to) {
                return at + mark.length();
            }
        }
        if (text.startsWith(INNER, at)) {
            int digits = at + INNER.length();
            while (digits < to && Character.isDigit(text.charAt(digits))) {
                digits++;
            }
            return digits < to && text.charAt(digits) == ')' ? digits + 1 : at;
        }
        return at;
    }

    private static int afterBlanks(String text, int from, int to) {
        int at = from;
        while (at < to && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int afterPrefix(String text) {
        if (text.startsWith(THREAD)) {
            int quote = text.indexOf("\" ", THREAD.length());
            return quote < 0 ? 0 : quote + 2;
        }
        for (String prefix : BEFORE_NAME) {
            if (text.startsWith(prefix)) {
                return prefix.length();
            }
        }
        return 0;
    }

    /** Returns the end of a dotted name, whose last part may be generic: {@code a.b.C<D>}, {@code A`1}. */
    private static int endOfType(String text, int from, int to) {
        int end = endOfName(text, from, to, "./\\", false);
        while (end > from && end < to && isGenericPart(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** .NET's {@code System.Net.Sockets.SocketException (111): message}. */
    private static int afterCode(String text, int at) {
        if (!text.startsWith(" (", at)) {
            return at;
        }
        int close = at + 2;
        while (close < text.length() && (isNamePart(text.charAt(close)) || ", -".indexOf(text.charAt(close)) >= 0)) {
            close++;
        }
        return close > at + 2 && text.startsWith("): ", close) ? close + 3 : at;
    }

    private static boolean isGenericPart(char c) {
        return isNamePart(c) || c == '<' || c == '>' || c == '`';
    }

    /**
     * Returns the end of a name of several parts that begins at a position.
     *
     * @param separators the characters that may separate two parts
     * @param colons whether {@code ::} may separate them as well
     * @return the end, or the beginning if there is no name
     */
    static int endOfName(String text, int from, int to, String separators, boolean colons) {
        int end = from;
        int part = from;
        while (part < to && isNameStart(text.charAt(part))) {
            end = part + 1;
            while (end < to && isNamePart(text.charAt(end))) {
                end++;
            }
            if (end < to && separators.indexOf(text.charAt(end)) >= 0) {
                part = end + 1;
            } else if (colons && text.startsWith("::", end)) {
                part = end + 2;
            } else {
                break;
            }
        }
        return end;
    }

    private static boolean isNameStart(char c) {
        return Character.isLetter(c) || c == '_' || c == '$';
    }

    private static boolean isNamePart(char c) {
        return isNameStart(c) || Character.isDigit(c);
    }

    /** {@return whether the type is a dotted name, or a name that means an error} */
    public boolean isType() {
        return type.length() <= MAX_NAME_LENGTH && (type.indexOf('.') > 0 || isNamedAsError(type));
    }

    /** {@return whether the type is a class in a package, with any name} */
    public boolean isClass() {
        int dot = type.lastIndexOf('.');
        return dot > 0
                && dot + 1 < type.length()
                && type.length() <= MAX_NAME_LENGTH
                && Character.isUpperCase(type.charAt(dot + 1))
                && Character.isLowerCase(type.charAt(0));
    }

    /** {@return whether the type's name means an error} */
    public boolean isError() {
        return type.length() <= MAX_NAME_LENGTH && isNamedAsError(type);
    }

    private static boolean isNamedAsError(String name) {
        int end = name.length();
        while (end > 0 && name.charAt(end - 1) >= '0' && name.charAt(end - 1) <= '9') {
            end--;
        }
        for (String error : ERROR_NAMES) {
            if (name.startsWith(error, end - error.length())) {
                return true;
            }
        }
        return false;
    }
}
