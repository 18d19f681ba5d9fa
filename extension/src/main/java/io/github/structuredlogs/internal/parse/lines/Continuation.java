package io.github.structuredlogs.internal.parse.lines;

import static io.github.structuredlogs.internal.stack.StackLines.ascii;

import io.github.structuredlogs.internal.parse.formats.TextCursor;
import io.github.structuredlogs.internal.parse.formats.text.PostgresText;
import io.github.structuredlogs.internal.parse.formats.text.SqlServer;
import io.github.structuredlogs.internal.parse.values.TimestampReader;
import io.github.structuredlogs.internal.stack.NativeFrames;
import io.github.structuredlogs.internal.stack.StackLines;
import io.github.structuredlogs.internal.text.Ascii;
import io.github.structuredlogs.internal.text.VisibleLine;

/** The decision whether a line continues the text record before it. */
public final class Continuation {

    private static final byte[] BEGIN_KEY = ascii("-----BEGIN ");
    private static final byte[] END_KEY = ascii("-----END ");
    private static final byte[] PROC_TYPE = ascii("Proc-Type: ");
    private static final byte[] DEK_INFO = ascii("DEK-Info: ");
    private static final byte[] TRACEBACK = ascii("Traceback (most recent call last):");
    /** Django's own handler of errors writes neither time nor level. */
    private static final byte[] DJANGO = ascii("Internal Server Error: /");

    private static final byte[] ANGLE_ID = ascii("> <BEA-");
    private static final byte[] TRACEBACK_TITLE = ascii("Traceback (most recent call last)");
    /** The frame in which the exception was caught, as loguru marks it. */
    private static final byte[] LOGURU_FRAME = ascii("> File \"");

    private static final byte[] DURING = ascii("During handling of the above exception");
    private static final byte[] DIRECT = ascii("The above exception was the direct cause");
    /** The text that Python's exceptions print after their message, or Python between two of them. */
    private static final byte[][] PYTHON_NOTES = {
        DURING,
        DIRECT,
        ascii("[SQL: "),
        ascii("[parameters: "),
        ascii("(Background on this error"),
        ascii("DETAIL: "),
        ascii("HINT: "),
        ascii("LINE ")
    };

    private static final byte[] GROUP = ascii("+ Exception Group Traceback (most recent call last):");
    /** Another exception, whose message may have several lines before its frames. */
    private static final byte[][] CAUSES = {
        ascii("Caused by: "), ascii("Caused By: "), ascii("Wrapped by: "), ascii("Suppressed: "), ascii("Causing: ")
    };

    private static final byte[] COROUTINE = ascii("DiagnosticCoroutineContextException: ");

    private static final byte[] LISTED = ascii("\tResource");
    private static final byte[] FRAMES_FOLLOW = ascii("Original Stack Trace:");
    private static final byte[] GOROUTINE = ascii("goroutine ");
    private static final byte[] PANIC = ascii("panic: ");
    private static final byte[] PANIC_CALL = ascii("panic(");
    private static final byte[] CREATED_BY = ascii("created by ");
    private static final byte[] SIGNAL = ascii("[signal SIG");
    private static final byte[] RUST_PANIC = ascii("thread '");
    private static final byte[] RUST_NOTE = ascii("note: run with `RUST_BACKTRACE");
    private static final byte[] RUST_STACK = ascii("stack backtrace:");
    /** The causes and frames of an error that Rust's {@code main} returned. */
    private static final byte[] RUST_ERROR = ascii("Error: ");

    private static final byte[] RUST_CAUSES = ascii("Caused by:");
    private static final byte[] RUST_ERROR_STACK = ascii("Stack backtrace:");
    /** The end of the context's text, after which other values may follow. */
    private static final byte[] LARAVEL_END = ascii("\"");

    private static final byte[] NODE_INTERNAL = ascii("node:");
    /** The line after the stack trace of an exception that ended Node. */
    private static final byte[] NODE_VERSION = ascii("Node.js v");

    private static final byte[] MONOLOG_PREVIOUS = ascii("[previous exception] [object] (");
    private static final byte[] LARAVEL_STACK = ascii("[stacktrace]");
    private static final byte[] ELIXIR = ascii("** (");
    private static final byte[][] ELIXIR_REPORT = {
        ascii("Last message"),
        ascii("State: "),
        ascii("Client "),
        ascii("Function: "),
        ascii("Initial Call: "),
        ascii("Ancestors: ")
    };

