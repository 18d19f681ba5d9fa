package io.github.structuredlogs.internal.stack;

import io.github.structuredlogs.LoggedException;
import org.jspecify.annotations.Nullable;

/** The type and message of the exception in a stack trace, in any language. */
public final class Stacks {
    /** The maximum length of a header line that is read. */
    private static final int MAX_HEADER = 4_000;

    private static final int MAX_HEADER_LINES = 200;

    private static final String TRACEBACK = "Traceback (most recent call last)";

    private static final String GROUP = "+ Exception Group Traceback (most recent call last):";

    /** The beginning of Rich's traceback. */
    private static final String PANEL = "\u256d\u2500";

    private Stacks() {}

    /** {@return the exception of a stack trace} */
    public static LoggedException read(String text) {
        String stack = text.startsWith(": ") ? text.substring(2) : text;
        String trimmed = stack.strip();
        if (trimmed.isEmpty()) {
            return new LoggedException(null, null, null);
        }
        int group = trimmed.indexOf(GROUP);
        int python = group < 0
                ? trimmed.lastIndexOf("Traceback (most recent call last):")
                : trimmed.lastIndexOf("\nTraceback (most recent call last):");
        if (group > python) {
            return group(stack, trimmed.substring(group));
        }
        if (python >= 0) {
            return python(stack, trimmed.substring(python).strip());
        }
        if (isPanel(trimmed, 0)) {
            return panel(trimmed);
        }
        int wrapper = Math.max(trimmed.lastIndexOf("\nWrapped by: "), trimmed.lastIndexOf("\nCausing: "));
        String shown = wrapper >= 0 ? trimmed.substring(wrapper + 1) : trimmed;
        String header = header(shown);
        if (header.startsWith("panic: ")) {
            int recovered = header.indexOf(" [recovered");
            String panic = header.substring("panic: ".length(), recovered < 0 ? header.length() : recovered);
            return new LoggedException(null, message(panic), stack);
        }
        ExceptionHeading heading = ExceptionHeading.of(header);
        if (heading != null && heading.isType() && !isGoFunction(heading, shown)) {
            return exception(heading, stack);
        }
        heading = elixir(header);
        if (heading == null) {
            heading = ruby(header);
        }
        return heading == null ? new LoggedException(null, null, stack) : exception(heading, stack);
    }

    private static LoggedException exception(ExceptionHeading heading, String stack) {
        return new LoggedException(heading.type(), message(heading.message()), stack);
    }

    /** Elixir's {@code ** (Name) message}. */
    private static @Nullable ExceptionHeading elixir(String header) {
        int close = header.startsWith("** (") ? header.indexOf(") ") : -1;
        if (close <= 4) {
            return null;
        }
        String name = header.substring(4, close);
        boolean isName = name.chars().allMatch(c -> c == '.' || isWordPart(c));
        return isName ? new ExceptionHeading(name, header.substring(close + 2)) : null;
    }

    /** Ruby's {@code file.rb:3:in `place': message (RuntimeError)} and {@code message (RuntimeError)}. */
    private static @Nullable ExceptionHeading ruby(String header) {
        int open = header.endsWith(")") ? header.lastIndexOf(" (") : -1;
        if (open < 0 || !isConstant(header, open + 2, header.length() - 1)) {
            return null;
        }
        int place = header.indexOf(":in ");
        int from = 0;
        if (place > 0 && header.indexOf(' ') == place + 3 && isQuote(header, place + 4)) {
            int quote = header.indexOf("': ", place + 5);
            from = quote < 0 || quote + 3 > open ? 0 : quote + 3;
        }
        return new ExceptionHeading(header.substring(open + 2, header.length() - 1), header.substring(from, open));
    }

