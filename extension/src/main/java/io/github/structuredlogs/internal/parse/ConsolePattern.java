package io.github.structuredlogs.internal.parse;

/**
 * The usual patterns of Logback and Log4j2, and of the frameworks that keep them (Micronaut, Dropwizard, ZooKeeper,
 * Cassandra, Tomcat): time, level and thread in any order, then the logger, a dash or colon, the message. Source: the
 * manuals' conversion patterns, {@code %d{HH:mm:ss.SSS} [%thread] %-5level %logger{36} -%kvp- %msg%n} first of all.
 */
final class ConsolePattern extends TextFormat {
    ConsolePattern() {
        super("pattern");
    }

    @Override
    boolean read(Text t, Head h) {
        boolean timed = false;
        boolean levelled = false;
        int threadFrom = -1;
        int threadTo = -1;
        for (int part = 0; part < 5; part++) {
            t.skipBlanks();
            char c = t.peek();
            if (!timed && Time.isDigit(c) && (t.takeTime(h.time) || t.takeClock())) {
                timed = true;
            } else if (c == '[') {
                int from = t.takeBracketed('[', ']');
                if (from < 0) {
                    return false;
                }
                int to = t.bracketEnd;
                int after = t.at;
                if (!timed && h.time.text(t.c, from, to)) {
                    timed = true;
                } else if (!levelled && isLevel(t, h, from, to)) {
                    levelled = true;
                } else if (threadFrom < 0) {
                    threadFrom = from;
                    threadTo = to;
                } else if (part > 2) {
                    return false;
                }
                t.at = after;
            } else if (!levelled && takeUpperLevel(t, h)) {
                levelled = true;
            } else if (c == '-' && t.peek(1) == ' ' && threadFrom >= 0 && !levelled) {
                // ZooKeeper's "[myid:1] - INFO  [main:Class@177] - message".
                t.at++;
                threadFrom = -1;
            } else {
                break;
            }
        }
        if (!timed || !levelled) {
            return false;
        }
        t.skipBlanks();
        if (threadFrom >= 0) {
            t.thread(threadFrom, threadTo);
        }
        return loggerAndMessage(t, h, threadFrom >= 0);
    }

    private static boolean isLevel(Text t, Head h, int from, int to) {
        while (from < to && t.c[from] == ' ') {
            from++;
        }
        while (to > from && t.c[to - 1] == ' ') {
            to--;
        }
        if (to - from < 3 || Levels.NAMES.of(t.c, from, to) == null) {
            return false;
        }
        h.level(t.c, from, to, Levels.NAMES);
        return true;
    }

    private static boolean takeUpperLevel(Text t, Head h) {
        if (t.peek() < 'A' || t.peek() > 'Z') {
            return false;
        }
        int from = t.at;
        if (t.takeLevel(h) && (t.peek() == ' ' || t.peek() == '\t')) {
            return true;
        }
        t.at = from;
        h.noLevel();
        return false;
    }

    private static boolean loggerAndMessage(Text t, Head h, boolean threaded) {
        int logger = t.at;
        int end = t.wordEnd();
        if (t.peek() == '-' || t.peek() == ':') {
            // The root logger may have no name.
            return threaded && takeSeparator(t, false);
        }
        boolean dotted = false;
        int colon = -1;
        for (int i = logger; i < end; i++) {
            char c = t.c[i];
            dotted |= c == '.';
            if (c == ':' && colon < 0) {
                colon = i;
            }
            boolean name = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' || c >= 0x80;
            if (!name && (i == logger || (!Time.isDigit(c) && ".-/:@[]".indexOf(c) < 0))) {
                return false;
            }
        }
        if (end == logger) {
            return false;
        }
        if (colon == end - 1 && dotted) {
            // Dropwizard's "logger: message".
            h.logger(t.c, logger, colon);
            t.at = end;
            t.take(' ');
            t.messageFromHere();
            return true;
        }
        t.at = end;
        t.skipBlanks();
        if (!takeSeparator(t, dotted)) {
            if (!threaded || !dotted || t.c[logger] == '.') {
                return false;
            }
            // Tomcat's "[thread] class.method message".
            t.messageFromHere();
            int dot = end - 1;
            while (t.c[dot] != '.') {
                dot--;
            }
            h.logger(t.c, logger, startsSmall(t, dot + 1, end) ? dot : end);
            return true;
        }
        if (!threaded && !dotted) {
            return false;
        }
        h.logger(t.c, logger, colon > 0 && allDigits(t, colon + 1, end) ? colon : end);
        return true;
    }

    private static boolean startsSmall(Text t, int from, int to) {
        return from < to && t.c[from] >= 'a' && t.c[from] <= 'z';
    }

    private static boolean allDigits(Text t, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Time.isDigit(t.c[i])) {
                return false;
            }
        }
        return to > from;
    }

    /** Moves past {@code -}, {@code --} or, after a dotted name, {@code :}. */
    private static boolean takeSeparator(Text t, boolean colon) {
        if (t.take('-')) {
            t.take('-');
        } else if (!colon || !t.take(':')) {
            return false;
        }
        if (!t.atEnd() && t.peek() != ' ' && t.peek() != '\t') {
            return false;
        }
        t.take(' ');
        t.messageFromHere();
        return true;
    }
}