    private static final byte[][] STATEMENTS = {
        ascii("SELECT "), ascii("INSERT INTO "), ascii("UPDATE "), ascii("DELETE FROM ")
    };
    private static final byte[][] CLAUSES = {
        ascii("FROM "),
        ascii("WHERE "),
        ascii("VALUES "),
        ascii("SET "),
        ascii("GROUP BY "),
        ascii("ORDER BY "),
        ascii("HAVING "),
        ascii("LIMIT "),
        ascii("RETURNING "),
        ascii("UNION")
    };
    /** What the {@code java} command says if it does not start a program. */
    private static final byte[][] LAUNCHER = {
        ascii("Error: Unable to access jarfile "),
        ascii("Error: Could not find or load main class "),
        ascii("Error: Could not create the Java Virtual Machine"),
        ascii("Error: A JNI error has occurred"),
        ascii("Error: LinkageError occurred while loading main class ")
    };

    private static final byte[] ARROW = ascii("---> ");
    private static final byte[] AT = ascii("at ");
    private static final byte[] MORE = ascii("... ");

    /** The knowledge about formats that this decision needs. */
    public interface HeadTest {
        /** {@return the properties of the line's beginning, as bits of {@link Beginning}} */
        int look(byte[] bytes, int offset, int end);

        /** {@return whether the rest of the line has a format that is more than plain text} */
        boolean isKnown(byte[] bytes, int offset, int end);
    }

    /** The relation of a line to the record before it. */
    enum TracePlace {
        INSIDE,
        /** The next line decides. */
        UNSURE,
        OUTSIDE
    }

    /** A block that the first line opened: lines belong to it until it closes, whatever they look like. */
    private enum Opening {
        NONE,
        /** klog's {@code text=<}, up to a {@code >}. */
        BLOCK,
        /** The JVM's crash report, in which each line begins with a number sign. */
        CRASH,
        /** GlassFish's {@code [[}, up to a line that ends with {@code ]]}. */
        BOX,
        /** {@code -----BEGIN … KEY-----}, up to its end: it can only be recognised and removed as a whole. */
        KEY,
        /** Erlang's {@code =ERROR REPORT==== time ===}, up to a blank line or the next one. */
        REPORT,
        /** A table or a box of box-drawing characters. */
        TABLE,
        /** What the OpenTelemetry collector's debug exporter lists, up to the logger's fields, after a tab. */
        LIST,
        /** WebLogic's {@code <time> <level> … <message>}, up to a line that ends with the last bracket. */
        ANGLES
    }

    /** The next part of what Node prints when an exception ends it. */
    private enum NodePart {
        NONE,
        /** The line of the program that threw, after its place. */
        CODE,
        /** The mark below it. */
        MARK,
        HEADING,
        VERSION
    }

    private final HeldLines record;
    private final HeadTest heads;
    private final VisibleLine line = new VisibleLine();

    /** The maximum number of lines without a beginning between a record with a problem and its exception. */
    private static final int MAX_GAP = 4;

    private static final int UNKNOWN = -1;

    private int indent;
    private Opening opening = Opening.NONE;
    /** An exception was named, whose message may have several lines before its frames. */
    private StackLines.Heading waitsFor = StackLines.Heading.NONE;
    /** Lines between the record and an exception that may follow are waiting. */
    private boolean gap;
    /** The properties of the record's own beginning, once they are needed. */
    private int recordLook = UNKNOWN;

    /**
     * The length of the transport prefix in the record's first line; if there is one, it is removed from the other
     * lines.
     */
    private int prefix;

    private boolean prefixKnown;
    private boolean waitsForGoFile;
    /** The number of the next frame, in a stack trace whose frames have one. */
    private int nextFrame;

    private NodePart node = NodePart.NONE;

    private boolean laravel;
    private boolean elixir;
    private boolean panel;
    private boolean rust;
    private boolean python;
    private boolean pythonEnded;

    Continuation(HeldLines record, HeadTest heads) {
        this.record = record;
        this.heads = heads;
    }

    /** Starts with a record's first line. */
    void start(byte[] buffer, int offset, int end) {
        prefix = 0;
        prefixKnown = false;
        recordLook = UNKNOWN;
        opens(buffer, offset, end);
    }

