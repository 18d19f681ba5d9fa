package io.github.structuredlogs.internal.parse;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LoggedException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line that no other format recognises. Its text is the message, whole; the time, level and logger that it begins with
 * are read where they stand as loggers write them.
 */
final class PlainText extends TextFormat {
    /** Words in small letters that count as a level before a colon or in brackets; of others, as http, most are none. */
    private static final String[] SMALL = {
        "info",
        "warn",
        "fail",
        "crit",
        "dbug",
        "trce",
        "error",
        "debug",
        "verbose",
        "fatal",
        "trace",
        "warning",
        "silly",
        "err",
        "notice",
        "critical",
        "alert",
        "emerg",
        "emergency",
        "panic",
        "information",
        "inf",
        "wrn",
        "dbg",
        "severe"
    };

    /** Words in small letters that count as a level before a blank, behind a time as programs write it. */
    private static final String[] ISO_LEVELS = {"info", "warn", "warning", "error", "debug", "fatal"};

    /** What PHP calls its levels, which are words apart for everybody else. */
    private static final String[] PHP = {"Fatal error", "Parse error", "Warning", "Notice", "Deprecated"};

    private static final String[] PHP_LEVELS = {"fatal", "error", "warn", "info", "info"};

    /** Monolog's {@code [object] (a\B(code: 0): message at file:line)}. */
    private static final Pattern MONOLOG_EXCEPTION = Pattern.compile(
            "\\[object] \\(([\\w\\\\]{1,200})\\(code: -?\\d{1,9}\\): (.{0,4000}?) at \\S{1,500}:\\d{1,9}\\)");

    private static final Pattern PHP_EXCEPTION =
            Pattern.compile("Uncaught ([\\w\\\\]{1,200}): (.{0,4000}?) in \\S{1,500}:\\d{1,9}\\s*(?:$|\nStack trace:)");

    private static final String RUST_THREAD = "thread '";
    private static final String RUST_PANICKED = "' panicked at ";

    private static final int MAX_PARTS = 8;

    PlainText() {
        super("text");
    }

    @Override
    boolean read(Text t, Head h) {
        t.skipBlanks();
        int start = t.at;
        if (!letterHead(t, h) && !php(t, h) && !rustPanic(t, h)) {
            t.at = start;
            priority(t, h);
            head(t, h);
        }
        TextTrace.find(t, h);
        t.message(trimmedStart(t), trimmedEnd(t));
        return true;
    }

    @Override
    void body(Text t, Body b) {
        super.body(t, b);
        String message = b.message();
        if (message != null && !b.hasException()) {
            if (message.startsWith(RUST_THREAD) && message.contains(RUST_PANICKED)) {
                b.exception(new LoggedException(null, rustMessage(message), message));
                return;
            }
            exception(b, message, "[object] (", MONOLOG_EXCEPTION, "\n[stacktrace]\n");
            exception(b, message, "Uncaught ", PHP_EXCEPTION, "\nStack trace:\n");
        }
    }

    /** The line after the first, or {@code 'message', src/main.rs:4:5} within it, as up to Rust 1.72. */
    private static @Nullable String rustMessage(String panic) {
        String[] lines = panic.split("\n", 3);
        int quoted = lines[0].indexOf(RUST_PANICKED) + RUST_PANICKED.length();
        int end = lines[0].lastIndexOf("', ");
        if (end > quoted && lines[0].charAt(quoted) == '\'') {
            return lines[0].substring(quoted + 1, end);
        }
        return lines.length > 1 ? lines[1] : null;
    }

    private static void exception(Body b, String message, String mark, Pattern pattern, String beforeStack) {
        Matcher exception = pattern.matcher(message);
        if (message.contains(mark) && exception.find()) {
            int stack = message.indexOf(beforeStack);
            b.exception(new LoggedException(
                    exception.group(1).replace("\\\\", "\\"),
                    exception.group(2),
                    stack < 0 ? null : message.substring(stack + beforeStack.length())));
        }
    }

