package io.github.structuredlogs.internal.parse.formats.text;

import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.TextCursor;
import io.github.structuredlogs.internal.parse.values.LevelScale;
import io.github.structuredlogs.internal.text.Ascii;

/** The time, the level and the logger at the beginning of plain text, where loggers write them. */
final class PlainHead {
    /** Words in lower case that are a level before a colon or in brackets; most other words, such as http, are not. */
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
        "severe",
        "erro",
        "debg",
        "note"
    };

    /** Words in lower case that are a level before a blank, after a time as programs write it. */
    private static final String[] ISO_LEVELS = {"info", "warn", "warning", "error", "debug", "fatal"};

    private static final int MAX_PARTS = 8;
    private static final int MIN_ID = 16;

    private PlainHead() {}

    /** Reads time and level, and skips text between them: brackets, bars, dashes, names, pairs. */
    static void read(TextCursor t, IndexedValues h) {
        boolean timed = false;
        boolean named = false;
        for (int part = 0; part < MAX_PARTS && !t.atEnd(); part++) {
            t.skipBlanks();
            int from = t.at;
            char c = t.peek();
            if (!timed && isTime(t, h, c, part)) {
                timed = true;
            } else if (c == '[' || c == '(' || c == '<' || (c == '{' && timed)) {
                int inner = t.takeBracketed(c, c == '[' ? ']' : c == '(' ? ')' : c == '<' ? '>' : '}');
                if (inner < 0) {
                    return;
                }
                if (bracketed(t, h, inner, t.bracketEnd, timed)) {
                    timeAfterLevel(t, h);
                    PlainLogger.inNextBrackets(t, h);
                    PlainLogger.beforeColon(t, h);
                    return;
                }
                PlainLogger.between(t, h, inner, timed);
                timed |= h.timestampReader.isPresent();
            } else if (c == '|' || ((c == '-' || (timed && c == ':')) && t.peek(1) <= ' ') || c == ',' || c == ';') {
                // Logback's own "|-ERROR in".
                t.at += c == '|' && t.peek(1) == '-' ? 2 : 1;
            } else if (h.hasLevelText()) {
                // After a priority, only the time is left to read.
                return;
            } else if (level(t, h, timed)) {
                PlainLogger.afterLevel(t, h, timed);
                timeAfterLevel(t, h);
                return;
            } else if (timed && (PlainMark.messageId(t, h) || channel(t, h) || (!named && lateLevel(t, h, true)))) {
                return;
            } else if (((timed || part == 0) && namedLevel(t, h, timed))
                    || (timed && (ofProcess(t, h) || ofSession(t, h)))) {
                return;
            } else if ((timed && letter(t, h)) || (c == '#' && PlainMark.workflowCommand(t, h))) {
                return;
            } else if (takePair(t) || (timed && (takePlace(t) || takeColumn(t))) || (part == 0 && takeStars(t))) {
                continue;
            } else if (timed && part < 4 && PlainLogger.separated(t, h)) {
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

    private static boolean isTime(TextCursor t, IndexedValues h, char c, int part) {
        if (Ascii.isDigit(c)) {
            return t.takeTime(h.timestampReader) || t.takeClock() || t.takeStamp() || takeEpoch(t, h);
        }
        if (isCapital(c) && !isCapital(t.peek(1))) {
            return t.takeTime(h.timestampReader) || t.takeStamp();
        }
        return part == 0 && takeNameAndClock(t, h);
    }

    /** Bitnami's {@code postgresql 16:09:54.60 INFO  ==> message}. */
    private static boolean takeNameAndClock(TextCursor t, IndexedValues h) {
        int from = t.at;
        int end = t.wordEnd();
        if (end - from > 1
                && end + 9 < t.lineEnd
                && Ascii.isDigit(t.c[end + 1])
                && PlainLogger.isName(t, from, end)
                && t.c[end - 1] != ':'
                && LevelScale.NAMES.of(t.c, from, end) == null) {
            t.at = end + 1;
            if (t.takeClock() || t.takeTime(h.timestampReader)) {
                return true;
            }
        }
        t.at = from;
        return false;
    }

    /** {@code W message}, {@code E! message} after a time; a capital A is an article. */
    private static boolean letter(TextCursor t, IndexedValues h) {
        int from = t.at;
        for (int i = 0; i < 2 && Ascii.isDigit(t.peek()); i++) {
            // Android's process and thread.
            t.takeDigits();
            t.skipBlanks();
        }
        boolean marked = t.peek(1) == '!';
        if ((marked || t.at > from || h.timestampReader.isPresent())
                && "TVDIWEFC".indexOf(t.peek()) >= 0
                && t.peek(marked ? 2 : 1) == ' '
                && t.peek(marked ? 3 : 2) > ' ') {
            h.level(t.c, t.at, t.at + 1, LevelScale.LETTERS);
            t.at += marked ? 2 : 1;
            PlainLogger.beforeDashes(t, h);
            return true;
        }
        t.at = from;
        return false;
    }

    /** Skips a location in the code, {@code cmd/web.go:304:listen()}. */
    private static boolean takePlace(TextCursor t) {
        int end = t.wordEnd();
        int dot = t.indexOf(".", t.at, end);
        int colon = dot < 0 ? -1 : t.indexOf(":", dot, end);
        while (colon > 0 && colon + 1 < end && !Ascii.isDigit(t.c[colon + 1])) {
            colon = t.indexOf(":", colon + 1, end);
        }
        if (colon < 0 || colon + 1 >= end) {
            return false;
        }
        t.at = end;
        return true;
    }

    /** Skips an id between tabs, as AWS Lambda's request. */
    private static boolean takeColumn(TextCursor t) {
        int end = t.at;
        while (end < t.lineEnd && (Ascii.isHex(t.c[end]) || t.c[end] == '-')) {
            end++;
        }
        if (end - t.at < MIN_ID || t.c[t.at - 1] != '\t' || end == t.lineEnd || t.c[end] != '\t') {
            return false;
        }
        t.at = end;
        return true;
    }

    /** Skips decorations: {@code *** ERROR}, {@code ==> WARN}. */
    private static boolean takeStars(TextCursor t) {
        int from = t.at;
        while (t.at - from < 6 && t.peek() > ' ' && "*!=>#-~".indexOf(t.peek()) >= 0) {
            t.at++;
        }
        int word = t.peek(1) == ' ' ? 2 : 1;
        if (t.at - from > 1 && t.peek() == ' ' && isCapital(t.peek(word)) && isCapital(t.peek(word + 1))) {
            return true;
        }
        t.at = from;
        return false;
    }

    /** Time since the epoch: Mosquitto's {@code 1795286121: message}, {@code 1.795e+09} before zap's tabs or bars. */
    private static boolean takeEpoch(TextCursor t, IndexedValues h) {
        int from = t.at;
        if (t.c[from] != '1' || !t.takeDigits()) {
            return false;
        }
        if (t.at - from == 10 && t.peek() == ':' && t.peek(1) == ' ') {
            t.at++;
            return h.timestampReader.read(t.c, from, t.at - 1);
        }
        if (t.at - from == 10 && t.peek() == '.' && Ascii.isDigit(t.peek(1))) {
            t.at++;
            t.takeDigits();
            if (t.peek() == ' ' && h.timestampReader.read(t.c, from, t.at)) {
                return true;
            }
        }
        t.at = t.wordEnd();
        boolean epoch = t.at - from >= 10 && (t.peek() == '\t' || (t.peek() == ' ' && t.peek(1) == '|'));
        if (epoch && h.timestampReader.read(t.c, from, t.at)) {
            return true;
        }
        t.at = from;
        return false;
    }

    /** {@return whether the brackets contain the level} */
    private static boolean bracketed(TextCursor t, IndexedValues h, int from, int to, boolean timed) {
        int after = t.at;
        int end = t.lineEnd;
        t.at = from;
        t.lineEnd = to;
        t.skipBlanks();
        if (!timed && (t.takeTime(h.timestampReader) || t.takeClock())) {
            // In Celery, a colon and the level follow.
            t.take(':');
            t.skipBlanks();
        }
        boolean found = false;
        int word = t.at;
        if (to - from == 1 && (timed ? "TVDIWEFCAN" : "DIWEF").indexOf(t.c[from]) >= 0 && !h.hasLevelText()) {
            // Gitea's "time place [W] message".
            h.level(t.c, from, to, LevelScale.LETTERS);
            found = true;
        } else if (!timed && Ascii.isDigit(t.peek(2)) && t.peek(1) == ' ' && "DIWEC".indexOf(t.peek()) >= 0) {
            // Tornado's and Jupyter's "[E time name] message".
            h.level(t.c, word, word + 1, LevelScale.LETTERS);
            t.at += 2;
            if (t.takeTime(h.timestampReader)) {
                PlainLogger.last(t, h, to);
            }
            found = true;
        } else if (!h.hasLevelText() && t.takeLevel(h)) {
            char next = t.peek();
            found = t.atEnd() || next <= ' ' || next == ':' || next == ']' || (next == '/' && isUpper(t, word));
            if (!found || !isLevelWord(t, word, t.at) || (!isUpper(t, word) && !t.atEnd() && next != ' ')) {
                h.noLevel();
                found = false;
            } else if (!h.timestampReader.isPresent() && next == ' ') {
                // Geode's "[info time member <thread> tid=0x1]".
                t.skipBlanks();
                if (Ascii.isDigit(t.peek()) && t.takeTime(h.timestampReader)) {
                    PlainLogger.threadInAngles(t, to);
                }
            } else if (h.timestampReader.isPresent() && next == ' ') {
                // env_logger's "[time LEVEL target]".
                t.skipBlanks();
                if (!t.atEnd() && t.wordEnd() == to) {
                    h.logger(t.c, t.at, to);
                }
            }
        } else if (t.startsWith("AUDIT")) {
            // Liberty's level for messages to an administrator.
            h.level(t.c, t.at, t.at + 5, LevelScale.NAMES);
            h.exactLevel(LevelScale.NAMES.of("info"));
            found = true;
        }
        t.lineEnd = end;
        t.at = after;
        return found || (!h.hasLevelText() && PlainBracket.read(t, h, from, to, timed));
    }

    private static boolean level(TextCursor t, IndexedValues h, boolean timed) {
        int from = t.at;
        if (t.takeLevel(h)) {
            char next = t.peek();
            boolean delimited = t.atEnd()
                    || next <= ' '
                    || next == ':'
                    || next == '|'
                    || next == ']'
                    || next == '['
                    || next == ','
                    || ((next == '+' || next == '-') && Ascii.isDigit(t.peek(1)));
            if (delimited
                    && ((isUpper(t, from) && !isProtocol(t, from, t.at))
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

    private static boolean barFollows(TextCursor t) {
        int next = t.at;
        while (next < t.lineEnd && t.c[next] == ' ') {
            next++;
        }
        return next < t.lineEnd && t.c[next] == '|';
    }

    /** Says whether {@code 2026-11-21T18:35:21.051Z } is before the position: a person would have written a blank. */
    private static boolean isIsoTime(TextCursor t, int at) {
        return at > 20
                && t.c[at - 1] == ' '
                && (t.c[at - 2] == 'Z' || Ascii.isDigit(t.c[at - 2]))
                && t.indexOf("T", 0, at) == 10;
    }

    /** Monolog's {@code channel.LEVEL: message}. */
    private static boolean channel(TextCursor t, IndexedValues h) {
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
    private static boolean lateLevel(TextCursor t, IndexedValues h, boolean first) {
        int from = t.at;
        int end = t.wordEnd();
        t.at = end;
        t.skipBlanks();
        if (t.at > end && isCapital(t.peek()) && isCapital(t.peek(1))) {
            int level = t.at;
            if (t.takeLevel(h) && (t.peek() == ' ' || t.peek() == ':')) {
                int bracket = t.indexOf("[", from, end);
                if (t.c[end - 1] != ':'
                        && PlainLogger.isName(t, from, bracket < 0 ? end : bracket)
                        && (bracket > 0 || level - end > 1 || t.indexOf(".", from, end) > 0)) {
                    h.logger(t.c, from, bracket < 0 ? end : bracket);
                } else if (ThreadName.is(t, from, end)) {
                    t.thread(from, end);
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

    /**
     * {@code name: LEVEL: message}, {@code name[12]: LEVEL: message}, and Go's {@code file.go:42: LEVEL: message}; after a
     * time also BIND's {@code category: level: message}.
     */
    private static boolean namedLevel(TextCursor t, IndexedValues h, boolean timed) {
        int from = t.at;
        int end = t.wordEnd();
        int number = end > from + 2 && t.c[end - 2] == ']' ? t.indexOf("[", from, end) : -1;
        int name = number > from ? number : end - 1;
        if (end > from + 1 && t.c[end - 1] == ':' && PlainLogger.isName(t, from, name)) {
            t.at = end;
            t.skipBlanks();
            int level = t.at;
            boolean capitals = isCapital(t.peek()) && isCapital(t.peek(1));
            if ((capitals || (timed && !isCapital(t.peek()))) && t.takeLevel(h)) {
                if (t.peek() == ':' && isLevelWord(t, level, t.at)) {
                    if (t.indexOf(":", from, end - 1) < 0) {
                        h.logger(t.c, from, name);
                    }
                    return true;
                }
                h.noLevel();
            }
            t.at = from;
        }
        return false;
    }

    /** Syslog's {@code host program[12]: warning: message}, as Postfix has it. */
    private static boolean ofProcess(TextCursor t, IndexedValues h) {
        int from = t.at;
        for (int word = 0; word < 2; word++) {
            int end = t.wordEnd();
            if (end - 3 > t.at && t.c[end - 1] == ':' && t.c[end - 2] == ']' && Ascii.isDigit(t.c[end - 3])) {
                t.at = end;
                t.skipBlanks();
                int level = t.at;
                if (t.takeLevel(h) && t.peek() == ':' && isLevelWord(t, level, t.at)) {
                    return true;
                }
                h.noLevel();
                break;
            }
            t.at = end;
            t.skipBlanks();
        }
        t.at = from;
        return false;
    }

    /**
     * Dovecot's {@code imap-login: Info: message} and {@code lmtp(user)<12><session>: Error: message}. Elsewhere such a word
     * may be an exception's name, so without a session the time must be one as syslog writes it.
     *
     * @see <a href="https://doc.dovecot.org/2.3/admin_manual/logging/">Dovecot's logging</a>
     */
    private static boolean ofSession(TextCursor t, IndexedValues h) {
        int from = t.at;
        int end = t.wordEnd();
        int name = from;
        while (name < end && (Ascii.isLetter(t.c[name]) || t.c[name] == '-')) {
            name++;
        }
        boolean isSession = name > from && name < end - 1 && (t.c[name] == '(' || t.c[name] == '<');
        if (t.c[end - 1] == ':' && (isSession || (name > from && name == end - 1 && !h.timestampReader.isPresent()))) {
            t.at = end;
            t.skipBlanks();
            if (isCapital(t.peek()) && !isCapital(t.peek(1)) && t.takeLevel(h) && t.peek() == ':') {
                return true;
            }
            h.noLevel();
        }
        t.at = from;
        return false;
    }

    /** {@code LEVEL time …}, {@code LEVEL | time | …} and {@code [LEVEL] [time] …}. */
    private static void timeAfterLevel(TextCursor t, IndexedValues h) {
        if (h.timestampReader.isPresent()) {
            return;
        }
        int from = t.at;
        t.take(':');
        t.skipBlanks();
        if (t.take('|')) {
            t.skipBlanks();
        }
        t.take('[');
        if (!Ascii.isDigit(t.peek()) || !t.takeTime(h.timestampReader)) {
            t.at = from;
        }
    }

    /** Skips {@code key=value}, because Elixir writes metadata before its level. */
    private static boolean takePair(TextCursor t) {
        int end = t.wordEnd();
        int equals = t.indexOf('=', t.at);
        if (equals > t.at && equals < end) {
            t.at = end;
            return true;
        }
        return false;
    }

    static boolean isCapital(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isUpper(TextCursor t, int from) {
        return isCapital(t.c[from]) && isCapital(t.c[from + 1]);
    }

    /**
     * Says whether a word is a level: in capitals all names are, otherwise only a word that rarely means something
     * else.
     */
    private static boolean isLevelWord(TextCursor t, int from, int to) {
        if (isUpper(t, from)) {
            return !isProtocol(t, from, to);
        }
        return isWordOf(t, from, to, SMALL);
    }

    /** winston's level http is a word in small letters. */
    static boolean isProtocol(TextCursor t, int from, int to) {
        return to - from == 4 && t.indexOf("HTTP", from, to) == from;
    }

    private static boolean isWordOf(TextCursor t, int from, int to, String[] words) {
        String found = t.string(from, to);
        for (String word : words) {
            if (word.equalsIgnoreCase(found)) {
                return true;
            }
        }
        return false;
    }
}