    private void opens(byte[] buffer, int offset, int end) {
        line.set(buffer, offset, end);
        indent = line.columns();
        opening = opening();
        waitsForGoFile = false;
        nextFrame = 0;
        gap = false;
        // An uncaught exception's message may have several lines before its frames.
        waitsFor = indent == 0 ? StackLines.uncaught(line, line.from) : StackLines.Heading.NONE;
        laravel = false;
        elixir = false;
        panel = false;
        node = indent == 0 && isNodePlace() ? NodePart.CODE : NodePart.NONE;
        // The panic's message is on the next line.
        rust = line.startsWith(line.from, RUST_PANIC) && line.endsWith(':');
        // After a message, or as its value.
        python = line.startsWith(line.from, TRACEBACK)
                || (line.endsWith(':') && line.startsWith(line.to - TRACEBACK.length, TRACEBACK));
        pythonEnded = false;
    }

    /** {@return the relation of the next line to the record} */
    TracePlace place(byte[] buffer, int offset, int end) {
        if (record.isBeyondBounds(end - offset)) {
            return TracePlace.OUTSIDE;
        }
        int from = offset;
        int own = Prefix.outer(buffer, offset, end);
        if (own > offset && isInTransport() && Prefix.isSame(record.bytes, 0, prefix, buffer, offset, own)) {
            from = own;
        }
        int visible = Prefix.blanks(buffer, from, end);
        if (visible == end) {
            return record.mayWait(end - offset) ? TracePlace.UNSURE : TracePlace.OUTSIDE;
        }
        TracePlace tracePlace = !isOpen() && beginsAsMostDo(buffer, from, visible, end)
                ? besideMost(buffer, from, visible, end)
                : closer(buffer, from, end);
        if (tracePlace != TracePlace.OUTSIDE && (recordLook() & Beginning.WHOLE) != 0) {
            return TracePlace.OUTSIDE;
        }
        if (tracePlace == TracePlace.INSIDE) {
            waitsForGoFile = false;
            gap = false;
        }
        return tracePlace;
    }

    /** Says whether the record's beginning is a transport prefix, which the rest of its first line shows. */
    private boolean isInTransport() {
        if (!prefixKnown) {
            prefixKnown = true;
            int inner = Prefix.outer(record.bytes, 0, record.firstLineEnd());
            if (inner > 0
                    && (Prefix.beforeTime(record.bytes, 0, record.firstLineEnd()) > 0
                            || !heads.isKnown(record.bytes, 0, record.firstLineEnd()))) {
                int behind = heads.look(record.bytes, inner, record.firstLineEnd());
                line.set(record.bytes, inner, record.firstLineEnd());
                if (behind != 0 || StackLines.heading(line, line.from) != StackLines.Heading.NONE) {
                    prefix = inner;
                    recordLook = UNKNOWN;
                    opens(record.bytes, inner, record.firstLineEnd());
                }
            }
        }
        return prefix > 0;
    }

    private boolean isOpen() {
        return opening != Opening.NONE
                || rust
                || python
                || waitsFor != StackLines.Heading.NONE
                || waitsForGoFile
                || node != NodePart.NONE
                || gap;
    }

    private boolean recordHasHead() {
        return (recordLook() & Beginning.HEAD) != 0;
    }

    private int recordLook() {
        if (recordLook == UNKNOWN) {
            recordLook = heads.look(record.bytes, prefix, record.belongs);
        }
        return recordLook;
    }

    private boolean hasHead(byte[] buffer, int offset, int end) {
        return (heads.look(buffer, offset, end) & Beginning.HEAD) != 0;
    }

    /** Says whether a line begins a record although it could continue an exception's message. */
    private boolean interrupts(byte[] buffer, int offset, int end) {
        int look = heads.look(buffer, offset, end);
        return (look & Beginning.HEAD) != 0 && ((look & Beginning.SURE) != 0 || (recordLook() & Beginning.SURE) == 0);
    }

    private static TracePlace insideIf(boolean inside) {
        return inside ? TracePlace.INSIDE : TracePlace.OUTSIDE;
    }

    // --- quick checks

