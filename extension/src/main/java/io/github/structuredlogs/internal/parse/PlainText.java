package io.github.structuredlogs.internal.parse;

/**
 * A line that no other format recognises. Its text is the message, whole; the time and level that it begins with are read
 * where they stand as loggers write them.
 */
final class PlainText extends TextFormat {
    /** Level words in small letters that count without a time before them: .NET's, winston's, npm's. */
    private static final String[] SMALL = {
        "info", "warn", "fail", "crit", "dbug", "trce", "error", "debug", "verbose", "fatal", "trace", "warning",
        "silly"
    };

    PlainText() {
        super("text");
    }

    @Override
    boolean read(Text t, Head h) {
        t.skipBlanks();
        int start = t.at;
        if (!letterHead(t, h)) {
            t.at = start;
            head(t, h);
        }
        t.message(trimmedStart(t), trimmedEnd(t));
        return true;
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

    /** Ruby's {@code I, [time #pid]  INFO -- : }. */
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

    /** Time, level, and what may stand between them: brackets, bars, dashes, names. */
    private static void head(Text t, Head h) {
        boolean timed = false;
        for (int part = 0; part < 6 && !t.atEnd(); part++) {
            t.skipBlanks();
            int from = t.at;
            char c = t.peek();
            if (!timed && Time.isDigit(c) && (t.takeTime(h.time) || t.takeClock())) {
                timed = true;
            } else if (c == '[' || c == '(' || c == '<') {
                int inner = t.takeBracketed(c, c == '[' ? ']' : c == '(' ? ')' : '>');
                if (inner < 0) {
                    return;
                }
                if (bracketed(t, h, inner, t.bracketEnd, timed)) {
                    return;
                }
                timed |= h.time.isPresent();
            } else if (c == '|' || (c == '-' && t.peek(1) <= ' ') || c == ',' || c == ';') {
                t.at++;
            } else if (level(t, h, timed)) {
                return;
            } else if (timed && part < 4 && separated(t)) {
                // A name between bars or dashes, as in Python's "time - name - LEVEL - message".
                continue;
            } else {
                return;
            }
            if (t.at == from) {
                return;
            }
        }
    }

    /** {@return whether the brackets hold the level} */
    private static boolean bracketed(Text t, Head h, int from, int to, boolean timed) {
        int after = t.at;
        int end = t.lineEnd;
        t.at = from;
        t.lineEnd = to;
        t.skipBlanks();
        if (!timed && (t.takeTime(h.time) || t.takeClock())) {
            t.skipBlanks();
        }
        boolean found = false;
        int word = t.at;
        if (t.takeLevel(h)) {
            found = t.atEnd() || t.c[t.at] <= ' ' || t.c[t.at] == ':' || t.c[t.at] == ']';
            if (!found || (!isUpper(t, word) && !t.atEnd() && t.c[t.at] != ' ')) {
                h.noLevel();
                found = false;
            }
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
                            || (next == ':' && (timed || isSmall(t, from, t.at)))
                            || (next == '\t' && timed))) {
                return true;
            }
            h.noLevel();
            t.at = from;
        }
        return false;
    }

    private static boolean isUpper(Text t, int from) {
        return t.c[from] >= 'A' && t.c[from] <= 'Z' && t.c[from + 1] >= 'A' && t.c[from + 1] <= 'Z';
    }

    private static boolean isSmall(Text t, int from, int to) {
        for (String word : SMALL) {
            if (word.length() == to - from && t.string(from, to).equals(word)) {
                return true;
            }
        }
        return false;
    }

    /** Moves past a word that is followed by a dash or a bar. */
    private static boolean separated(Text t) {
        int end = t.wordEnd();
        int next = end;
        while (next < t.lineEnd && t.c[next] == ' ') {
            next++;
        }
        if (end > t.at && next + 1 < t.lineEnd && (t.c[next] == '-' || t.c[next] == '|') && t.c[next + 1] == ' ') {
            t.at = next;
            return true;
        }
        return false;
    }
}
