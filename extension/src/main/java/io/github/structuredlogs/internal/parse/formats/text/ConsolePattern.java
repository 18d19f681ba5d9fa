package io.github.structuredlogs.internal.parse.formats.text;

import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.formats.TextCursor;
import io.github.structuredlogs.internal.parse.formats.TextFormat;
import io.github.structuredlogs.internal.parse.formats.TextTrace;
import io.github.structuredlogs.internal.parse.values.LevelScale;
import io.github.structuredlogs.internal.text.Ascii;

/**
 * The usual patterns of Logback and Log4j2, and of the frameworks that keep them (Micronaut, Dropwizard, ZooKeeper,
 * Cassandra, Tomcat, Flink, Hadoop, Solr, Hazelcast, Artemis, Selenium): time, level and thread in any order, then the
 * logger, bare or in brackets, a dash or colon, the message. And those that separate the same parts by bars (NLog), colons
 * (Jetty) or tabs (Trino). Source: the manuals' conversion patterns,
 * {@code %d{HH:mm:ss.SSS} [%thread] %-5level %logger{36} -%kvp- %msg%n} first of all.
 */
public final class ConsolePattern extends TextFormat {
    public ConsolePattern() {
        super("pattern");
    }

    @Override
    public boolean read(TextCursor t, IndexedValues h) {
        boolean timed = false;
        boolean levelled = false;
        boolean early = false;
        int boxes = 0;
        int names = 0;
        int secondFrom = -1;
        int secondTo = -1;
        int start = t.at;
        int threadFrom = -1;
        int threadTo = -1;
        int loggerFrom = -1;
        int loggerTo = -1;
        for (int part = 0; part < 6; part++) {
            t.skipBlanks();
            char c = t.peek();
            if (part == 0 && Ascii.isDigit(c) && takeElapsed(t)) {
                continue;
            }
            if (!timed && Ascii.isDigit(c) && (t.takeTime(h.timestampReader) || t.takeClock())) {
                timed = true;
                early = threadFrom >= 0;
                char separator = t.peek();
                if ((separator == '|' || separator == ':' || separator == '\t') && separated(t, h, separator)) {
                    return true;
                }
            } else if (c == '[' || (c == '(' && levelled && threadFrom < 0)) {
                int from = t.takeBracketed(c, c == '[' ? ']' : ')');
                if (from < 0) {
                    return false;
                }
                int to = t.bracketEnd;
                int after = t.at;
                if (!timed && isTime(t, h, from, to)) {
                    timed = true;
                    boxes++;
                    // The text between the level and the time was a marker.
                    threadFrom = levelled ? -1 : threadFrom;
                    early = threadFrom >= 0;
                } else if (!levelled && isLevel(t, h, from, to)) {
                    levelled = true;
                    boxes++;
                } else if (!TextTrace.read(t, h, from, to) && !isPlace(t, from, to) && !isBlank(t, from, to)) {
                    names++;
                    if (levelled && isLoggerName(t, from, to) && (loggerFrom < 0 || threadFrom < 0)) {
                        if (loggerFrom >= 0 && hasDash(t, from, to) && !hasDash(t, loggerFrom, loggerTo)) {
                            // Akka's dispatchers have names with dots as well.
                            threadFrom = from;
                            threadTo = to;
                            t.at = after;
                            continue;
                        }
                        // If there are two such names, the second is the logger.
                        threadFrom = loggerFrom < 0 ? threadFrom : loggerFrom;
                        threadTo = loggerFrom < 0 ? threadTo : loggerTo;
                        loggerFrom = from;
                        loggerTo = to;
                    } else if (threadFrom < 0 || early) {
                        // The text before the time is a transport's prefix.
                        early = false;
                        threadFrom = from;
                        threadTo = to;
                    } else if (levelled
                            && loggerFrom < 0
                            && isClassName(t, threadFrom, threadTo)
                            && !ThreadName.is(t, threadFrom, threadTo)
                            && ThreadName.is(t, from, to)) {
                        // Pinot's "LEVEL [logger] [thread] message".
                        loggerFrom = threadFrom;
                        loggerTo = threadTo;
                        threadFrom = from;
                        threadTo = to;
                    } else if (boxes == 2 && loggerFrom < 0 && part == 3 && isClassName(t, from, to)) {
                        // Ignite's "[time][LEVEL][thread][logger] message".
                        loggerFrom = from;
                        loggerTo = to;
                    } else if (names == 2 && !levelled && boxes == 0) {
                        secondFrom = from;
                        secondTo = to;
                    } else if (names == 3 && !levelled && boxes == 0 && secondFrom > 0) {
                        // Zeebe's "[scheduler] [thread] [actor]".
                        threadFrom = secondFrom;
                        threadTo = secondTo;
                    } else if (part > 3 && (loggerFrom < 0 || threadFrom < 0)) {
                        return false;
                    }
                }
                t.at = after;
            } else if (!levelled && (takeUpperLevel(t, h, ' ') || (c == '*' && takeStarredLevel(t, h)))) {
                levelled = true;
            } else if (c == '-' && t.peek(1) == ' ' && threadFrom >= 0 && !levelled) {
                // ZooKeeper's "[myid:1] - INFO  [main:Class@177] - message".
                t.at++;
                threadFrom = -1;
            } else {
                break;
            }
        }
        if (!timed) {
            return levelled && t.at > start && untimed(t, h, threadFrom, threadTo);
        }
        if (!levelled) {
            return threadFrom < 0 && t.at > start && threadAndLevel(t, h);
        }
        t.skipBlanks();
        if (t.atEnd() && t.lineEnd < t.end && onNextLine(t, h)) {
            t.thread(Math.max(threadFrom, 0), Math.max(threadTo, 0));
            return true;
        }
        if (loggerFrom < 0 && threadFrom < 0 && processAndLogger(t, h)) {
            return true;
        }
        if (t.peek() == '*') {
            // Nexus' user.
            t.at = t.wordEnd();
            t.skipBlanks();
        }
        if (loggerFrom < 0 && loggerBetween(t, h)) {
            if (threadFrom >= 0) {
                t.thread(threadFrom, threadTo);
            }
            return true;
        }
        if (threadFrom < 0 && loggerFrom < 0 && threadAndClass(t, h)) {
            return true;
        }
        int message = t.at;
        // Also log4js' "[time] [LEVEL] logger - message".
        boolean threaded = threadFrom >= 0 || loggerFrom >= 0 || boxes == 2;
        boolean bare = t.peek() != '-' && t.peek() != ':' && loggerAndMessage(t, h, threaded);
        if (!bare && loggerFrom < 0) {
            t.at = message;
            bare = loggerAndMessage(t, h, threadFrom >= 0);
            if (!bare) {
                return false;
            }
        }
        if (bare) {
            // Then the text in brackets is the thread, whatever it looks like.
            threadTo = threadFrom < 0 ? loggerTo : threadTo;
            threadFrom = threadFrom < 0 ? loggerFrom : threadFrom;
        } else {
            h.logger(t.c, loggerFrom, loggerTo);
            t.at = message;
            if (!takeSeparator(t, true)) {
                t.messageFromHere();
            }
        }
        if (t.startsWith("trace")) {
            TextTrace.find(t, h);
        }
        if (threadFrom >= 0) {
            thread(t, h, threadFrom, threadTo);
        }
        return true;
    }