    /** Says whether the line begins with a time, or a bracket before it. */
    private static boolean beginsAsMostDo(byte[] buffer, int offset, int visible, int end) {
        return visible < end
                && (Ascii.isDigit(buffer[visible]) || buffer[visible] == '[')
                && buffer[offset] != ' '
                && buffer[offset] != '\t';
    }

    private TracePlace besideMost(byte[] buffer, int offset, int visible, int end) {
        return insideIf((buffer[visible] == '[' && goesOnInBrackets(buffer, visible, end))
                || isNumberedFrame(buffer, visible, end)
                || PostgresText.adds(record.bytes, record.belongs, buffer, offset, end)
                || SqlServer.adds(record.bytes, record.belongs, buffer, offset, end));
    }

    /**
     * Says whether the line is the Go runtime's about a signal, between the panic and the goroutines, or the one before
     * Laravel's frames.
     */
    private boolean goesOnInBrackets(byte[] buffer, int at, int end) {
        line.setAsIs(buffer, at, end);
        if (line.startsWith(at, LARAVEL_STACK) || line.startsWith(at, MONOLOG_PREVIOUS)) {
            laravel = recordHasHead();
            return laravel;
        }
        return line.startsWith(at, SIGNAL) && record.startsWith(PANIC);
    }

    private boolean isNumberedFrame(byte[] buffer, int at, int end) {
        if (!NativeFrames.mayBegin(buffer, at, end)) {
            return false;
        }
        line.setAsIs(buffer, at, end);
        return isNumberedFrame(at);
    }

    private boolean isNumberedFrame(int first) {
        if (!NativeFrames.isFrame(line, first, nextFrame)) {
            return false;
        }
        nextFrame = NativeFrames.number(line, first) + 1;
        return true;
    }

    // --- detailed checks

    private TracePlace closer(byte[] buffer, int offset, int end) {
        line.set(buffer, offset, end);
        int columns = line.columns();
        int first = line.first();
        TracePlace opened = opened(columns, first);
        if (opened != TracePlace.UNSURE) {
            return opened;
        }
        if (node != NodePart.NONE) {
            TracePlace crash = nodeCrash(first);
            if (crash != TracePlace.OUTSIDE) {
                return crash;
            }
        }
        if (waitsForGoFile) {
            return insideIf(columns > 0 && StackLines.hasGoFile(line, first));
        }
        if (startsWithOneOf(CAUSES, first)) {
            // Kotlin's exception that says where a coroutine was has no frames.
            waitsFor = contains(COROUTINE) ? StackLines.Heading.NONE : StackLines.Heading.ERROR;
            return TracePlace.INSIDE;
        }
        if (isNumberedFrame(first)) {
            return TracePlace.INSIDE;
        }
        if (columns > 0) {
            return indented(buffer, offset, end, columns, first);
        }
        if (python && goesOnPython(first)) {
            return TracePlace.INSIDE;
        }
        if (line.startsWith(first, FRAMES_FOLLOW)) {
            return insideIf(recordHasHead());
        }
        if (line.startsWith(first, TRACEBACK)) {
            python = recordHasHead() || record.startsWith(DJANGO);
            pythonEnded = false;
            return insideIf(python);
        }
        if (line.bytes[first] == '!' && first + 1 < line.to && line.bytes[first + 1] == ' ') {
            // Dropwizard writes this before every line of a stack trace.
            return insideIf(recordHasHead());
        }
        if (rust) {
            rust = false;
            return TracePlace.INSIDE;
        }
        if (line.startsWith(first, RUST_NOTE) || line.startsWith(first, RUST_STACK)) {
            return insideIf(record.startsWith(RUST_PANIC));
        }
        if (line.startsWith(first, RUST_CAUSES) || line.startsWith(first, RUST_ERROR_STACK)) {
            return insideIf(recordHasHead() || record.startsWith(RUST_ERROR));
        }
        if (StackLines.isPanel(line, first)) {
            panel = (panel || contains(TRACEBACK_TITLE)) && recordHasHead();
            return insideIf(panel);
        }
        if (panel && StackLines.isExceptionHeader(line, first)) {
            panel = false;
            return TracePlace.INSIDE;
        }
        return isFrame(first) ? TracePlace.INSIDE : bySuccessor(buffer, offset, end, first);
    }

