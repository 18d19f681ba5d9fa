package io.github.structuredlogs.internal.parse.values;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.text.Ansi;
import io.github.structuredlogs.internal.text.Ascii;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The levels of spellings, without regard to case or ANSI codes.
 *
 * <p>Names mean the same for every logger. Numbers do not, so a format names the scale of its numbers.
 */
public enum LevelScale {
    /** Only names; a number is not a level. */
    NAMES,
    /** pino and bunyan: 10 to 60. */
    PINO,
    /** Python: 10 to 50, 5 for finer ones. */
    PYTHON,
    /** RFC 5424: 0 (emergency) to 7 (debug). */
    SYSLOG,
    /** monolog: 100 to 600. */
    MONOLOG,
    /** OTLP's severity numbers: 1 to 24. */
    OTLP,
    /** log/slog: names with an offset, {@code INFO+2}. */
    SLOG,
    /** Logback's and Log4j's numbers: 5000 to 40000. */
    LOGBACK,
    /** Serilog and Nest, in which {@code verbose} is finer than {@code debug}. */
    VERBOSE_IS_TRACE,
    /** MongoDB, klog, glog: a letter, {@code D1}. */
    LETTERS,
    /** tslog and semantic_logger: 0 (finest) to 5 or 6. */
    INDEX;

    private static final Table NAMED = new Table(Map.ofEntries(
            Map.entry(LogLevel.TRACE, "trace trce trc trac finest silly finetrace vrb"),
            Map.entry(
                    LogLevel.DEBUG,
                    "debug debg debu dbg dbug fine finer verbose http debug1 debug2 debug3 debug4 debug5"),
            Map.entry(LogLevel.INFO, "info information informational notice note config success log inf system"),
            Map.entry(LogLevel.WARN, "warn warning wrn"),
            Map.entry(LogLevel.ERROR, "error err erro eror severe fail"),
            Map.entry(LogLevel.FATAL, "fatal critical crit panic dpanic alert emergency emerg ftl crt fata pani pnc")));

    /** {@return the level, null if the text is not a level's name} */
    public @Nullable LogLevel of(char[] c, int from, int to) {
        while (from < to && c[from] <= ' ' && c[from] != Ansi.ESCAPE) {
            from++;
        }
        while (from < to && c[to - 1] <= ' ') {
            to--;
        }
        if (from < to && (c[from] == Ansi.ESCAPE || c[to - 1] == 'm' || c[to - 1] == ']')) {
            int coloured = indexOfEscape(c, from, to);
            if (coloured >= 0) {
                char[] plain = new char[to - from];
                int length = Ansi.strip(c, from, to, plain);
                return length == to - from ? null : of(plain, 0, length);
            }
        }
        if (from == to || to - from > 20) {
            return null;
        }
        if (this == LETTERS) {
            return letter(c, from, to);
        }
        LogLevel level = NAMED.get(c, from, to);
        if (this == VERBOSE_IS_TRACE && level == LogLevel.DEBUG && (c[from] == 'v' || c[from] == 'V')) {
            return LogLevel.TRACE;
        }
        if (level == null && (Ascii.isDigit(c[from]) || c[from] == '-')) {
            return number(c, from, to);
        }
        if (level == null) {
            level = offset(c, from, to);
        }
        return level == null && isMark(c[from], c[to - 1]) ? withoutMarks(c, from, to) : level;
    }

    /** {@code [error]}, {@code <warn>}, {@code INFO:}. */
    private @Nullable LogLevel withoutMarks(char[] c, int from, int to) {
        while (from < to && isMark(c[from])) {
            from++;
        }
        while (to > from && (isMark(c[to - 1]) || c[to - 1] <= ' ')) {
            to--;
        }
        return from == to ? null : of(c, from, to);
    }

    private static boolean isMark(char first, char last) {
        return isMark(first) || isMark(last);
    }

    private static boolean isMark(char c) {
        return c == '[' || c == ']' || c == '<' || c == '>' || c == '(' || c == ')' || c == ':' || c == '"'
                || c == '\'';
    }

    public @Nullable LogLevel of(JsonTape jsonTape, int node) {
        if (!jsonTape.isString(node) && !jsonTape.isNumber(node)) {
            return null;
        }
        int start = jsonTape.start(node);
        return of(jsonTape.chars(), start, start + jsonTape.length(node));
    }

    public @Nullable LogLevel of(String text) {
        char[] c = text.toCharArray();
        return of(c, 0, c.length);
    }

    private static int indexOfEscape(char[] c, int from, int to) {
        for (int i = from; i < to; i++) {
            if (c[i] == Ansi.ESCAPE) {
                return i;
            }
        }
        return -1;
    }

    private @Nullable LogLevel number(char[] c, int from, int to) {
        int at = from;
        boolean negative = c[at] == '-';
        if (negative) {
            at++;
        }
        if (to - at > 6 || at == to) {
            return null;
        }
        int value = 0;
        for (; at < to; at++) {
            if (c[at] == '.') {
                break;
            }
            if (!Ascii.isDigit(c[at])) {
                return null;
            }
            value = value * 10 + (c[at] - '0');
        }
        return of(negative ? -value : value);
    }

