package io.github.structuredlogs.internal.parse.formats.text;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.TextCursor;
import io.github.structuredlogs.internal.parse.values.LevelScale;
import io.github.structuredlogs.internal.text.Ascii;

/**
 * A level that is attached to a mark at the beginning of a line: {@code SLF4J(W):}, {@code log4j:WARN}, {@code npm
 * error}, {@code OpenJDK 64-Bit Server VM warning:}, {@code app.rb:3: warning:}, {@code E: Unable to locate package}.
 */
final class PlainMark {
    private static final int MAX_MARK = 120;

    /** The words of compilers, linkers and interpreters between the location and the message. */
    private static final String[] SMALL = {"warning", "error", "fatal error", "fatal", "note", "info", "debug"};

    private static final String[] SMALL_LEVELS = {"warn", "error", "fatal", "fatal", "info", "info", "debug"};

    /** Programs of the Node ecosystem that write their name, a blank and the level. */
    private static final String[] NODE = {"npm", "gyp", "lerna", "node-pre-gyp", "pnpm", "prebuild-install", "cypress"};

    private static final String[] NODE_WORDS = {
        "error", "ERR!", "warn", "WARN", "notice", "info", "verb", "http", "timing"
    };
    private static final String[] NODE_LEVELS = {
        "error", "error", "warn", "warn", "info", "info", "debug", "debug", "debug"
    };

    private static final String[] ORACLE = {"ORA-", "TNS-", "PLS-", "SP2-", "LRM-"};

    private PlainMark() {}

    /** {@return whether the line begins with such a mark, whose level is then set} */
    static boolean head(TextCursor t, IndexedValues h) {
        char first = t.peek();
        if (first <= ' ' || first == '<') {
            return false;
        }
        if (Ascii.isDigit(first)) {
            // The scripts of an entrypoint, "20-envsubst.sh: info: message".
            return t.indexOf(".sh: ", t.at) == t.wordEnd() - 4 && tool(t, h);
        }
        if (first == '(') {
            return xorg(t, h) || inText(t, h);
        }
        return workflowCommand(t, h)
                || named(t, h)
                || apt(t, h)
                || messageId(t, h)
                || oracle(t, h)
                || sign(t, h)
                || node(t, h)
                || virtualMachine(t, h)
                || tool(t, h)
                || inText(t, h);
    }

    /** The commands of builds on GitHub and Azure: {@code ##[error]message}, {@code ::warning file=a.js::message}. */
    static boolean workflowCommand(TextCursor t, IndexedValues h) {
        boolean bracketed = t.startsWith("##[");
        if (!bracketed && !t.startsWith("::")) {
            return false;
        }
        int from = t.at + (bracketed ? 3 : 2);
        int to = from;
        while (to < t.lineEnd && isSmall(t.c[to])) {
            to++;
        }
        boolean closed = to < t.lineEnd && (bracketed ? t.c[to] == ']' : t.c[to] == ' ' || t.c[to] == ':');
        return closed && give(t, h, from, to, LevelScale.NAMES);
    }

    /** {@code SLF4J(W): }, {@code log4j:WARN }, {@code log4j:ERROR }. */
    private static boolean named(TextCursor t, IndexedValues h) {
        int at = t.at;
        while (at < t.lineEnd && (isSmall(t.c[at]) || PlainHead.isCapital(t.c[at]) || Ascii.isDigit(t.c[at]))) {
            at++;
        }
        if (at == t.at || at + 3 >= t.lineEnd) {
            return false;
        }
        if (t.c[at] == '(' && t.c[at + 2] == ')' && t.c[at + 3] == ':') {
            return give(t, h, at + 1, at + 2, LevelScale.LETTERS);
        }
        if (t.c[at] != ':' || !isSmall(t.c[t.at]) || !PlainHead.isCapital(t.c[at + 1])) {
            return false;
        }
        int word = at + 1;
        int end = word;
        while (end < t.lineEnd && PlainHead.isCapital(t.c[end])) {
            end++;
        }
        return end - word > 2 && end < t.lineEnd && t.c[end] == ' ' && give(t, h, word, end, LevelScale.NAMES);
    }

    /** Debian's {@code E: message}. */
    private static boolean apt(TextCursor t, IndexedValues h) {
        return t.peek(1) == ':'
                && t.peek(2) == ' '
                && "EWIN".indexOf(t.peek()) >= 0
                && give(t, h, t.at, t.at + 1, LevelScale.LETTERS);
    }