    /** {@return the relation of a line to the crash of a Node process; outside if it has none of its parts} */
    private TracePlace nodeCrash(int first) {
        switch (node) {
            case CODE -> {
                node = NodePart.MARK;
                return record.mayWait(line.length()) ? TracePlace.UNSURE : TracePlace.OUTSIDE;
            }
            case MARK -> {
                node = isMark(first) ? NodePart.HEADING : NodePart.NONE;
                return insideIf(node == NodePart.HEADING);
            }
            case HEADING -> {
                waitsFor = StackLines.heading(line, first);
                node = waitsFor == StackLines.Heading.NONE ? NodePart.NONE : NodePart.VERSION;
                return node == NodePart.VERSION && record.mayWait(line.length())
                        ? TracePlace.UNSURE
                        : TracePlace.OUTSIDE;
            }
            default -> {
                return insideIf(line.startsWith(first, NODE_VERSION));
            }
        }
    }

    /** {@code /app/server.js:12}, {@code node:internal/modules/cjs/loader:1228}. */
    private boolean isNodePlace() {
        int digits = line.to;
        while (digits > line.from && Ascii.isDigit(line.bytes[digits - 1])) {
            digits--;
        }
        int colon = digits - 1;
        if (digits == line.to || colon - line.from < 4 || line.bytes[colon] != ':') {
            return false;
        }
        for (int i = line.from; i < colon; i++) {
            if (line.bytes[i] == ' ') {
                return false;
            }
        }
        boolean script = line.bytes[colon - 1] == 's' && (line.bytes[colon - 2] == 'j' || line.bytes[colon - 2] == 't');
        return script || line.startsWith(line.from, NODE_INTERNAL);
    }

    private boolean isMark(int first) {
        for (int i = first; i < line.to; i++) {
            if (line.bytes[i] != '^') {
                return false;
            }
        }
        return true;
    }

    private boolean isFrame(int first) {
        return line.startsWith(first, GOROUTINE)
                || isRuby(first)
                || StackLines.isPhpFrame(line, first)
                || (laravel && line.startsWith(first, LARAVEL_END))
                || isJulMessage(first)
                || isElixir(first)
                || isClause(first)
                || closesBrace(first);
    }

    /** The exception of an Elixir process, and what its report says after the frames. */
    private boolean isElixir(int first) {
        elixir |= line.startsWith(first, ELIXIR) && recordHasHead();
        return elixir && (line.startsWith(first, ELIXIR) || startsWithOneOf(ELIXIR_REPORT, first));
    }

    /** A clause of an SQL statement whose beginning is in the record, as SQLAlchemy logs them. */
    private boolean isClause(int first) {
        return StackLines.isUpper(line.bytes[first])
                && startsWithOneOf(CLAUSES, first)
                && recordHasHead()
                && record.containsOneOf(STATEMENTS);
    }

    /** A frame of Ruby; the heading of an uncaught exception only after another, as its cause. */
    private boolean isRuby(int first) {
        return StackLines.isRubyFrame(line, first)
                && (!StackLines.isRubyHeading(line, first) || record.isRubyHeading());
    }

    /** Returns the relation of a line that the next one decides. */
    private TracePlace bySuccessor(byte[] buffer, int offset, int end, int first) {
        if (!record.mayWait(line.length())) {
            return TracePlace.OUTSIDE;
        }
        if (startsWithOneOf(LAUNCHER, first)) {
            return TracePlace.OUTSIDE;
        }
        if (waitsFor != StackLines.Heading.NONE) {
            // The message of the waiting exception may have several lines.
            return interrupts(buffer, offset, end) ? TracePlace.OUTSIDE : TracePlace.UNSURE;
        }
        StackLines.Heading heading = StackLines.heading(line, first);
        if (heading != StackLines.Heading.NONE) {
            waitsFor = recordHasHead() ? heading : StackLines.Heading.NONE;
            return waitsFor == StackLines.Heading.NONE ? TracePlace.OUTSIDE : TracePlace.UNSURE;
        }
        if (StackLines.uncaught(line, first) != StackLines.Heading.NONE) {
            // The program's end is a separate record.
            return TracePlace.OUTSIDE;
        }
        if ((recordLook() & Beginning.EMPTY) != 0 && !record.goesOnIndented()) {
            // "APPLICATION FAILED TO START", as Spring Boot logs it.
            return insideIf(!hasHead(buffer, offset, end));
        }
        waitsForGoFile = (StackLines.isGoFunction(line, first) && !hasHead(buffer, offset, end))
                || line.startsWith(first, PANIC_CALL)
                || line.startsWith(first, CREATED_BY);
        if (waitsForGoFile) {
            return TracePlace.UNSURE;
        }
        if (python && pythonEnded) {
            // So may the message of Python's exceptions, after their frames.
            return hasHead(buffer, offset, end) ? TracePlace.OUTSIDE : TracePlace.UNSURE;
        }
        return maySeparate() && !hasHead(buffer, offset, end) ? inGap() : TracePlace.OUTSIDE;
    }

