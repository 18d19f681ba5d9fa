package io.github.structuredlogs.internal.parse.lines;

import static io.github.structuredlogs.internal.stack.StackLines.ascii;

import io.github.structuredlogs.internal.parse.formats.Text;
import io.github.structuredlogs.internal.parse.formats.text.PostgresText;
import io.github.structuredlogs.internal.parse.values.Time;
import io.github.structuredlogs.internal.stack.StackLines;
import io.github.structuredlogs.internal.text.VisibleLine;

/** Whether a line goes on what the text record before it began. */
final class Continuation {

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
    /** The context's text ends, and other values may follow. */
    private static final byte[] LARAVEL_END = ascii("\"");

    private static final byte[] MONOLOG_PREVIOUS = ascii("[previous exception] [object] (");
    private static final byte[] LARAVEL_STACK = ascii("[stacktrace]");
    private static final byte[] ELIXIR = ascii("** (");
    private static final byte[] ARROW = ascii("---> ");
    private static final byte[] AT = ascii("at ");
    private static final byte[] MORE = ascii("... ");

    /** What of a line has to be known from the formats. */
    public interface HeadTest {
        /** {@return whether the line begins a record: it tells a time or a level where loggers write them} */
        boolean hasHead(byte[] bytes, int offset, int end);
    }

    /** Where a line stands. */
    enum Place {
        INSIDE,
        /** The next line shows it. */
        UNSURE,
        OUTSIDE
    }

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

    private final HeldLines record;
    private final HeadTest heads;
    private final VisibleLine line = new VisibleLine();

    private int indent;
    private Opening opening = Opening.NONE;
    private boolean waitsForFrames;
    private boolean waitsForGoFile;
    private boolean laravel;
    private boolean panel;
    private boolean rust;
    private boolean python;
    private boolean pythonEnded;

    Continuation(HeldLines record, HeadTest heads) {
        this.record = record;
        this.heads = heads;
    }

    /** Takes note of a record's first line. */
    void start(byte[] buffer, int offset, int end) {
        line.set(buffer, offset, end);
        indent = line.columns();
        opening = opening();
        waitsForGoFile = false;
        // An uncaught exception's message may have lines of its own before its frames.
        waitsForFrames = indent == 0 && StackLines.isExceptionHeader(line, line.from);
        laravel = false;
        panel = false;
        // The panic's message follows on a line of its own.
        rust = line.startsWith(line.from, RUST_PANIC) && line.endsWith(':');
        // After a message, or as its value.
        python = line.startsWith(line.from, TRACEBACK)
                || (line.endsWith(':') && line.startsWith(line.to - TRACEBACK.length, TRACEBACK));
        pythonEnded = false;
    }

    /** {@return where the next line stands} */
    Place place(byte[] buffer, int offset, int end) {
        if (record.isBeyondBounds(end - offset)) {
            return Place.OUTSIDE;
        }
        int visible = Prefix.blanks(buffer, offset, end);
        Place place = !isOpen() && beginsAsMostDo(buffer, offset, visible, end)
                ? besideMost(buffer, offset, visible, end)
                : closer(buffer, offset, end);
        if (place == Place.INSIDE) {
            waitsForFrames = false;
            waitsForGoFile = false;
        }
        return place;
    }

    private boolean isOpen() {
        return opening != Opening.NONE || rust || python || waitsForFrames || waitsForGoFile;
    }

    private boolean recordHasHead() {
        return heads.hasHead(record.bytes, 0, record.belongs);
    }

    private static Place insideIf(boolean inside) {
        return inside ? Place.INSIDE : Place.OUTSIDE;
    }

    // --- at first sight

    /** With a time, or a bracket before it. */
    private static boolean beginsAsMostDo(byte[] buffer, int offset, int visible, int end) {
        return visible < end
                && (StackLines.isDigit(buffer[visible]) || buffer[visible] == '[')
                && buffer[offset] != ' '
                && buffer[offset] != '\t';
    }