    private static int trimmedStart(Text t) {
        int from = 0;
        while (from < t.lineEnd && ((t.c[from] <= ' ' && t.c[from] != Ansi.ESCAPE) || t.c[from] == '\ufeff')) {
            from++;
        }
        return from;
    }

    private static int trimmedEnd(Text t) {
        int to = t.lineEnd;
        while (to > 0 && t.c[to - 1] <= ' ') {
            to--;
        }
        return Math.max(to, trimmedStart(t));
    }

    /** Ruby's {@code I, [time #pid]  INFO -- program: }. */
    private static boolean letterHead(Text t, Head h) {
        if (t.peek(1) != ',' || t.peek(2) != ' ' || t.peek(3) != '[' || t.peek() < 'A' || t.peek() > 'Z') {
            return false;
        }
        t.at += 4;
        if (!t.takeTime(h.time)) {
            return false;
        }
        int close = t.indexOf(']', t.at);
        if (close < 0) {
            return false;
        }
        t.at = close + 1;
        t.skipBlanks();
        if (!t.takeLevel(h)) {
            h.level(t.c, t.at, t.wordEnd(), Levels.NAMES);
        }
        return true;
    }

    /** {@code PHP Warning:  message in file on line 3}, whose first word only PHP's log has, not what it displays. */
    private static boolean php(Text t, Head h) {
        if (!t.take("PHP ") && t.indexOf(" on line ", t.at) < 0 && !t.startsWith("Fatal error: Uncaught ")) {
            return false;
        }
        for (int i = 0; i < PHP.length; i++) {
            if (t.startsWith(PHP[i]) && t.peek(PHP[i].length()) == ':') {
                h.level(t.c, t.at, t.at + PHP[i].length(), Levels.NAMES);
                h.exactLevel(Levels.NAMES.of(PHP_LEVELS[i]));
                return true;
            }
        }
        return false;
    }

    /** {@code thread 'main' panicked at src/main.rs:4:5:}, and the message on the next line. */
    private static boolean rustPanic(Text t, Head h) {
        int panicked = t.startsWith(RUST_THREAD) ? t.indexOf(RUST_PANICKED, t.at) : -1;
        if (panicked < 0) {
            return false;
        }
        h.level(t.c, panicked + 2, panicked + RUST_PANICKED.length() - 4, Levels.NAMES);
        h.exactLevel(LogLevel.FATAL);
        t.thread(t.at + RUST_THREAD.length(), panicked);
        return true;
    }

    /** Syslog's {@code <34>} and, before a time, the version behind it. */
    private static void priority(Text t, Head h) {
        int close = t.indexOf('>', t.at);
        if (t.peek() != '<' || close < t.at + 2 || close > t.at + 4) {
            return;
        }
        int value = 0;
        for (int i = t.at + 1; i < close; i++) {
            if (!Time.isDigit(t.c[i])) {
                return;
            }
            value = value * 10 + (t.c[i] - '0');
        }
        h.level(t.c, t.at + 1, close, Levels.NAMES);
        h.exactLevel(Levels.SYSLOG.of(value & 7));
        t.at = close + 1;
        if (Time.isDigit(t.peek()) && t.peek(1) == ' ') {
            t.at += 2;
        }
    }