    /** TeamCity's {@code LEVEL -  logger - message}, Graylog's {@code LEVEL : logger - message}, WSO2's {@code LEVEL {logger} - message}. */
    private static boolean loggerBetween(TextCursor t, IndexedValues h) {
        int start = t.at;
        char mark = t.peek();
        int logger = -1;
        int end = -1;
        if (mark == '{') {
            logger = t.takeBracketed('{', '}');
            end = t.bracketEnd;
        } else if ((mark == '-' || mark == ':') && t.peek(1) == ' ') {
            t.at++;
            t.skipBlanks();
            logger = t.at;
            end = t.wordEnd();
            t.at = end;
        }
        if (logger >= 0 && isLoggerName(t, logger, end) && t.take(' ') && takeSeparator(t, false)) {
            h.logger(t.c, logger, end);
            return true;
        }
        t.at = start;
        return false;
    }

    /** Skips the milliseconds since the start, {@code 12 [main] INFO …}, of SimpleLogger and Log4j's TTCCLayout. */
    private static boolean takeElapsed(TextCursor t) {
        int from = t.at;
        if (t.takeDigits() && t.at - from < 10 && t.peek() == ' ') {
            t.skipBlanks();
            if (t.peek() == '[') {
                return true;
            }
        }
        t.at = from;
        return false;
    }