    /** Says whether another line may be between the record and its exception, such as the end of an SQL statement. */
    private boolean maySeparate() {
        return (gap ? record.waiting() < MAX_GAP : !record.hasWaiting() && record.isOneLine())
                && recordHasHead()
                && ((recordLook() & Beginning.TROUBLE) != 0 || record.lastByte() == ':');
    }

    private TracePlace inGap() {
        gap = true;
        return TracePlace.UNSURE;
    }

    private boolean startsWithOneOf(byte[][] texts, int first) {
        for (byte[] text : texts) {
            if (line.startsWith(first, text)) {
                return true;
            }
        }
        return false;
    }

    private boolean contains(byte[] text) {
        for (int i = line.from; i + text.length <= line.to; i++) {
            if (line.startsWith(i, text)) {
                return true;
            }
        }
        return false;
    }

    private TracePlace indented(byte[] buffer, int offset, int end, int columns, int first) {
        if (line.startsWith(first, AT) || line.startsWith(first, MORE) || line.startsWith(first, ARROW)) {
            waitsFor = StackLines.Heading.NONE;
            return TracePlace.INSIDE;
        }
        if (line.startsWith(first, GROUP)) {
            python = true;
            pythonEnded = true;
            return TracePlace.INSIDE;
        }
        if (line.bytes[first] == '(' && (line.endsWith(')') || line.endsWith(']'))) {
            // Kafka's logger, after the lines of a message.
            return TracePlace.INSIDE;
        }
        if (python && !pythonEnded) {
            return TracePlace.INSIDE;
        }
        // One more blank is an ASCII banner, or chance.
        boolean begins = Ascii.isDigit(line.bytes[first])
                || (StackLines.isUpper(line.bytes[first]) && (isBelowLevel(columns) || isPadded(first)));
        if (waitsFor == StackLines.Heading.NONE && columns < indent + 2) {
            // MockServer's " returning response:" between two objects.
            return insideIf(columns > indent && line.endsWith(':') && record.lastByte() == '}');
        }
        if (begins && hasHead(buffer, offset, end)) {
            return TracePlace.OUTSIDE;
        }
        if (waitsFor == StackLines.Heading.CLASS || (waitsFor != StackLines.Heading.NONE && record.hasWaiting())) {
            // As likely a message's line as any other.
            return record.mayWait(line.length()) ? TracePlace.UNSURE : TracePlace.OUTSIDE;
        }
        return insideIf(!gap);
    }

    /** A word in capitals, and more than one blank after it: FastAPI's command line has such a column on the left. */
    private boolean isPadded(int first) {
        int end = first;
        while (end < line.to && StackLines.isUpper(line.bytes[end])) {
            end++;
        }
        return end - first > 3 && end + 2 < line.to && line.bytes[end] == ' ' && line.bytes[end + 1] == ' ';
    }

    /**
     * Says whether the record is {@code [time] LEVEL …}, and the column is the level's: Rich omits a time that it has
     * just shown.
     */
    private boolean isBelowLevel(int column) {
        TextCursor header = new TextCursor();
        header.set(record.bytes, 0, Math.min(record.belongs, 200));
        return header.peek() == '[' && header.indexOf(']', 0) + 2 == column;
    }

    private boolean goesOnPython(int first) {
        if (pythonEnded) {
            boolean again = line.startsWith(first, TRACEBACK);
            pythonEnded = !again;
            return again || startsWithOneOf(PYTHON_NOTES, first);
        }
        if (line.startsWith(first, LOGURU_FRAME)) {
            return true;
        }
        pythonEnded = StackLines.isNamed(line, first);
        return pythonEnded;
    }

    /** Says whether the line is a brace that closes one in the record, as after the properties of Node's errors. */
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