    /** Time, level, and what may stand between them: brackets, bars, dashes, names, pairs. */
    private static void head(Text t, Head h) {
        boolean timed = false;
        boolean named = false;
        for (int part = 0; part < MAX_PARTS && !t.atEnd(); part++) {
            t.skipBlanks();
            int from = t.at;
            char c = t.peek();
            if (!timed && Time.isDigit(c) && (t.takeTime(h.time) || t.takeClock() || takeEpoch(t, h))) {
                timed = true;
            } else if (c == '[' || c == '(' || c == '<' || (c == '{' && timed)) {
                int inner = t.takeBracketed(c, c == '[' ? ']' : c == '(' ? ')' : c == '<' ? '>' : '}');
                if (inner < 0) {
                    return;
                }
                if (bracketed(t, h, inner, t.bracketEnd, timed)) {
                    timeAfterLevel(t, h);
                    loggerBeforeColon(t, h);
                    return;
                }
                timed |= h.time.isPresent();
            } else if (c == '|' || (c == '-' && t.peek(1) <= ' ') || c == ',' || c == ';') {
                t.at++;
            } else if (h.hasLevelText()) {
                // What is left to read behind a priority is the time.
                return;
            } else if (level(t, h, timed)) {
                loggerAfterLevel(t, h, timed);
                timeAfterLevel(t, h);
                return;
            } else if (timed && (channel(t, h) || (!named && lateLevel(t, h, true)))) {
                return;
            } else if ((timed || part == 0) && namedLevel(t, h)) {
                return;
            } else if (takePair(t)) {
                continue;
            } else if (timed && part < 4 && separated(t, h)) {
                // A name between bars or dashes, as in Python's "time - name - LEVEL - message".
                named = true;
            } else {
                return;
            }
            if (t.at == from) {
                return;
            }
        }
    }

    /** Time since the epoch: Mosquitto's {@code 1795286121: message}, {@code 1.795e+09} before zap's tabs or bars. */
    private static boolean takeEpoch(Text t, Head h) {
        int from = t.at;
        if (t.c[from] != '1' || !t.takeDigits()) {
            return false;
        }
        if (t.at - from == 10 && t.peek() == ':' && t.peek(1) == ' ') {
            return h.time.read(t.c, from, t.at);
        }
        t.at = t.wordEnd();
        boolean epoch = t.at - from >= 10 && (t.peek() == '\t' || (t.peek() == ' ' && t.peek(1) == '|'));
        if (epoch && h.time.read(t.c, from, t.at)) {
            return true;
        }
        t.at = from;
        return false;
    }

    /** {@return whether the brackets hold the level} */
    private static boolean bracketed(Text t, Head h, int from, int to, boolean timed) {
        int after = t.at;
        int end = t.lineEnd;
        t.at = from;
        t.lineEnd = to;
        t.skipBlanks();
        if (!timed && (t.takeTime(h.time) || t.takeClock())) {
            // Celery goes on with a colon and the level.
            t.take(':');
            t.skipBlanks();
        }
        boolean found = false;
        int word = t.at;
        if (!timed && Time.isDigit(t.peek(2)) && t.peek(1) == ' ' && "DIWEC".indexOf(t.peek()) >= 0) {
            // Tornado's and Jupyter's "[E time name] message".
            h.level(t.c, word, word + 1, Levels.LETTERS);
            t.at += 2;
            t.takeTime(h.time);
            found = true;
        } else if (!h.hasLevelText() && t.takeLevel(h)) {
            char next = t.peek();
            found = t.atEnd() || next <= ' ' || next == ':' || next == ']' || (next == '/' && isUpper(t, word));
            if (!found || !isLevelWord(t, word, t.at) || (!isUpper(t, word) && !t.atEnd() && next != ' ')) {
                h.noLevel();
                found = false;
            } else if (h.time.isPresent() && next == ' ') {
                // env_logger's "[time LEVEL target]".
                t.skipBlanks();
                if (!t.atEnd() && t.wordEnd() == to) {
                    h.logger(t.c, t.at, to);
                }
            }
        } else if (t.startsWith("AUDIT")) {
            // Liberty's level for what an administrator should see.
            h.level(t.c, t.at, t.at + 5, Levels.NAMES);
            h.exactLevel(Levels.NAMES.of("info"));
            found = true;
        }
        t.lineEnd = end;
        t.at = after;
        return found;
    }

    private static boolean level(Text t, Head h, boolean timed) {
        int from = t.at;
        if (t.takeLevel(h)) {
            char next = t.peek();
            boolean delimited =
                    t.atEnd() || next <= ' ' || next == ':' || next == '|' || next == ']' || next == '[' || next == ',';
            if (delimited
                    && (isUpper(t, from)
                            || (next == ':' && isLevelWord(t, from, t.at) && (timed || !isCapital(t.c[from])))
                            || ((next == '\t' || (next == ' ' && barFollows(t))) && timed)
                            || (next == ' ' && timed && isIsoTime(t, from) && isWordOf(t, from, t.at, ISO_LEVELS)))) {
                return true;
            }
            h.noLevel();
            t.at = from;
        }
        return false;
    }