    private Place besideMost(byte[] buffer, int offset, int visible, int end) {
        return insideIf((buffer[visible] == '[' && goesOnInBrackets(buffer, visible, end))
                || PostgresText.adds(record.bytes, record.belongs, buffer, offset, end));
    }

    /** What the Go runtime says of a signal, between the panic and the goroutines; the line before Laravel's frames. */
    private boolean goesOnInBrackets(byte[] buffer, int at, int end) {
        line.setAsIs(buffer, at, end);
        if (line.startsWith(at, LARAVEL_STACK) || line.startsWith(at, MONOLOG_PREVIOUS)) {
            laravel = recordHasHead();
            return laravel;
        }
        return line.startsWith(at, SIGNAL) && record.startsWith(PANIC);
    }

    // --- with a closer look

    private Place closer(byte[] buffer, int offset, int end) {
        line.set(buffer, offset, end);
        int columns = line.columns();
        int first = line.first();
        Place opened = opened(columns, first);
        if (opened != Place.UNSURE) {
            return opened;
        }
        if (waitsForGoFile) {
            return insideIf(columns > 0 && StackLines.hasGoFile(line, first));
        }
        if (columns > 0) {
            return indented(buffer, offset, end, columns, first);
        }
        if (line.startsWith(first, CAUSED) || line.startsWith(first, WRAPPED) || line.startsWith(first, SUPPRESSED)) {
            return Place.INSIDE;
        }
        if (python && goesOnPython(first)) {
            return Place.INSIDE;
        }
        if (line.startsWith(first, TRACEBACK)) {
            python = recordHasHead();
            pythonEnded = false;
            return insideIf(python);
        }
        if (line.bytes[first] == '!' && first + 1 < line.to && line.bytes[first + 1] == ' ') {
            // Dropwizard puts this before every line of a stack trace.
            return insideIf(recordHasHead());
        }
        if (rust) {
            rust = false;
            return Place.INSIDE;
        }
        if (line.startsWith(first, RUST_NOTE) || line.startsWith(first, RUST_STACK)) {
            return insideIf(record.startsWith(RUST_PANIC));
        }
        if (StackLines.isPanel(line, first)) {
            panel = recordHasHead();
            return insideIf(panel);
        }
        if (panel && StackLines.isExceptionHeader(line, first)) {
            panel = false;
            return Place.INSIDE;
        }
        return isFrame(first) ? Place.INSIDE : bySuccessor(buffer, offset, end, first);
    }

    private boolean isFrame(int first) {
        return line.startsWith(first, GOROUTINE)
                || StackLines.isRubyFrame(line, first)
                || StackLines.isPhpFrame(line, first)
                || (laravel && line.startsWith(first, LARAVEL_END))
                || isJulMessage(first)
                || (line.startsWith(first, ELIXIR) && recordHasHead())
                || closesBrace(first);
    }

    /** Lines that may belong, as the next one shows. */
    private Place bySuccessor(byte[] buffer, int offset, int end, int first) {
        if (!record.mayWait(line.length())) {
            return Place.OUTSIDE;
        }
        if (waitsForFrames) {
            // The message of the exception that waits may have lines of its own.
            return heads.hasHead(buffer, offset, end) ? Place.OUTSIDE : Place.UNSURE;
        }
        if (StackLines.isExceptionHeader(line, first)) {
            waitsForFrames = recordHasHead();
            return waitsForFrames ? Place.UNSURE : Place.OUTSIDE;
        }
        waitsForGoFile = (StackLines.isGoFunction(line, first) && !heads.hasHead(buffer, offset, end))
                || line.startsWith(first, PANIC_CALL)
                || line.startsWith(first, CREATED_BY);
        return waitsForGoFile ? Place.UNSURE : Place.OUTSIDE;
    }

