package io.github.structuredlogs.internal.parse;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A text record whose next line may belong to it: a stack trace, an indented line, klog's block.
 *
 * <p>Some lines show only by the next one whether they belong: the first line of an exception, a Go function. These wait
 * behind the record; if the next line shows that they do not belong, they start records of their own.
 */
final class HeldText {
    private static final int MAX_LINES = 2_000;
    private static final int MAX_BYTES = 1 << 20;
    /** How many lines, and how long ones, may wait behind a record. */
    private static final int MAX_WAITING = 12;

    private static final int MAX_WAITING_LINE = 8 << 10;
    private static final int KEPT_BYTES = 1 << 16;

    private static final byte[] TRACEBACK = ascii("Traceback (most recent call last):");
    /** The frame in which the exception was caught, as loguru marks it. */
    private static final byte[] LOGURU_FRAME = ascii("> File \"");

    private static final byte[] DURING = ascii("During handling of the above exception");
    private static final byte[] DIRECT = ascii("The above exception was the direct cause");
    private static final byte[] CAUSED = ascii("Caused by: ");
    private static final byte[] WRAPPED = ascii("Wrapped by: ");
    private static final byte[] SUPPRESSED = ascii("Suppressed: ");
    private static final byte[] GOROUTINE = ascii("goroutine ");
    private static final byte[] PANIC = ascii("panic: ");
    private static final byte[] PANIC_CALL = ascii("panic(");
    private static final byte[] CREATED_BY = ascii("created by ");
    private static final byte[] SIGNAL = ascii("[signal SIG");
    private static final byte[] RUST_PANIC = ascii("thread '");
    private static final byte[] RUST_NOTE = ascii("note: run with `RUST_BACKTRACE");
    private static final byte[] RUST_STACK = ascii("stack backtrace:");
    private static final byte[] PHP_STACK = ascii("Stack trace:");
    private static final byte[] PHP_INTERNAL = ascii("[internal function]");
    /** The context's text ends, and other values may follow. */
    private static final byte[] LARAVEL_END = ascii("\"");

    private static final byte[] MONOLOG_PREVIOUS = ascii("[previous exception] [object] (");
    private static final byte[] LARAVEL_STACK = ascii("[stacktrace]");
    private static final byte[] ELIXIR = ascii("** (");
    private static final byte[] ARROW = ascii("---> ");
    private static final byte[] AT = ascii("at ");
    private static final byte[] MORE = ascii("... ");

    /** What of a line has to be known from the formats. */
    interface HeadTest {
        /** {@return whether the line begins a record: it tells a time or a level where loggers write them} */
        boolean hasHead(byte[] bytes, int offset, int end);
    }

    private final HeldJson.LineSink sink;
    private final HeadTest heads;

    private byte[] bytes = new byte[512];
    /** Where what surely belongs to the record ends. */
    private int belongs;

    private int length;
    private int lines;
    private long observedNanos;

    private final int[] waitingFrom = new int[MAX_WAITING];
    private final long[] waitingObserved = new long[MAX_WAITING];
    private int waiting;
    private boolean waitsForFrames;
    private boolean waitsForGoFile;
    private boolean laravel;
    private boolean panel;
    private boolean rust;

    private int indent;
    private boolean python;
    private boolean pythonEnded;
    private Opening opening = Opening.NONE;

    private byte[] plain = new byte[0];
    private byte[] line = plain;
    private int from;
    private int to;