    /** {@code Name::Space}. */
    private static boolean isConstant(String text, int from, int to) {
        if (from >= to || text.charAt(from) < 'A' || text.charAt(from) > 'Z') {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != ':' && !isWordPart(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWordPart(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    private static boolean isQuote(String text, int at) {
        return text.startsWith("`", at) || text.startsWith("'", at);
    }

    /**
     * {@return the exception that was given to Ruby's Logger: {@code message (Type)} before its frames; null if there
     * is none}
     */
    public static @Nullable LoggedException ruby(String line, String frames) {
        if (line.length() > MAX_HEADER || !isRubyFrame(frames)) {
            return null;
        }
        int dashes = line.indexOf(" -- ");
        int colon = dashes < 0 || dashes > 200 ? -1 : line.indexOf(": ", dashes + 4);
        String logged = colon < 0 || colon > dashes + 84 ? line : line.substring(colon + 2);
        ExceptionHeading heading = ruby(logged);
        return heading == null
                ? null
                : new LoggedException(heading.type(), message(heading.message()), logged + '\n' + frames);
    }

    /** {@code file.rb:3:in `place'}. */
    private static boolean isRubyFrame(String frames) {
        int blank = frames.indexOf(' ');
        return blank > 3
                && frames.startsWith(":in", blank - 3)
                && Character.isDigit(frames.charAt(Math.max(0, blank - 4)))
                && isQuote(frames, blank + 1);
    }

    /** Reads Rich's traceback: boxes, and the exception below the last one. */
    private static LoggedException panel(String stack) {
        ExceptionHeading heading =
                ExceptionHeading.of(stack.substring(stack.lastIndexOf('\n') + 1).strip());
        return heading != null && heading.isType() ? exception(heading, stack) : new LoggedException(null, null, stack);
    }

    /** {@return whether Rich's traceback begins in the line at the position} */
    public static boolean isPanel(String text, int at) {
        int box = at;
        while (box < text.length() && text.charAt(box) == ' ') {
            box++;
        }
        if (!text.startsWith(PANEL, box)) {
            return false;
        }
        int title = box + PANEL.length();
        while (title < text.length() && (text.charAt(title) == '\u2500' || text.charAt(title) == ' ')) {
            title++;
        }
        return text.startsWith(TRACEBACK, title);
    }

    /**
     * Reads Python's exception group, whose lines are after bars: the first one without further indentation names it.
     */
    private static LoggedException group(String stack, String lines) {
        for (int at = lines.indexOf('\n'); at >= 0; at = lines.indexOf('\n', at + 1)) {
            int bar = at + 1;
            while (bar < lines.length() && lines.charAt(bar) == ' ') {
                bar++;
            }
            if (lines.startsWith("| ", bar) && bar + 2 < lines.length() && lines.charAt(bar + 2) > ' ') {
                int end = lines.indexOf('\n', bar);
                ExceptionHeading heading = ExceptionHeading.of(
                        lines.substring(bar + 2, end < 0 ? lines.length() : end).strip());
                return heading == null ? new LoggedException(null, null, stack) : exception(heading, stack);
            }
        }
        return new LoggedException(null, null, stack);
    }

    /** Reads Python's exception from the last line without indentation; its message may have several lines. */
    private static LoggedException python(String stack, String last) {
        int at = last.indexOf('\n');
        while (at >= 0 && at + 1 < last.length()) {
            char first = last.charAt(at + 1);
            if (first != ' ' && first != '\t' && first != '\n' && first != '\r' && first != '>' && first != '|') {
                String header = last.substring(at + 1, Math.min(last.length(), at + 1 + MAX_HEADER));
                ExceptionHeading heading = ExceptionHeading.of(header);
                return heading == null ? new LoggedException(null, null, stack) : exception(heading, stack);
            }
            at = last.indexOf('\n', at + 1);
        }
        return new LoggedException(null, null, stack);
    }

    /** A Go stack begins with a function, {@code main.main}, and its file on the next line. */
    private static boolean isGoFunction(ExceptionHeading heading, String stack) {
        int next = stack.indexOf('\n');
        return heading.message() == null && next > 0 && stack.startsWith("\n\t", next) && !isFrame(stack, next + 1);
    }

    /** Returns the text before the first frame. */
    private static String header(String stack) {
        int end = Math.min(stack.length(), MAX_HEADER);
        int at = 0;
        for (int line = 0; line < MAX_HEADER_LINES && at < end; line++) {
            int next = stack.indexOf('\n', at);
            if (line > 0 && isFrame(stack, at)) {
                return stack.substring(0, at).strip();
            }
            if (next < 0) {
                break;
            }
            at = next + 1;
        }
        String head = stack.substring(0, end);
        int inline = head.indexOf("    at ");
        int lineEnd = head.indexOf('\n');
        if (inline > 0 && (lineEnd < 0 || inline < lineEnd)) {
            // .NET's JSON console writes blanks for line ends, and arrows before inner exceptions.
            head = head.substring(0, inline);
        } else if (lineEnd > 0) {
            head = head.substring(0, lineEnd);
        }
        int arrow = head.indexOf(" ---> ");
        return (arrow > 0 ? head.substring(0, arrow) : head).strip();
    }

    /** {@return whether the line at the position is a frame of a stack trace} */
    public static boolean isFrame(String text, int at) {
        int i = at;
        while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
            i++;
        }
        boolean indented = i > at;
        return (indented
                        && ((text.startsWith("at ", i) && !text.startsWith("at [", i) && !isRustPlace(text, i + 3))
                                || text.startsWith("... ", i)
                                || text.startsWith("Suppressed: ", i)
                                || text.startsWith("--- End of ", i)
                                || text.startsWith("---> ", i)
                                || text.startsWith("File \"", i)
                                || text.startsWith("from ", i)))
                || text.startsWith("Caused by: ", i)
                || text.startsWith("Caused By: ", i)
                || text.startsWith("Wrapped by: ", i);
    }

    /** {@code src/main.rs:12}, which tracing writes below a message as its location. */
    private static boolean isRustPlace(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) > ' ') {
            at++;
        }
        return text.substring(from, at).contains(".rs:");
    }

    /** {@return whether a line of the text is a location in a program: {@code Orders.java:12}, {@code at …}} */
    public static boolean isPlace(String text) {
        if (text.startsWith("at ") || text.contains("\nat ") || hasFrames('\n' + text)) {
            return true;
        }
        for (int colon = text.indexOf(':');
                colon > 0 && colon + 1 < text.length();
                colon = text.indexOf(':', colon + 1)) {
            if (Character.isDigit(text.charAt(colon + 1)) && Character.isLetter(text.charAt(colon - 1))) {
                return true;
            }
        }
        return false;
    }

    /** {@return whether the text begins with {@code a.b.Name: …}, with any name} */
    public static boolean isClassHeader(String line) {
        ExceptionHeading heading =
                ExceptionHeading.of(line.length() > MAX_HEADER ? line.substring(0, MAX_HEADER) : line);
        return heading != null && (heading.isError() || heading.isClass());
    }

    /** {@return whether the text begins with {@code a.b.SomeException: …}} */
    public static boolean isHeader(String line) {
        ExceptionHeading heading =
                ExceptionHeading.of(line.length() > MAX_HEADER ? line.substring(0, MAX_HEADER) : line);
        return heading != null && heading.isError();
    }

    /**
     * {@return the beginning of an exception that was appended to a message, -1 if there is none}
     *
     * <p>After a colon, as in Quarkus, an arrow, as in Solr, or a bar, as in NLog, its name has dots. After a blank, as
     * in Node's console, it is a JavaScript name without dots.
     */
    public static int appendedHeader(String line) {
        int end = Math.min(line.length(), MAX_HEADER);
        for (int at = nextSeparator(line, 0); at >= 0 && at < end; at = nextSeparator(line, at + 1)) {
            boolean bar = line.charAt(at) == '|';
            boolean mark = bar || (at > 0 && line.charAt(at - 1) == ':') || line.startsWith("=>", at - 2);
            int from = at + 1;
            int name = from;
            while (name < end && (Character.isJavaIdentifierPart(line.charAt(name)) || line.charAt(name) == '.')) {
                name++;
            }
            boolean delimited = name == line.length()
                    || line.startsWith(": ", name)
                    || line.startsWith(ExceptionHeading.IN_SERVICE, name);
            if (name > from
                    && delimited
                    && (line.substring(from, name).indexOf('.') > 0
                            ? mark || line.startsWith("Exception", name - 9) || line.startsWith("Error", name - 5)
                            : !bar && line.startsWith("Error", name - 5))
                    && isHeader(line.substring(from, name))) {
                return from;
            }
        }
        return -1;
    }

    private static int nextSeparator(String line, int from) {
        for (int i = from; i < line.length(); i++) {
            if (line.charAt(i) == ' ' || line.charAt(i) == '|') {
                return i;
            }
        }
        return -1;
    }

    private static @Nullable String message(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String stripped = text.strip();
        return stripped.isEmpty() || stripped.equals("null") ? null : stripped;
    }

    /** {@return whether frames of a stack trace follow in the text} */
    public static boolean hasFrames(String text) {
        return text.contains("\n\tat ")
                || text.contains("\n    at ")
                || text.contains("\n   at ")
                || text.contains("\n  at ")
                || text.contains("    at ")
                || text.contains("Traceback (most recent call last):")
                || text.contains("\n  File \"")
                || text.contains("\nCaused by: ")
                || text.contains(":in `")
                || text.contains(":in '");
    }

    /** {@return the beginning of a stack trace that was appended to a message, -1 if there is none} */
    public static int appended(String message) {
        int group = message.indexOf(GROUP);
        if (group > 0) {
            return message.lastIndexOf('\n', group) + 1;
        }
        int python = message.indexOf("\nTraceback (most recent call last):");
        if (python >= 0) {
            return python + 1;
        }
        int frame = firstFrame(message);
        return frame < 0 ? -1 : heading(message, frame);
    }

    /**
     * Finds the first line that names an exception: its message may have several lines, which may name others. A class
     * whose name does not mean an exception counts only if nothing else does, and the first line only if no other does.
     */
    private static int heading(String message, int frame) {
        int from = frame;
        for (int line = 0; line < MAX_HEADER_LINES && from > 0; line++) {
            from = message.lastIndexOf('\n', from - 1);
        }
        int named = -1;
        boolean first = false;
        for (int start = Math.max(0, from + (from > 0 ? 1 : 0)); start < frame; ) {
            int end = message.indexOf('\n', start);
            end = end < 0 || end > frame ? frame : end;
            String line =
                    message.substring(start, Math.min(end, start + MAX_HEADER)).strip();
            if (isHeader(line)) {
                if (start > 0) {
                    return start;
                }
                first = true;
            } else if (named < 0 && start > 0 && isClassHeader(line)) {
                named = start;
            }
            start = end + 1;
        }
        return first ? 0 : named < 0 && isClassHeader(message.substring(0, Math.min(frame, MAX_HEADER))) ? 0 : named;
    }

    /** {@return the end of the line before the first indented {@code at …}, -1 if there is none} */
    private static int firstFrame(String message) {
        for (int end = message.indexOf('\n'); end >= 0; end = message.indexOf('\n', end + 1)) {
            int text = end + 1;
            while (text < message.length() && (message.charAt(text) == ' ' || message.charAt(text) == '\t')) {
                text++;
            }
            if (text > end + 1
                    && message.startsWith("at ", text)
                    && !message.startsWith("at [", text)
                    && !isRustPlace(message, text + 3)) {
                return end;
            }
        }
        return -1;
    }
}