    /**
     * Says whether the text is a time, also after a name as in the agents of OpenTelemetry and Datadog, {@code
     * otel.javaagent time}; or a clock's time.
     */
    private static boolean isTime(TextCursor t, IndexedValues h, int from, int to) {
        int at = from;
        if (!Ascii.isDigit(t.c[from])) {
            while (at < to && t.c[at] > ' ') {
                at++;
            }
            at++;
        }
        if (at >= to || (at > from && !isWord(t, from, at - 1)) || !Ascii.isDigit(t.c[at])) {
            return false;
        }
        if (h.timestampReader.text(t.c, at, to)) {
            return true;
        }
        int lineEnd = t.lineEnd;
        int back = t.at;
        t.at = at;
        t.lineEnd = to;
        boolean clock = t.takeClock() && t.atEnd();
        t.at = back;
        t.lineEnd = lineEnd;
        return clock;
    }

    private static boolean isBlank(TextCursor t, int from, int to) {
        for (int i = from; i < to; i++) {
            if (t.c[i] != ' ') {
                return false;
            }
        }
        return true;
    }

    private static boolean hasDash(TextCursor t, int from, int to) {
        return t.indexOf("-", from, to) >= 0;
    }

    private static boolean isWord(TextCursor t, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = t.c[i];
            if (!isSmall(c) && c != '.' && c != '-' && c != '_') {
                return false;
            }
        }
        return to > from;
    }

    /** A name with a capital, like that of a class. */
    private static boolean isClassName(TextCursor t, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = t.c[i];
            boolean letter = isSmall(c) || (c >= 'A' && c <= 'Z');
            if (!letter && (i == from || (!Ascii.isDigit(c) && c != '$' && c != '_' && c != '%'))) {
                return false;
            }
        }
        return to > from && !isSmall(t.c[from]);
    }

    /** SLF4J's SimpleLogger without a time: {@code [thread] LEVEL logger - message}, {@code LEVEL a.b.Logger - message}. */
    private static boolean untimed(TextCursor t, IndexedValues h, int threadFrom, int threadTo) {
        t.skipBlanks();
        int logger = t.at;
        int end = t.wordEnd();
        if (!isName(t, logger, end) || (threadFrom < 0 && !isLoggerName(t, logger, end))) {
            return false;
        }
        t.at = end;
        t.skipBlanks();
        if (!takeSeparator(t, false)) {
            return false;
        }
        h.logger(t.c, logger, end);
        if (threadFrom >= 0) {
            t.thread(threadFrom, threadTo);
        }
        return true;
    }

    /** Jira's and Confluence's {@code time thread LEVEL      [logger] message}, and {@code time thread LEVEL logger - message}. */
    private static boolean threadAndLevel(TextCursor t, IndexedValues h) {
        t.skipBlanks();
        int thread = t.at;
        int end = t.wordEnd();
        if (!isName(t, thread, end)) {
            return false;
        }
        t.at = end;
        t.skipBlanks();
        if (!takeUpperLevel(t, h, ' ')) {
            return false;
        }
        t.skipBlanks();
        int logger = t.takeBracketed('[', ']');
        int loggerEnd = t.bracketEnd;
        if (logger < 0) {
            if (!ThreadName.is(t, thread, end)) {
                // Python has its logger there.
                return false;
            }
            t.thread(thread, end);
            return loggerAndMessage(t, h, false);
        }
        if (!isLoggerName(t, logger, loggerEnd) || !t.take(' ')) {
            return false;
        }
        h.logger(t.c, logger, loggerEnd);
        t.thread(thread, end);
        t.messageFromHere();
        return true;
    }

    private static boolean isName(TextCursor t, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = t.c[i];
            boolean letter = isSmall(c) || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
            if (!letter && (i == from || (!Ascii.isDigit(c) && ".$-/".indexOf(c) < 0))) {
                return false;
            }
        }
        return to > from;
    }

    /** Camunda's {@code [time] [thread] [context] LEVEL}, and {@code logger - message} on the next line. */
    private static boolean onNextLine(TextCursor t, IndexedValues h) {
        int from = t.lineEnd;
        while (from < t.end && t.c[from] <= ' ') {
            from++;
        }
        int end = from;
        while (end < t.end && t.c[end] > ' ') {
            end++;
        }
        if (!isLoggerName(t, from, end) || end + 2 >= t.end || t.c[end + 1] != '-' || t.c[end + 2] != ' ') {
            return false;
        }
        h.logger(t.c, from, end);
        t.at = end + 3;
        return true;
    }

    @Override
    public void body(TextCursor t, RecordBuilder b) {
        if (t.at > t.lineEnd) {
            // The message begins in the second line, which becomes the first.
            int end = t.at;
            while (end < t.end && t.c[end] != '\n') {
                end++;
            }
            t.lineEnd = end;
            t.messageFromHere();
        }
        super.body(t, b);
    }

    /** SonarQube's {@code app[][o.s.a.Logger] message}: the process, its task, the logger. */
    private static boolean processAndLogger(TextCursor t, IndexedValues h) {
        int start = t.at;
        int name = start;
        while (name < t.lineEnd && (isSmall(t.c[name]) || t.c[name] == '-')) {
            name++;
        }
        t.at = name;
        if (name > start && t.takeBracketed('[', ']') >= 0) {
            int logger = t.takeBracketed('[', ']');
            int end = t.bracketEnd;
            if (logger >= 0 && isLoggerName(t, logger, end) && t.take(' ')) {
                h.logger(t.c, logger, end);
                t.messageFromHere();
                return true;
            }
        }
        t.at = start;
        return false;
    }

    /** AKHQ's {@code time LEVEL thread       logger message}. */
    private static boolean threadAndClass(TextCursor t, IndexedValues h) {
        int start = t.at;
        int end = t.wordEnd();
        if (ThreadName.is(t, start, end)) {
            t.at = end;
            t.skipBlanks();
            int logger = t.at;
            int loggerEnd = t.wordEnd();
            if (loggerEnd < t.lineEnd && isQualifiedClass(t, logger, loggerEnd)) {
                t.thread(start, end);
                h.logger(t.c, logger, loggerEnd);
                t.at = loggerEnd + 1;
                t.messageFromHere();
                return true;
            }
        }
        t.at = start;
        return false;
    }

    /** The thread, and ZooKeeper's {@code thread:class@line}. */
    private static void thread(TextCursor t, IndexedValues h, int from, int to) {
        int at = to;
        while (at > from && Ascii.isDigit(t.c[at - 1])) {
            at--;
        }
        if (at < to && at > from && t.c[at - 1] == '@') {
            int colon = at - 2;
            while (colon > from && t.c[colon] != ':') {
                colon--;
            }
            if (colon > from) {
                h.logger(t.c, colon + 1, at - 1);
                t.thread(from, colon);
                return;
            }
        }
        t.thread(from, to);
    }

    /** {@code LEVEL|logger|message}, {@code LEVEL:logger:thread: message} or the level, thread, logger and message between tabs. */
    private static boolean separated(TextCursor t, IndexedValues h, char separator) {
        int start = t.at;
        t.at++;
        t.skipBlanks();
        if (takeUpperLevel(t, h, separator)) {
            while (t.peek() == ' ') {
                t.at++;
            }
            int first = t.at + 1;
            int second = t.indexOf(separator, first) + 1;
            int third = second > 0 && separator != '|' ? t.indexOf(separator, second) + 1 : second;
            int logger = separator == '\t' ? second : first;
            int loggerEnd = (separator == '\t' ? third : second) - 1;
            // The logger of Jetty's own setup has no name.
            boolean nameless = separator == ':' && logger == loggerEnd;
            if (t.peek() == separator
                    && third > 0
                    && (nameless || isLoggerName(t, logger, loggerEnd) || separator == '|')) {
                h.logger(t.c, logger, loggerEnd);
                if (separator != '|') {
                    t.thread(separator == '\t' ? first : second, (separator == '\t' ? second : third) - 1);
                }
                t.at = third;
                t.take(' ');
                t.messageFromHere();
                return true;
            }
        }
        h.noLevel();
        t.at = start;
        return false;
    }

    /** A dotted name, like that of a class with its package. */
    private static boolean isLoggerName(TextCursor t, int from, int to) {
        boolean dotted = false;
        for (int i = from; i < to; i++) {
            char c = t.c[i];
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
            if (!letter && (i == from || (!Ascii.isDigit(c) && ".$-<>".indexOf(c) < 0))) {
                return false;
            }
            dotted |= c == '.';
        }
        return dotted;
    }

    /** A location in the code, {@code orders.py:42}. */
    private static boolean isPlace(TextCursor t, int from, int to) {
        int colon = t.indexOf(":", from, to);
        return colon > from && t.indexOf(".", from, colon) > from && allDigits(t, colon + 1, to);
    }

    private static boolean isLevel(TextCursor t, IndexedValues h, int from, int to) {
        while (from < to && t.c[from] == ' ') {
            from++;
        }
        while (to > from && t.c[to - 1] == ' ') {
            to--;
        }
        if (to - from < 3 || LevelScale.NAMES.of(t.c, from, to) == null) {
            return false;
        }
        h.level(t.c, from, to, LevelScale.NAMES);
        return true;
    }

    /** Sling's and Jackrabbit's {@code *INFO*}. */
    private static boolean takeStarredLevel(TextCursor t, IndexedValues h) {
        int from = t.at++;
        if (takeUpperLevel(t, h, '*') && t.take('*')) {
            return true;
        }
        h.noLevel();
        t.at = from;
        return false;
    }

    private static boolean takeUpperLevel(TextCursor t, IndexedValues h, char next) {
        if (t.peek() < 'A' || t.peek() > 'Z') {
            return false;
        }
        int from = t.at;
        if (t.takeLevel(h) && (t.peek() == ' ' || t.peek() == '\t' || t.peek() == next || t.atEnd())) {
            return true;
        }
        t.at = from;
        h.noLevel();
        return false;
    }

    private static boolean loggerAndMessage(TextCursor t, IndexedValues h, boolean threaded) {
        int logger = t.at;
        int end = t.wordEnd();
        if (t.peek() == '-' || t.peek() == ':') {
            // The root logger may have no name.
            return threaded && takeSeparator(t, false);
        }
        boolean dotted = false;
        int colon = -1;
        int paren = placeInParentheses(t, logger, end);
        if (paren > 0) {
            return withPlace(t, h, logger, paren, end);
        }
        for (int i = logger; i < end; i++) {
            char c = t.c[i];
            dotted |= c == '.';
            if (c == ':' && colon < 0) {
                colon = i;
            }
            boolean name = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' || c >= 0x80;
            if (!name && (i == logger || (!Ascii.isDigit(c) && ".-/:@[]#".indexOf(c) < 0))) {
                return false;
            }
        }
        if (end == logger) {
            return false;
        }
        if (colon == end - 1 && dotted) {
            if (isThrown(t, logger, colon)) {
                // The message begins with an exception.
                t.at = logger;
                t.messageFromHere();
                return threaded;
            }
            // Dropwizard's "logger: message", Jenkins' "logger#method: message".
            int method = t.indexOf("#", logger, colon);
            h.logger(t.c, logger, method < 0 ? colon : method);
            t.at = end;
            t.take(' ');
            t.messageFromHere();
            return true;
        }
        t.at = end;
        t.skipBlanks();
        if (dotted && !takeAside(t, '[', ']')) {
            takeAside(t, '(', ')');
        }
        if (dotted && t.startsWith("Thread[") && helidonThread(t)) {
            h.logger(t.c, logger, end);
            return true;
        }
        if (!takeSeparator(t, dotted)) {
            if (!threaded && dotted && isQualifiedClass(t, logger, end) && isBehindAColumn(t, logger, end)) {
                // Play's "LEVEL logger  message"; with one blank it may be the message's first word.
                t.messageFromHere();
                h.logger(t.c, logger, end);
                return true;
            }
            if (!threaded || !dotted || t.c[logger] == '.') {
                return false;
            }
            // Tomcat's "[thread] class.method message".
            t.messageFromHere();
            int dot = end - 1;
            while (t.c[dot] != '.') {
                dot--;
            }
            h.logger(t.c, logger, isMethod(t, logger, dot, end) ? dot : end);
            return true;
        }
        if (!threaded && !dotted) {
            return false;
        }
        h.logger(t.c, logger, colon > 0 && allDigits(t, colon + 1, end) ? colon : end);
        return true;
    }

    private static boolean isBehindAColumn(TextCursor t, int logger, int end) {
        return t.at > end + 1 || t.indexOf("sqlalchemy.", logger, end) == logger;
    }

    /** Finds the line number in {@code a.b.Logger(31)} and {@code a.b.Logger.method(31):}. {@return the index of its opening parenthesis, or -1} */
    private static int placeInParentheses(TextCursor t, int logger, int end) {
        int close = t.c[end - 1] == ':' ? end - 2 : end - 1;
        if (close <= logger || t.c[close] != ')') {
            return -1;
        }
        int open = t.indexOf("(", logger, close);
        return open > logger && allDigits(t, open + 1, close) && isLoggerName(t, logger, open) ? open : -1;
    }

    private static boolean withPlace(TextCursor t, IndexedValues h, int logger, int paren, int end) {
        t.at = t.c[end - 1] == ':' ? end - 1 : end;
        t.skipBlanks();
        if (!takeSeparator(t, true)) {
            return false;
        }
        int dot = paren - 1;
        while (dot > logger && t.c[dot] != '.') {
            dot--;
        }
        h.logger(t.c, logger, isMethod(t, logger, dot, paren) ? dot : paren);
        return true;
    }

    /** {@code a.b.Name}, with a package in small letters, unless it is an exception's. */
    private static boolean isQualifiedClass(TextCursor t, int from, int to) {
        int dot = to - 1;
        while (dot > from && t.c[dot] != '.') {
            if (t.c[dot] == '$' || t.c[dot] == ':' || t.c[dot] == '/') {
                return false;
            }
            dot--;
        }
        return dot > from && isWord(t, from, dot) && isClassName(t, dot + 1, to) && !isThrown(t, dot, to);
    }

    private static boolean isThrown(TextCursor t, int from, int to) {
        return endsWith(t, from, to, "Exception") || endsWith(t, from, to, "Error");
    }

    private static boolean endsWith(TextCursor t, int from, int to, String end) {
        int at = to - end.length();
        return at > from && t.indexOf(end, at, to) == at;
    }

    /** Helidon's {@code Thread[#1,main,5,main]: message}. */
    private static boolean helidonThread(TextCursor t) {
        int close = t.indexOf("]: ", t.at);
        if (close < 0) {
            return false;
        }
        int name = t.indexOf('[', t.at) + 1;
        if (t.c[name] == '#') {
            name = t.indexOf(',', name) + 1;
        }
        int comma = t.indexOf(",", name, close);
        t.thread(name, comma < 0 ? close : comma);
        t.at = close + 3;
        t.messageFromHere();
        return true;
    }

    /** Skips Flink's context or Hadoop's location in the code, if a dash follows. */
    private static boolean takeAside(TextCursor t, char open, char close) {
        int start = t.at;
        if (t.takeBracketed(open, close) >= 0) {
            t.skipBlanks();
            if (t.peek() == '-' && t.peek(1) == ' ') {
                return true;
            }
        }
        t.at = start;
        return false;
    }

    /** Says whether the last part of the name begins with a small letter, and the part before it, a class, does not. */
    private static boolean isMethod(TextCursor t, int from, int dot, int end) {
        int owner = dot;
        while (owner > from && t.c[owner - 1] != '.') {
            owner--;
        }
        return dot + 1 < end && isSmall(t.c[dot + 1]) && !isSmall(t.c[owner]);
    }

    private static boolean isSmall(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean allDigits(TextCursor t, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Ascii.isDigit(t.c[i])) {
                return false;
            }
        }
        return to > from;
    }

    /** Skips {@code -}, {@code --} or, after a dotted name, {@code :}. */
    private static boolean takeSeparator(TextCursor t, boolean colon) {
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