    HeldText(HeldJson.LineSink sink, HeadTest heads) {
        this.sink = sink;
        this.heads = heads;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    boolean holds() {
        return lines > 0;
    }

    void line(byte[] buffer, int offset, int end, long observed) {
        if (lines == 0) {
            start(buffer, offset, end, observed);
            return;
        }
        switch (place(buffer, offset, end)) {
            case INSIDE -> {
                append(buffer, offset, end);
                belongs = length;
                waiting = 0;
                waitsForFrames = false;
                waitsForGoFile = false;
            }
            case UNSURE -> await(buffer, offset, end, observed);
            case OUTSIDE -> {
                release();
                line(buffer, offset, end, observed);
            }
        }
    }

    void blank(byte[] buffer, int offset, int end) {
        if (lines > 0) {
            if (waiting == MAX_WAITING || end - offset > MAX_WAITING_LINE) {
                flush();
            } else {
                await(buffer, offset, end, observedNanos);
            }
        }
    }

    void flush() {
        while (lines > 0) {
            release();
        }
    }

    /** Gives on the record; the lines that waited behind it start records of their own, the last of which is held. */
    private void release() {
        lines = 0;
        int count = waiting;
        waiting = 0;
        if (count == 0) {
            sink.accept(bytes, 0, belongs, observedNanos);
            return;
        }
        byte[] rest = Arrays.copyOfRange(bytes, waitingFrom[0], length);
        int[] starts = Arrays.copyOf(waitingFrom, count);
        long[] observed = Arrays.copyOf(waitingObserved, count);
        sink.accept(bytes, 0, belongs, observedNanos);
        for (int i = 0; i < count; i++) {
            int lineFrom = starts[i] - starts[0];
            int lineTo = i + 1 < count ? starts[i + 1] - starts[0] - 1 : rest.length;
            if (Prefix.blanks(rest, lineFrom, lineTo) == lineTo) {
                blank(rest, lineFrom, lineTo);
            } else {
                line(rest, lineFrom, lineTo, observed[i]);
            }
        }
    }

    private void start(byte[] buffer, int offset, int end, long observed) {
        if (bytes.length > KEPT_BYTES) {
            bytes = new byte[512];
        }
        length = 0;
        waiting = 0;
        observedNanos = observed;
        append(buffer, offset, end);
        belongs = length;
        look(buffer, offset, end);
        indent = columns();
        waitsForGoFile = false;
        // An uncaught exception's message may have lines of its own before its frames.
        waitsForFrames = columns() == 0 && isExceptionHeader(from);
        laravel = false;
        panel = false;
        // The panic's message follows on a line of its own.
        rust = startsWith(from, RUST_PANIC) && line[to - 1] == ':';
        // After a message, or as its value.
        python = startsWith(from, TRACEBACK)
                || (to > from && line[to - 1] == ':' && startsWith(to - TRACEBACK.length, TRACEBACK));
        pythonEnded = false;
        opening = opening();
    }

    private void append(byte[] buffer, int offset, int end) {
        int needed = length + end - offset + 1;
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length * 2));
        }
        if (lines++ > 0) {
            bytes[length++] = '\n';
        }
        System.arraycopy(buffer, offset, bytes, length, end - offset);
        length += end - offset;
    }

    private void await(byte[] buffer, int offset, int end, long observed) {
        waitingObserved[waiting] = observed;
        append(buffer, offset, end);
        waitingFrom[waiting++] = length - (end - offset);
    }

    // ------------------------------------------------------------------ where a line belongs

    /** What the first line opened: lines belong to it by where it closes, not by what they look like. */
    private enum Opening {
        NONE,
        /** klog's {@code text=<}, up to a {@code >}. */
        BLOCK,
        /** The JVM's last words, each line of which begins with a number sign. */
        CRASH,
        /** GlassFish's {@code [[}, up to a line that ends with {@code ]]}. */
        BOX,
        /** Erlang's {@code =ERROR REPORT==== time ===}, up to a blank line or the next one. */
        REPORT
    }

    private enum Place {
        INSIDE,
        UNSURE,
        OUTSIDE
    }

    private Place place(byte[] buffer, int offset, int end) {
        if (length + (end - offset) > MAX_BYTES || lines > MAX_LINES) {
            return Place.OUTSIDE;
        }
        boolean open = opening != Opening.NONE || rust || python || waitsForFrames || waitsForGoFile;
        int visible = Prefix.blanks(buffer, offset, end);
        if (!open
                && visible < end
                && (isDigit(buffer[visible]) || buffer[visible] == '[')
                && buffer[offset] != ' '
                && buffer[offset] != '\t') {
            // Most lines: they begin with a time.
            boolean goesOn = (buffer[visible] == '[' && goesOnInBrackets(buffer, visible, end))
                    || PostgresText.adds(bytes, belongs, buffer, offset, end);
            return goesOn ? Place.INSIDE : Place.OUTSIDE;
        }
        look(buffer, offset, end);
        int columns = columns();
        int first = first();
        Place opened = opened(columns, first);
        if (opened != Place.UNSURE) {
            return opened;
        }
        if (waitsForGoFile) {
            return columns > 0 && hasGoFile(first) ? Place.INSIDE : Place.OUTSIDE;
        }
        if (columns > 0) {
            return indented(buffer, offset, end, columns, first);
        }
        if (startsWith(first, CAUSED) || startsWith(first, WRAPPED) || startsWith(first, SUPPRESSED)) {
            return Place.INSIDE;
        }
        if (python) {
            Place place = python(first);
            if (place != Place.OUTSIDE) {
                return place;
            }
        }
        if (startsWith(first, TRACEBACK)) {
            if (heads.hasHead(bytes, 0, belongs)) {
                python = true;
                pythonEnded = false;
                return Place.INSIDE;
            }
            return Place.OUTSIDE;
        }
        if (line[first] == '!' && first + 1 < to && line[first + 1] == ' ') {
            // Dropwizard puts this before every line of a stack trace.
            return heads.hasHead(bytes, 0, belongs) ? Place.INSIDE : Place.OUTSIDE;
        }
        if (rust) {
            rust = false;
            return Place.INSIDE;
        }
        if (startsWith(first, RUST_NOTE) || startsWith(first, RUST_STACK)) {
            return startsWith(bytes, belongs, RUST_PANIC) ? Place.INSIDE : Place.OUTSIDE;
        }
        if (isPanel(first)) {
            panel = heads.hasHead(bytes, 0, belongs);
            return panel ? Place.INSIDE : Place.OUTSIDE;
        }
        if (panel && isExceptionHeader(first)) {
            panel = false;
            return Place.INSIDE;
        }
        if (startsWith(first, GOROUTINE)
                || isRubyFrame(first)
                || isPhpFrame(first)
                || isJulMessage(first)
                || (startsWith(first, ELIXIR) && heads.hasHead(bytes, 0, belongs))
                || closesBrace(first)) {
            return Place.INSIDE;
        }
        if (waiting == MAX_WAITING || to - from > MAX_WAITING_LINE) {
            return Place.OUTSIDE;
        }
        if (waitsForFrames) {
            // The message of the exception that waits may have lines of its own.
            return heads.hasHead(buffer, offset, end) ? Place.OUTSIDE : Place.UNSURE;
        }
        if (isExceptionHeader(first)) {
            waitsForFrames = heads.hasHead(bytes, 0, belongs);
            return waitsForFrames ? Place.UNSURE : Place.OUTSIDE;
        }
        if ((isGoFunction(first) && !heads.hasHead(buffer, offset, end))
                || startsWith(first, PANIC_CALL)
                || startsWith(first, CREATED_BY)) {
            waitsForGoFile = true;
            return Place.UNSURE;
        }
        return Place.OUTSIDE;
    }

    /** {@return where a line is after a first one that opened a block; unsure if that does not tell} */
    private Place opened(int columns, int first) {
        return switch (opening) {
            case NONE -> Place.UNSURE;
            case CRASH -> line[first] == '#' ? Place.INSIDE : Place.UNSURE;
            case BOX -> {
                if (endsWith(']', ']')) {
                    opening = Opening.NONE;
                }
                yield Place.INSIDE;
            }
            case REPORT -> waiting > 0 || line[first] == '=' ? Place.OUTSIDE : Place.INSIDE;
            case BLOCK -> {
                boolean closes = to - first == 1 && line[first] == '>';
                if (closes) {
                    opening = Opening.NONE;
                }
                yield closes || columns > 0 ? Place.INSIDE : Place.UNSURE;
            }
        };
    }

    private Opening opening() {
        int length = to - from;
        if (length == 1 && line[from] == '#') {
            return Opening.CRASH;
        }
        if (length > 2 && endsWith('=', '<')) {
            return Opening.BLOCK;
        }
        if (length > 80 && line[from] == '[' && endsWith('[', '[')) {
            return Opening.BOX;
        }
        return length > 40 && line[from] == '=' && endsWith('=', '=') ? Opening.REPORT : Opening.NONE;
    }

    private boolean endsWith(char last, char veryLast) {
        return to - from >= 2 && line[to - 2] == last && line[to - 1] == veryLast;
    }

    private Place indented(byte[] buffer, int offset, int end, int columns, int first) {
        if (startsWith(first, AT)
                || startsWith(first, MORE)
                || startsWith(first, SUPPRESSED)
                || startsWith(first, CAUSED)
                || startsWith(first, ARROW)) {
            return Place.INSIDE;
        }
        if (line[first] == '(' && line[to - 1] == ')') {
            // Kafka's logger, after the lines of a message.
            return Place.INSIDE;
        }
        if (python && !pythonEnded) {
            return Place.INSIDE;
        }
        // One blank more is an ASCII banner's, or chance.
        boolean begins = isDigit(line[first]) || (isUpper(line[first]) && isBelowLevel(columns));
        return columns >= indent + 2 && !(begins && heads.hasHead(buffer, offset, end)) ? Place.INSIDE : Place.OUTSIDE;
    }

    private static boolean isUpper(byte c) {
        return c >= 'A' && c <= 'Z';
    }

    /** Whether the record is {@code [time] LEVEL …}, and the column that of the level: Rich leaves out a time that it has just shown. */
    private boolean isBelowLevel(int column) {
        Text header = new Text();
        header.set(bytes, 0, Math.min(belongs, 200));
        return header.peek() == '[' && header.indexOf(']', 0) + 2 == column;
    }

    private Place python(int first) {
        if (pythonEnded) {
            if (startsWith(first, DURING) || startsWith(first, DIRECT) || startsWith(first, TRACEBACK)) {
                pythonEnded = !startsWith(first, TRACEBACK);
                return Place.INSIDE;
            }
            return Place.OUTSIDE;
        }
        if (startsWith(first, LOGURU_FRAME)) {
            return Place.INSIDE;
        }
        int end = dottedName(first);
        if (end > first && (end == to || line[end] == ':')) {
            pythonEnded = true;
            return Place.INSIDE;
        }
        return Place.OUTSIDE;
    }

    /** {@code a.b.SomeException} or {@code SomeError}, alone or before a colon. */
    private boolean isExceptionHeader(int first) {
        int end = dottedName(first);
        if (end == first || (end < to && (line[end] != ':' || (end + 1 < to && line[end + 1] != ' ')))) {
            return false;
        }
        return endsWith(first, end, "Exception")
                || endsWith(first, end, "Error")
                || endsWith(first, end, "Throwable")
                || endsWith(first, end, "Failure");
    }

    private int dottedName(int first) {
        int i = first;
        while (i < to && isNamePart(line[i]) && (i > first || !isDigit(line[i]))) {
            i++;
        }
        return i;
    }

    private static boolean isNamePart(byte c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || isDigit(c)
                || c == '.'
                || c == '_'
                || c == '$'
                || c < 0;
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    private boolean endsWith(int first, int end, String text) {
        int at = end - text.length();
        if (at < first) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (line[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** A line of a box, from {@code ╭─} to {@code ╰─}, in which Rich shows a traceback. */
    private boolean isPanel(int first) {
        return to - first > 2
                && line[first] == (byte) 0xe2
                && (line[first + 1] == (byte) 0x94 || line[first + 1] == (byte) 0x95);
    }

    /** {@code file.rb:3:in `place'}. */
    private boolean isRubyFrame(int first) {
        for (int i = first + 3; i + 4 < to && line[i] != ' '; i++) {
            if (line[i] == ':'
                    && line[i + 1] == 'i'
                    && line[i + 2] == 'n'
                    && line[i + 3] == ' '
                    && isDigit(line[i - 1])) {
                return line[i + 4] == '`' || line[i + 4] == '\'';
            }
        }
        return false;
    }

    /** {@code #0 /a.php(3): x()}, and the line before the first of them. */
    private boolean isPhpFrame(int first) {
        if (line[first] != '#') {
            return startsWith(first, PHP_STACK) || (laravel && startsWith(first, LARAVEL_END));
        }
        int at = first + 1;
        while (at < to && isDigit(line[at])) {
            at++;
        }
        return at > first + 1
                && at + 1 < to
                && line[at] == ' '
                && (line[at + 1] == '/' || line[at + 1] == '{' || startsWith(at + 1, PHP_INTERNAL));
    }

    /** What the Go runtime says of a signal, between the panic and the goroutines; the line before Laravel's frames. */
    private boolean goesOnInBrackets(byte[] buffer, int at, int end) {
        line = buffer;
        from = at;
        to = end;
        if (startsWith(at, LARAVEL_STACK) || startsWith(at, MONOLOG_PREVIOUS)) {
            laravel = heads.hasHead(bytes, 0, belongs);
            return laravel;
        }
        return startsWith(at, SIGNAL) && startsWith(bytes, belongs, PANIC);
    }

    /** A brace alone that closes what the record before left open, as after the properties of Node's errors. */
    private boolean closesBrace(int first) {
        if (to - first != 1 || line[first] != '}') {
            return false;
        }
        int open = 0;
        for (int i = 0; i < belongs; i++) {
            boolean ends = i + 1 == belongs || bytes[i + 1] == '\n' || bytes[i + 1] == '\r';
            if (ends && bytes[i] == '{') {
                open++;
            } else if (ends && bytes[i] == '}') {
                open--;
            }
        }
        return open > 0;
    }

    /** {@code main.(*Server).serve(…)}: no blanks, a dot, and the file on the next line. */
    private boolean isGoFunction(int first) {
        boolean dot = false;
        for (int i = first; i < to; i++) {
            byte c = line[i];
            if (c == '(' && i > first && dot && line[to - 1] == ')') {
                return true;
            }
            if (!isNamePart(c) && "/-*()[]·:…@~".indexOf(c) < 0) {
                return false;
            }
            dot |= c == '.';
        }
        return dot && !isDigit(line[first]);
    }

    private boolean hasGoFile(int first) {
        for (int i = first; i + 4 < to; i++) {
            if (line[i] == '.' && line[i + 1] == 'g' && line[i + 2] == 'o' && line[i + 3] == ':') {
                return true;
            }
        }
        return false;
    }

    /** The second line of java.util.logging's two: {@code INFO: message}, after one that ends with class and method. */
    private boolean isJulMessage(int first) {
        if (lines != 1 || belongs < 25 || bytes[0] < 'A' || bytes[0] > 'Z' || bytes[3] != ' ') {
            return false;
        }
        int i = first;
        while (i < to && i < first + 8 && line[i] >= 'A' && line[i] <= 'Z') {
            i++;
        }
        if (i - first < 4 || i + 1 >= to || line[i] != ':' || line[i + 1] != ' ') {
            return false;
        }
        Text header = new Text();
        header.set(bytes, 0, Math.min(belongs, 400));
        return new Time().julText(header.c, 0, header.lineEnd);
    }

    // ------------------------------------------------------------------ the line without ANSI codes

    private void look(byte[] buffer, int offset, int end) {
        line = buffer;
        from = offset;
        to = end;
        for (int i = offset; i < end; i++) {
            if (buffer[i] == Ansi.ESCAPE) {
                withoutAnsi(buffer, offset, end);
                break;
            }
        }
        while (to > from && (line[to - 1] == '\r' || line[to - 1] == ' ')) {
            to--;
        }
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
        line = plain;
        from = 0;
        to = count;
    }

    private int first() {
        int i = from;
        while (i < to && (line[i] == ' ' || line[i] == '\t')) {
            i++;
        }
        return i;
    }

    private int columns() {
        int columns = 0;
        for (int i = from; i < to; i++) {
            if (line[i] == '\t') {
                columns += 8;
            } else if (line[i] == ' ') {
                columns++;
            } else {
                break;
            }
        }
        return columns;
    }

    private static boolean startsWith(byte[] bytes, int length, byte[] text) {
        return length >= text.length && Arrays.equals(bytes, 0, text.length, text, 0, text.length);
    }

    private boolean startsWith(int at, byte[] text) {
        return at >= from && to - at >= text.length && Arrays.equals(line, at, at + text.length, text, 0, text.length);
    }
}