    /**
     * The second of java.util.logging's or tinylog's two lines: {@code INFO: message}, after one that ends with class and
     * method.
     */
    private boolean isJulMessage(int first) {
        if (!record.isOneLine() || record.belongs < prefix + 25) {
            return false;
        }
        boolean tiny = Ascii.isDigit(record.bytes[prefix]) && record.lastByte() == ')';
        if (!tiny && (!StackLines.isUpper(record.bytes[prefix]) || record.bytes[prefix + 3] != ' ')) {
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
        TextCursor header = new TextCursor();
        header.set(record.bytes, prefix, Math.min(record.belongs, prefix + 400));
        TimestampReader time = new TimestampReader();
        return tiny
                ? record.isCall() && header.takeTime(time) && header.take(" [")
                : time.julText(header.c, 0, header.lineEnd);
    }

    // --- blocks of the first line

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
        if (length > 20 && line.endsWith('-', '-') && line.startsWith(line.from, BEGIN_KEY)) {
            return Opening.KEY;
        }
        byte mark = length > 60 ? line.bytes[line.from] : 0;
        if ((mark == '<' || mark == '#') && !line.endsWith('>') && contains(ANGLE_ID)) {
            return Opening.ANGLES;
        }
        if (length > 0 && StackLines.isBox(line, line.from)) {
            return Opening.TABLE;
        }
        if (length > 30 && Ascii.isDigit(line.bytes[line.to - 1]) && contains(LISTED)) {
            return Opening.LIST;
        }
        return length > 40 && line.bytes[line.from] == '=' && line.endsWith('=', '=') ? Opening.REPORT : Opening.NONE;
    }

    /** {@return whether the line is the end of such a list} */
    private boolean isEndOfList(int first) {
        return first > line.from && line.bytes[first] == '{' && line.bytes[first - 1] == '\t';
    }

    /** {@return whether an indented object belongs to the record, which has announced it} */
    boolean announcesObject() {
        return opening == Opening.LIST || record.lastByte() == ':';
    }

    /** {@return whether even a complete object belongs to the record} */
    boolean endsWithObject() {
        return opening == Opening.LIST;
    }

    private boolean isBase64(int first) {
        for (int i = first; i < line.to; i++) {
            byte c = line.bytes[i];
            boolean letter = (c >= 'a' && c <= 'z') || StackLines.isUpper(c) || Ascii.isDigit(c);
            if (!letter && c != '+' && c != '/' && c != '=') {
                return false;
            }
        }
        return line.to - first >= 8;
    }

    /** {@return the relation of a line to the block that the first line opened; unsure if there is none} */
    private TracePlace opened(int columns, int first) {
        return switch (opening) {
            case NONE -> TracePlace.UNSURE;
            case TABLE -> StackLines.isBox(line, first) ? TracePlace.INSIDE : TracePlace.UNSURE;
            case ANGLES -> {
                if (line.endsWith('>')) {
                    opening = Opening.NONE;
                }
                yield insideIf(line.bytes[first] != '<' || line.length() < 20);
            }
            case LIST -> {
                if (isEndOfList(first)) {
                    opening = Opening.NONE;
                    yield TracePlace.INSIDE;
                }
                yield insideIf(!Ascii.isDigit(line.bytes[first]));
            }
            case CRASH -> line.bytes[first] == '#' ? TracePlace.INSIDE : TracePlace.UNSURE;
            case BOX -> {
                if (line.endsWith(']', ']')) {
                    opening = Opening.NONE;
                }
                yield TracePlace.INSIDE;
            }
            case KEY -> {
                boolean ends = line.startsWith(first, END_KEY);
                boolean inside = ends
                        || isBase64(first)
                        || line.startsWith(first, PROC_TYPE)
                        || line.startsWith(first, DEK_INFO);
                if (ends || !inside) {
                    opening = Opening.NONE;
                }
                yield inside ? TracePlace.INSIDE : TracePlace.UNSURE;
            }
            case REPORT -> insideIf(!record.hasWaiting() && line.bytes[first] != '=');
            case BLOCK -> {
                boolean closes = line.is(first, '>');
                if (closes) {
                    opening = Opening.NONE;
                }
                yield closes || columns > 0 ? TracePlace.INSIDE : TracePlace.UNSURE;
            }
        };
    }
}