    private static boolean barFollows(Text t) {
        int next = t.at;
        while (next < t.lineEnd && t.c[next] == ' ') {
            next++;
        }
        return next < t.lineEnd && t.c[next] == '|';
    }

    /** Whether {@code 2026-11-21T18:35:21.051Z } stands before the position: a person would have written a blank. */
    private static boolean isIsoTime(Text t, int at) {
        return at > 20
                && t.c[at - 1] == ' '
                && (t.c[at - 2] == 'Z' || Time.isDigit(t.c[at - 2]))
                && t.indexOf("T", 0, at) == 10;
    }

    /** Monolog's {@code channel.LEVEL: message}. */
    private static boolean channel(Text t, Head h) {
        int from = t.at;
        int end = t.wordEnd();
        int dot = end - 1;
        while (dot > from && t.c[dot] != '.') {
            dot--;
        }
        if (dot > from && end - dot > 4 && t.c[end - 1] == ':' && isUpper(t, dot + 1)) {
            t.at = dot + 1;
            if (t.takeLevel(h) && t.at == end - 1) {
                h.logger(t.c, from, dot);
                return true;
            }
            h.noLevel();
            t.at = from;
        }
        return false;
    }

    /**
     * A level in capitals after one more word: Log4j's own {@code time main ERROR message}, and the Python cookbook's
     * {@code time name         ERROR    message}, whose name has dots or is padded; after two more if the second is
     * coloredlogs' {@code host name[pid]}.
     */
    private static boolean lateLevel(Text t, Head h, boolean first) {
        int from = t.at;
        int end = t.wordEnd();
        t.at = end;
        t.skipBlanks();
        if (t.at > end && isCapital(t.peek()) && isCapital(t.peek(1))) {
            int level = t.at;
            if (t.takeLevel(h) && t.peek() == ' ') {
                int bracket = t.indexOf("[", from, end);
                if (isName(t, from, bracket < 0 ? end : bracket)
                        && (bracket > 0 || level - end > 1 || t.indexOf(".", from, end) > 0)) {
                    h.logger(t.c, from, bracket < 0 ? end : bracket);
                }
                return true;
            }
            h.noLevel();
        } else if (first && end > from && t.indexOf("[", t.at, t.wordEnd()) > t.at && lateLevel(t, h, false)) {
            return true;
        }
        t.at = from;
        return false;
    }

    /** {@code name: LEVEL: message}, and Go's {@code file.go:42: LEVEL: message}. */
    private static boolean namedLevel(Text t, Head h) {
        int from = t.at;
        int end = t.wordEnd();
        if (end > from + 1 && t.c[end - 1] == ':' && isName(t, from, end - 1)) {
            t.at = end;
            t.skipBlanks();
            if (isCapital(t.peek()) && isCapital(t.peek(1)) && t.takeLevel(h)) {
                if (t.peek() == ':') {
                    if (t.indexOf(":", from, end - 1) < 0) {
                        h.logger(t.c, from, end - 1);
                    }
                    return true;
                }
                h.noLevel();
            }
            t.at = from;
        }
        return false;
    }

    /** {@code LEVEL time …} and {@code [LEVEL] [time] …}. */
    private static void timeAfterLevel(Text t, Head h) {
        if (h.time.isPresent()) {
            return;
        }
        int from = t.at;
        t.take(':');
        t.skipBlanks();
        t.take('[');
        if (!Time.isDigit(t.peek()) || !t.takeTime(h.time)) {
            t.at = from;
        }
    }

    /** Moves past {@code key=value}, as Elixir's metadata stands before its level. */
    private static boolean takePair(Text t) {
        int end = t.wordEnd();
        int equals = t.indexOf('=', t.at);
        if (equals > t.at && equals < end) {
            t.at = end;
            return true;
        }
        return false;
    }