    /** Oracle's {@code ORA-01017: message}, {@code TNS-12541: message}; ORA-00000 is success. */
    private static boolean oracle(TextCursor t, IndexedValues h) {
        for (String product : ORACLE) {
            if (t.startsWith(product)) {
                int from = t.at + product.length();
                int to = from;
                while (to < t.lineEnd && Ascii.isDigit(t.c[to])) {
                    to++;
                }
                boolean id = to - from > 3 && to < t.lineEnd && t.c[to] == ':';
                if (id && t.indexOf("00000", from, to) < 0) {
                    h.impliedLevel(LogLevel.ERROR);
                    return true;
                }
                return false;
            }
        }
        return false;
    }

    /** {@code ⚠  message} of command line programs. */
    private static boolean sign(TextCursor t, IndexedValues h) {
        if (t.peek() == '\u26a0' && (t.peek(1) == ' ' || t.peek(1) == '\ufe0f')) {
            h.impliedLevel(LogLevel.WARN);
            return true;
        }
        return false;
    }

    /** IBM's {@code CWWKF0011I: message}, {@code AMQ5051I: message}, whose last letter is the level. */
    static boolean messageId(TextCursor t, IndexedValues h) {
        int at = t.at;
        while (at < t.lineEnd && PlainHead.isCapital(t.c[at])) {
            at++;
        }
        int digits = at;
        while (at < t.lineEnd && Ascii.isDigit(t.c[at])) {
            at++;
        }
        boolean id = digits - t.at > 2 && digits - t.at < 8 && at - digits > 2 && at - digits < 6;
        if (!id || at + 2 >= t.lineEnd || t.c[at + 1] != ':' || t.c[at + 2] != ' ' || "IWEAF".indexOf(t.c[at]) < 0) {
            return false;
        }
        char letter = t.c[at];
        give(t, h, at, at + 1, LevelScale.LETTERS);
        if (letter == 'A') {
            // A message or a task for an administrator.
            h.exactLevel(LogLevel.INFO);
        }
        return true;
    }

    private static boolean node(TextCursor t, IndexedValues h) {
        for (String program : NODE) {
            if (t.startsWith(program) && t.peek(program.length()) == ' ') {
                int from = t.at + program.length() + 1;
                for (int i = 0; i < NODE_WORDS.length; i++) {
                    int end = from + NODE_WORDS[i].length();
                    if (end <= t.lineEnd
                            && t.indexOf(NODE_WORDS[i], from, end) == from
                            && (end == t.lineEnd || t.c[end] == ' ')) {
                        h.level(t.c, from, end, LevelScale.NAMES);
                        h.exactLevel(LevelScale.NAMES.of(NODE_LEVELS[i]));
                        return true;
                    }
                }
                return false;
            }
        }
        if (t.startsWith("error[E")) {
            // Rust's compiler.
            h.level(t.c, t.at, t.at + 5, LevelScale.NAMES);
            return true;
        }
        if (t.startsWith("ERR_PNPM_")) {
            h.level(t.c, t.at, t.at + 3, LevelScale.NAMES);
            return true;
        }
        return false;
    }

    /** {@code OpenJDK 64-Bit Server VM warning: message}, {@code Java HotSpot(TM) Client VM error: …}. */
    private static boolean virtualMachine(TextCursor t, IndexedValues h) {
        if (!PlainHead.isCapital(t.peek())) {
            return false;
        }
        int machine = t.indexOf(" VM ", t.at, Math.min(t.lineEnd, t.at + MAX_MARK));
        return machine > 0 && smallWord(t, h, machine + 4);
    }

    /** {@code /src/a.c:3:5: error: message}, {@code ld: warning: message}, {@code app.py:3: UserWarning: message}. */
    private static boolean tool(TextCursor t, IndexedValues h) {
        int end = t.wordEnd();
        if (end - t.at > 2 * MAX_MARK || end - t.at < 3 || t.c[end - 1] != ':' || end >= t.lineEnd || t.c[end] != ' ') {
            return false;
        }
        return smallWord(t, h, end + 1)
                || warningClass(t, h, end + 1, end - 2)
                || (Ascii.isDigit(t.c[end - 2]) && capitals(t, h, end + 1));
    }