    private Place indented(byte[] buffer, int offset, int end, int columns, int first) {
        if (line.startsWith(first, AT)
                || line.startsWith(first, MORE)
                || line.startsWith(first, SUPPRESSED)
                || line.startsWith(first, CAUSED)
                || line.startsWith(first, ARROW)) {
            return Place.INSIDE;
        }
        if (line.bytes[first] == '(' && line.endsWith(')')) {
            // Kafka's logger, after the lines of a message.
            return Place.INSIDE;
        }
        if (python && !pythonEnded) {
            return Place.INSIDE;
        }
        // One blank more is an ASCII banner's, or chance.
        boolean begins = StackLines.isDigit(line.bytes[first])
                || (StackLines.isUpper(line.bytes[first]) && isBelowLevel(columns));
        return insideIf(columns >= indent + 2 && !(begins && heads.hasHead(buffer, offset, end)));
    }

    /** Whether the record is {@code [time] LEVEL …}, and the column that of the level: Rich leaves out a time that it has just shown. */
    private boolean isBelowLevel(int column) {
        Text header = new Text();
        header.set(record.bytes, 0, Math.min(record.belongs, 200));
        return header.peek() == '[' && header.indexOf(']', 0) + 2 == column;
    }

    private boolean goesOnPython(int first) {
        if (pythonEnded) {
            boolean again = line.startsWith(first, TRACEBACK);
            pythonEnded = !again;
            return again || line.startsWith(first, DURING) || line.startsWith(first, DIRECT);
        }
        if (line.startsWith(first, LOGURU_FRAME)) {
            return true;
        }
        pythonEnded = StackLines.isNamed(line, first);
        return pythonEnded;
    }

    /** A brace alone that closes what the record before left open, as after the properties of Node's errors. */
    private boolean closesBrace(int first) {
        if (!line.is(first, '}')) {
            return false;
        }
        byte[] bytes = record.bytes;
        int open = 0;
        for (int i = 0; i < record.belongs; i++) {
            boolean ends = i + 1 == record.belongs || bytes[i + 1] == '\n' || bytes[i + 1] == '\r';
            if (ends && bytes[i] == '{') {
                open++;
            } else if (ends && bytes[i] == '}') {
                open--;
            }
        }
        return open > 0;
    }

    /** The second line of java.util.logging's two: {@code INFO: message}, after one that ends with class and method. */
    private boolean isJulMessage(int first) {
        if (!record.isOneLine()
                || record.belongs < 25
                || !StackLines.isUpper(record.bytes[0])
                || record.bytes[3] != ' ') {
            return false;
        }
        byte[] c = line.bytes;
        int i = first;
        while (i < line.to && i < first + 8 && StackLines.isUpper(c[i])) {
            i++;
        }
        if (i - first < 4 || i + 1 >= line.to || c[i] != ':' || c[i + 1] != ' ') {
            return false;
        }
        Text header = new Text();
        header.set(record.bytes, 0, Math.min(record.belongs, 400));
        return new Time().julText(header.c, 0, header.lineEnd);
    }

    // --- what the first line opened

    private Opening opening() {
        int length = line.length();
        if (line.is(line.from, '#')) {
            return Opening.CRASH;
        }
        if (length > 2 && line.endsWith('=', '<')) {
            return Opening.BLOCK;
        }
        if (length > 80 && line.bytes[line.from] == '[' && line.endsWith('[', '[')) {
            return Opening.BOX;
        }
        return length > 40 && line.bytes[line.from] == '=' && line.endsWith('=', '=') ? Opening.REPORT : Opening.NONE;
    }

    /** {@return where a line is after a first one that opened a block; unsure if that does not tell} */
    private Place opened(int columns, int first) {
        return switch (opening) {
            case NONE -> Place.UNSURE;
            case CRASH -> line.bytes[first] == '#' ? Place.INSIDE : Place.UNSURE;
            case BOX -> {
                if (line.endsWith(']', ']')) {
                    opening = Opening.NONE;
                }
                yield Place.INSIDE;
            }
            case REPORT -> insideIf(!record.hasWaiting() && line.bytes[first] != '=');
            case BLOCK -> {
                boolean closes = line.is(first, '>');
                if (closes) {
                    opening = Opening.NONE;
                }
                yield closes || columns > 0 ? Place.INSIDE : Place.UNSURE;
            }
        };
    }
}
