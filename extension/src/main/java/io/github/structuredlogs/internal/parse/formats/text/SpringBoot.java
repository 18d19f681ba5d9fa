package io.github.structuredlogs.internal.parse.formats.text;

import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.formats.TextCursor;
import io.github.structuredlogs.internal.parse.formats.TextFormat;
import io.github.structuredlogs.internal.text.Ascii;
import org.jspecify.annotations.Nullable;

/**
 * Spring Boot's console: {@code time  LEVEL pid --- [application] [thread] [trace-span] logger : message}, with the
 * application and the ids if they are set. Source: Spring Boot's defaults.xml for Logback and its releases 2 to 4.
 */
public final class SpringBoot extends TextFormat {
    public SpringBoot() {
        super("spring-boot");
    }

    @Override
    public boolean read(TextCursor t, IndexedValues h) {
        if (!takeTimeAndLevel(t, h)) {
            return false;
        }
        if (t.peek() == '[') {
            // Spring Cloud Sleuth's [application,trace,span].
            int from = t.takeBracketed('[', ']');
            if (from >= 0) {
                sleuth(t, h, from, t.bracketEnd);
            }
            t.skipBlanks();
        }
        takeProcess(t);
        t.skipBlanks();
        if (!t.take("---")) {
            return false;
        }
        int groups = 0;
        int lastFrom = 0;
        int lastTo = 0;
        while (true) {
            t.skipBlanks();
            int from = t.takeBracketed('[', ']');
            if (from < 0) {
                break;
            }
            if (groups > 0 && isCorrelation(t, from, t.bracketEnd)) {
                ids(t, h, from, t.bracketEnd);
                continue;
            }
            lastFrom = from;
            lastTo = t.bracketEnd;
            groups++;
        }
        if (groups == 0) {
            return false;
        }
        t.thread(lastFrom, lastTo);
        int logger = t.at;
        int end = t.wordEnd();
        t.at = end;
        t.skipBlanks();
        if (!t.take(':')) {
            return false;
        }
        h.logger(t.c, logger, end);
        t.take(' ');
        t.messageFromHere();
        return true;
    }

    /** The process, or the name that a pattern has in its place. */
    private static void takeProcess(TextCursor t) {
        int end = t.wordEnd();
        if (!t.takeDigits() && t.indexOf(" ---", end) == end) {
            t.at = end;
        }
    }

    @Override
    public void body(TextCursor t, RecordBuilder b) {
        super.body(t, b);
        int dashes = t.indexOf("---", 0);
        int end = dashes;
        while (end > 0 && t.c[end - 1] == ' ') {
            end--;
        }
        int from = end;
        while (from > 0 && Ascii.isDigit(t.c[from - 1])) {
            from--;
        }
        if (end > from) {
            b.field("pid", JsonTape.integer(t.string(from, end)));
        }
        String application = application(t, dashes);
        if (application != null) {
            b.field("application", application);
        }
    }

    /** Returns the first of two groups that are not ids. */
    private static @Nullable String application(TextCursor t, int dashes) {
        t.at = dashes + 3;
        t.skipBlanks();
        int first = t.takeBracketed('[', ']');
        int firstEnd = t.bracketEnd;
        t.skipBlanks();
        int second = first < 0 ? -1 : t.takeBracketed('[', ']');
        return second < 0 || isCorrelation(t, second, t.bracketEnd)
                ? null
                : t.string(first, firstEnd).strip();
    }

    private static void sleuth(TextCursor t, IndexedValues h, int from, int to) {
        int comma = t.indexOf(',', from);
        if (comma > 0 && comma < to) {
            int second = t.indexOf(',', comma + 1);
            int traceEnd = second < 0 || second > to ? to : second;
            h.trace.read(t.c, comma + 1, traceEnd);
            int third = second < 0 ? -1 : t.indexOf(',', second + 1);
            if (second > 0 && second < to) {
                h.span.read(t.c, second + 1, third < 0 || third > to ? to : third);
            }
        }
    }

    /** {@code trace-span}, {@code trace,span} or blanks of that width. */
    private static boolean isCorrelation(TextCursor t, int from, int to) {
        int hex = 0;
        for (int i = from; i < to; i++) {
            char c = t.c[i];
            if (Ascii.isHex(c)) {
                hex++;
            } else if (c != '-' && c != ',' && c != ' ') {
                return false;
            }
        }
        return hex == 0 ? to - from > 15 : hex >= 32;
    }

    private static void ids(TextCursor t, IndexedValues h, int from, int to) {
        int separator = from;
        while (separator < to && Ascii.isHex(t.c[separator])) {
            separator++;
        }
        if (separator > from) {
            h.trace.read(t.c, from, separator);
        }
        if (separator + 1 < to) {
            h.span.read(t.c, separator + 1, to);
        }
    }
}