    /** {@code psql:/init.sql:3: ERROR:  message}. */
    private static boolean capitals(TextCursor t, IndexedValues h, int from) {
        int end = from;
        while (end < t.lineEnd && PlainHead.isCapital(t.c[end])) {
            end++;
        }
        return end - from > 3 && end < t.lineEnd && t.c[end] == ':' && give(t, h, from, end, LevelScale.NAMES);
    }

    private static boolean smallWord(TextCursor t, IndexedValues h, int from) {
        for (int i = 0; i < SMALL.length; i++) {
            int end = from + SMALL[i].length();
            if (end < t.lineEnd && t.c[end] == ':' && t.indexOf(SMALL[i], from, end) == from) {
                h.level(t.c, from, end, LevelScale.NAMES);
                h.exactLevel(LevelScale.NAMES.of(SMALL_LEVELS[i]));
                return true;
            }
        }
        return false;
    }

    /** Python's {@code path:line: DeprecationWarning: message}. */
    private static boolean warningClass(TextCursor t, IndexedValues h, int from, int before) {
        return Ascii.isDigit(t.c[before]) && warning(t, h, from);
    }

    private static boolean warning(TextCursor t, IndexedValues h, int from) {
        int end = from;
        while (end < t.lineEnd && (isSmall(t.c[end]) || PlainHead.isCapital(t.c[end]) || t.c[end] == '.')) {
            end++;
        }
        int word = end - "Warning".length();
        if (word < from || end >= t.lineEnd || t.c[end] != ':' || t.indexOf("Warning", word, end) != word) {
            return false;
        }
        h.level(t.c, from, end, LevelScale.NAMES);
        h.exactLevel(LogLevel.WARN);
        return true;
    }

    /** The X server's {@code (EE) message}, Node's {@code (node:12) [DEP0005] DeprecationWarning: message}. */
    private static boolean xorg(TextCursor t, IndexedValues h) {
        if (t.peek(3) == ')' && t.peek(4) == ' ' && t.peek(1) == t.peek(2) && "EWI".indexOf(t.peek(1)) >= 0) {
            return give(t, h, t.at + 1, t.at + 2, LevelScale.LETTERS);
        }
        if (!t.startsWith("(node:")) {
            return false;
        }
        int close = t.indexOf(") ", t.at);
        if (close < 0) {
            return false;
        }
        int word = close + 2;
        if (word < t.lineEnd && t.c[word] == '[') {
            int bracket = t.indexOf("] ", word, t.lineEnd);
            word = bracket < 0 ? word : bracket + 2;
        }
        if (t.indexOf("UnhandledPromiseRejectionWarning:", word, t.lineEnd) == word) {
            // Node calls it a warning, but it is an uncaught exception.
            h.level(t.c, word, word + "UnhandledPromiseRejectionWarning".length(), LevelScale.NAMES);
            h.exactLevel(LogLevel.ERROR);
            return true;
        }
        return warning(t, h, word);
    }

    /** GLib's {@code (program:12): GLib-WARNING **: message} and {@code ** (program:12): WARNING **: message}. */
    private static boolean inText(TextCursor t, IndexedValues h) {
        if (t.peek() != '(' && t.peek() != '*') {
            return false;
        }
        int stars = t.indexOf(" **: ", t.at, Math.min(t.lineEnd, t.at + MAX_MARK));
        int from = stars;
        while (from > t.at && (isSmall(t.c[from - 1]) || PlainHead.isCapital(t.c[from - 1]))) {
            from--;
        }
        if (stars < 0 || from == stars) {
            return false;
        }
        boolean message = t.indexOf("Message", from, stars) == from;
        return message ? levelled(t, h, from, stars) : give(t, h, from, stars, LevelScale.NAMES);
    }

    private static boolean levelled(TextCursor t, IndexedValues h, int from, int to) {
        h.level(t.c, from, to, LevelScale.NAMES);
        h.exactLevel(LogLevel.INFO);
        return true;
    }

    private static boolean give(TextCursor t, IndexedValues h, int from, int to, LevelScale scale) {
        if (scale.of(t.c, from, to) == null) {
            return false;
        }
        h.level(t.c, from, to, scale);
        return true;
    }

    private static boolean isSmall(char c) {
        return c >= 'a' && c <= 'z';
    }
}
