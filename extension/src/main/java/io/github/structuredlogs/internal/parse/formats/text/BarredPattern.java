package io.github.structuredlogs.internal.parse.formats.text;

import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.TextCursor;
import io.github.structuredlogs.internal.parse.formats.TextFormat;
import io.github.structuredlogs.internal.parse.values.LevelScale;

/**
 * Patterns with bars between their parts: ActiveMQ's {@code time | LEVEL | message | logger | thread}, Karaf's
 * {@code time | LEVEL | thread | logger | 10 - bundle | message}, {@code time | LEVEL | thread | logger | message},
 * {@code time | LEVEL | logger | message}, and {@code time | thread | LEVEL | logger | message}.
 * Source: the log4j2 configurations that come with ActiveMQ and Karaf.
 */
public final class BarredPattern extends TextFormat {
    private static final int MAX_PARTS = 32;

    public BarredPattern() {
        super("pattern");
    }

    @Override
    public boolean read(TextCursor t, IndexedValues h) {
        if ((!t.takeTime(h.timestampReader) && !t.takeClock()) || !t.take(' ') || !t.take('|')) {
            return false;
        }
        int[] bars = new int[MAX_PARTS];
        int count = 0;
        bars[count++] = t.at - 1;
        for (int i = t.at; i < t.lineEnd && count < MAX_PARTS; i++) {
            if (t.c[i] == '|' && t.c[i - 1] == ' ') {
                bars[count++] = i;
            }
        }
        if (count < 3) {
            return false;
        }
        if (isLevel(t, h, bars[0], bars[1])) {
            return afterLevel(t, h, bars, count);
        }
        if (count < 4) {
            return false;
        }
        if (isLevel(t, h, bars[1], bars[2]) && isName(t, bars[2], bars[3])) {
            thread(t, bars[0], bars[1]);
            logger(t, h, bars[2], bars[3]);
            messageFrom(t, bars[3]);
            return true;
        }
        return false;
    }

    /** The message is the last part, or it is before logger and thread. */
    private static boolean afterLevel(TextCursor t, IndexedValues h, int[] bars, int count) {
        if (count > 4 && karaf(t, h, bars)) {
            return true;
        }
        boolean threadLast = count > 3 && ThreadName.is(t, bars[count - 1] + 1, t.lineEnd);
        if (count > 3 && !threadLast && ThreadName.is(t, bars[1] + 1, bars[2]) && isWord(t, bars[2], bars[3])) {
            thread(t, bars[1], bars[2]);
            logger(t, h, bars[2], bars[3]);
            messageFrom(t, bars[3]);
            return true;
        }
        if (count > 3 && isName(t, bars[count - 2], bars[count - 1])) {
            return activeMq(t, h, bars, count);
        }
        if (isName(t, bars[1], bars[2])) {
            boolean threadNext = count > 3 && ThreadName.is(t, bars[2] + 1, bars[3]);
            if (threadNext) {
                thread(t, bars[2], bars[3]);
            }
            logger(t, h, bars[1], bars[2]);
            messageFrom(t, bars[threadNext ? 3 : 2]);
            return true;
        }
        return false;
    }

    private static boolean activeMq(TextCursor t, IndexedValues h, int[] bars, int count) {
        logger(t, h, bars[count - 2], bars[count - 1]);
        thread(t, bars[count - 1], t.lineEnd);
        int from = start(t, bars[1], bars[count - 2]);
        t.message(from, end(t, from, bars[count - 2]));
        return true;
    }

    private static boolean karaf(TextCursor t, IndexedValues h, int[] bars) {
        if (t.indexOf(" - ", start(t, bars[3], bars[4]), bars[4]) < 0 || !isWord(t, bars[2], bars[3])) {
            return false;
        }
        thread(t, bars[1], bars[2]);
        logger(t, h, bars[2], bars[3]);
        messageFrom(t, bars[4]);
        return true;
    }

    private static void messageFrom(TextCursor t, int bar) {
        t.at = bar + 1;
        t.skipBlanks();
        t.messageFromHere();
    }

    private static void thread(TextCursor t, int bar, int end) {
        t.thread(bar + 1, end);
    }

    private static void logger(TextCursor t, IndexedValues h, int bar, int end) {
        int from = start(t, bar, end);
        h.logger(t.c, from, end(t, from, end));
    }

    /** {@return the first character of the part behind the bar that is no blank} */
    private static int start(TextCursor t, int bar, int end) {
        int from = bar + 1;
        while (from < end && t.c[from] == ' ') {
            from++;
        }
        return from;
    }

    private static int end(TextCursor t, int from, int bar) {
        int to = bar;
        while (to > from && t.c[to - 1] == ' ') {
            to--;
        }
        return to;
    }

    private static boolean isLevel(TextCursor t, IndexedValues h, int bar, int end) {
        int from = start(t, bar, end);
        int to = end(t, from, end);
        if (to - from < 3 || !PlainHead.isCapital(t.c[from]) || LevelScale.NAMES.of(t.c, from, to) == null) {
            return false;
        }
        h.level(t.c, from, to, LevelScale.NAMES);
        return true;
    }

    /** A dotted name between two bars. */
    private static boolean isName(TextCursor t, int bar, int end) {
        int from = start(t, bar, end);
        return isWord(t, bar, end) && t.indexOf(".", from, end) > from;
    }

    private static boolean isWord(TextCursor t, int bar, int end) {
        int from = start(t, bar, end);
        int to = end(t, from, end);
        return PlainLogger.isName(t, from, to) && t.indexOf(":", from, to) < 0;
    }
}