    /** {@return the level of a number; one between two named ones counts as the lower} */
    public @Nullable LogLevel of(int number) {
        return switch (this) {
            case PINO -> ladder(number, 20, 30, 40, 50, 60);
            case PYTHON -> number == 0 ? null : ladder(number, 10, 20, 30, 40, 50);
            case MONOLOG -> ladder(number, 100, 200, 300, 400, 500);
            case OTLP -> number < 1 || number > 24 ? null : ladder(number, 5, 9, 13, 17, 21);
            case LOGBACK -> ladder(number, 10_000, 20_000, 30_000, 40_000, 50_000);
            case SLOG -> ladder(number, -4, 0, 4, 8, 12);
            case INDEX -> number < 0 || number > 6 ? null : ladder(number, 1, 2, 3, 4, 5);
            case SYSLOG ->
                switch (number) {
                    case 0, 1, 2 -> LogLevel.FATAL;
                    case 3 -> LogLevel.ERROR;
                    case 4 -> LogLevel.WARN;
                    case 5, 6 -> LogLevel.INFO;
                    case 7 -> LogLevel.DEBUG;
                    default -> null;
                };
            default -> null;
        };
    }

    private static LogLevel ladder(int number, int debug, int info, int warn, int error, int fatal) {
        return number < info
                ? number < debug ? LogLevel.TRACE : LogLevel.DEBUG
                : number < warn
                        ? LogLevel.INFO
                        : number < error ? LogLevel.WARN : number < fatal ? LogLevel.ERROR : LogLevel.FATAL;
    }

    /** slog's {@code INFO+2}: DEBUG is -4, INFO 0, WARN 4, ERROR 8. */
    private static @Nullable LogLevel offset(char[] c, int from, int to) {
        for (int i = from + 4; i < to - 1 && i <= from + 5; i++) {
            if (c[i] == '+' || c[i] == '-') {
                LogLevel base = NAMED.get(c, from, i);
                if (base == null || base == LogLevel.TRACE || base == LogLevel.FATAL || to - i > 5) {
                    return null;
                }
                int value = 0;
                for (int d = i + 1; d < to; d++) {
                    if (!Ascii.isDigit(c[d])) {
                        return null;
                    }
                    value = value * 10 + (c[d] - '0');
                }
                int named = base == LogLevel.DEBUG ? -4 : base == LogLevel.WARN ? 4 : base == LogLevel.ERROR ? 8 : 0;
                return SLOG.of(named + (c[i] == '-' ? -value : value));
            }
        }
        return null;
    }

    private static @Nullable LogLevel letter(char[] c, int from, int to) {
        if (to - from > 2 || (to - from == 2 && !Ascii.isDigit(c[from + 1]))) {
            return NAMED.get(c, from, to);
        }
        return switch (c[from]) {
            case 'T', 'V' -> LogLevel.TRACE;
            case 'D' -> LogLevel.DEBUG;
            case 'I', 'N' -> LogLevel.INFO;
            case 'W' -> LogLevel.WARN;
            case 'E' -> LogLevel.ERROR;
            case 'F', 'C', 'A' -> LogLevel.FATAL;
            default -> null;
        };
    }

    /** Words to levels, looked up by characters in any case. */
    private static final class Table {
        private static final int SIZE = 256;
        private final char[][] words = new char[SIZE][];
        private final LogLevel[] levels = new LogLevel[SIZE];

        Table(Map<LogLevel, String> spellings) {
            spellings.forEach((level, text) -> {
                for (String word : text.split(" ", -1)) {
                    int at = slot(word.toCharArray(), 0, word.length());
                    while (levels[at] != null) {
                        at = (at + 1) & (SIZE - 1);
                    }
                    words[at] = word.toCharArray();
                    levels[at] = level;
                }
            });
        }

        @Nullable LogLevel get(char[] c, int from, int to) {
            int at = slot(c, from, to);
            while (levels[at] != null) {
                if (equal(words[at], c, from, to)) {
                    return levels[at];
                }
                at = (at + 1) & (SIZE - 1);
            }
            return null;
        }

        private static int slot(char[] c, int from, int to) {
            int hash = to - from;
            for (int i = from; i < to; i++) {
                hash = hash * 31 + (c[i] | 0x20);
            }
            return (hash ^ (hash >>> 8) ^ (hash >>> 16)) & (SIZE - 1);
        }

        private static boolean equal(char[] word, char[] c, int from, int to) {
            if (word.length != to - from) {
                return false;
            }
            for (int i = 0; i < word.length; i++) {
                char d = c[from + i];
                if (word[i] != (d >= 'A' && d <= 'Z' ? d | 0x20 : d)) {
                    return false;
                }
            }
            return true;
        }
    }
}