    // ------------------------------------------------------------------ logger

    /** {@code [ERROR] agent: message}, {@code <Error> executeQuery: message}. */
    private static void loggerBeforeColon(Text t, Head h) {
        t.skipBlanks();
        int end = t.wordEnd();
        if (h.time.isPresent()
                && end > t.at + 1
                && end < t.lineEnd
                && t.c[end - 1] == ':'
                && isName(t, t.at, end - 1)) {
            h.logger(t.c, t.at, end - 1);
        }
    }

    private static void loggerAfterLevel(Text t, Head h, boolean timed) {
        if (!timed && t.peek() == ':' && t.peek(1) > ' ') {
            // Python's "LEVEL:name:message".
            int end = t.indexOf(':', t.at + 1);
            if (end > 0 && isName(t, t.at + 1, end)) {
                h.logger(t.c, t.at + 1, end);
            }
        } else if (timed && t.peek() == ' ') {
            rustTarget(t, h);
            t.skipBlanks();
            if (t.take('|')) {
                loguruModule(t, h);
            }
        }
    }

    /** The target of Rust's tracing, {@code shop::orders: message}, behind the spans that it stands in. */
    private static void rustTarget(Text t, Head h) {
        t.skipBlanks();
        for (int i = 0; i < 4; i++) {
            int end = t.wordEnd();
            if (end > t.at + 3 && t.c[end - 1] == ':' && t.indexOf("::", t.at, end - 1) > 0) {
                int to = end - 1;
                int span = t.indexOf("}:", t.at, to);
                if (span < 0 && isName(t, t.at, to)) {
                    h.logger(t.c, t.at, to);
                    return;
                }
            }
            int brace = t.indexOf('}', t.at);
            if (brace < 0 || brace + 1 >= t.lineEnd || t.c[brace + 1] != ':') {
                return;
            }
            t.at = brace + 2;
            t.skipBlanks();
        }
    }

    /** loguru's {@code module:function:line - message}. */
    private static void loguruModule(Text t, Head h) {
        t.skipBlanks();
        int end = t.wordEnd();
        int colon = t.indexOf(':', t.at);
        if (colon > t.at && colon < end && t.indexOf(':', colon + 1) > 0 && t.indexOf(':', colon + 1) < end) {
            h.logger(t.c, t.at, colon);
        }
    }

    private static boolean isName(Text t, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = t.c[i];
            boolean letter = (c >= 'a' && c <= 'z') || isCapital(c) || c == '_' || c >= 0x80;
            if (!letter && (i == from || (!Time.isDigit(c) && ".-$:".indexOf(c) < 0))) {
                return false;
            }
        }
        return to > from;
    }

    private static boolean isCapital(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isUpper(Text t, int from) {
        return isCapital(t.c[from]) && isCapital(t.c[from + 1]);
    }

    /** In capitals every level is one; otherwise only a word that rarely means something else. */
    private static boolean isLevelWord(Text t, int from, int to) {
        if (isUpper(t, from)) {
            return true;
        }
        return isWordOf(t, from, to, SMALL);
    }

    private static boolean isWordOf(Text t, int from, int to, String[] words) {
        String found = t.string(from, to);
        for (String word : words) {
            if (word.equalsIgnoreCase(found)) {
                return true;
            }
        }
        return false;
    }

    /** Moves past a word that is followed by a dash or a bar; the first such is the logger. */
    private static boolean separated(Text t, Head h) {
        int end = t.wordEnd();
        int next = end;
        while (next < t.lineEnd && t.c[next] == ' ') {
            next++;
        }
        if (end > t.at && next + 1 < t.lineEnd && (t.c[next] == '-' || t.c[next] == '|') && t.c[next + 1] == ' ') {
            if (isName(t, t.at, end)) {
                h.logger(t.c, t.at, end);
            }
            t.at = next;
            return true;
        }
        return false;
    }
}
