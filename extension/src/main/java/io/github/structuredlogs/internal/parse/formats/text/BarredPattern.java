package io.github.structuredlogs.internal.parse.formats.text;

import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.TextCursor;
import io.github.structuredlogs.internal.parse.formats.TextFormat;
import io.github.structuredlogs.internal.parse.values.LevelScale;

/**
 * Patterns with bars between their parts: ActiveMQ's {@code time | LEVEL | message | logger | thread}, Karaf's
 * {@code time | LEVEL | thread | logger | 10 - bundle | message}, and {@code time | thread | LEVEL | logger | message}.
 * Source: the log4j2 configurations that come with ActiveMQ and Karaf.
 */
public final class BarredPattern extends TextFormat {
    private static final int MAX_PARTS = 32;

    public BarredPattern() {
        super("pattern");
    }

    @Override
    public boolean read(TextCursor t, IndexedValues h) {
        if (!t.takeTime(h.timestampReader) || !t.take(' ') || !t.take('|')) {
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
        if (count < 4) {
            return false;
        }
        if (isLevel(t, h, bars[0], bars[1])) {
            return isName(t, bars[count - 2], bars[count - 1])
                    ? activeMq(t, h, bars, count)
                    : count > 4 && karaf(t, h, bars);
        }
        if (isLevel(t, h, bars[1], bars[2]) && isName(t, bars[2], bars[3])) {
            thread(t, bars[0], bars[1]);
            logger(t, h, bars[2], bars[3]);
            messageFrom(t, bars[3]);
            return true;
        }
        return false;
    }

    private static boolean activeMq(TextCursor t, IndexedValues h, int[] bars, int count) {
        logger(t, h, bars[count - 2], bars[count - 1]);
        thread(t, bars[count - 1], t.lineEnd);
        int from = bars[1] + 1;
        int to = bars[count - 2];
        while (from < to && t.c[from] == ' ') {
            from++;
        }
        while (to > from && t.c[to - 1] == ' ') {
            to--;
        }
        t.message(from, to);
        return true;
    }

    private static boolean karaf(TextCursor t, IndexedValues h, int[] bars) {
        int bundle = bars[3] + 1;
        while (bundle < bars[4] && t.c[bundle] == ' ') {
            bundle++;
        }
        if (t.indexOf(" - ", bundle, bars[4]) < 0) {
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
        int from = bar + 1;
        int to = end;
        while (from < to && t.c[from] == ' ') {
            from++;
        }
        while (to > from && t.c[to - 1] == ' ') {
            to--;
        }
        h.logger(t.c, from, to);
    }

    private static boolean isLevel(TextCursor t, IndexedValues h, int bar, int end) {
        int from = bar + 1;
        int to = end;
        while (from < to && t.c[from] == ' ') {
            from++;
        }
        while (to > from && t.c[to - 1] == ' ') {
            to--;
        }
        if (to - from < 3 || !PlainHead.isCapital(t.c[from]) || LevelScale.NAMES.of(t.c, from, to) == null) {
            return false;
        }
        h.level(t.c, from, to, LevelScale.NAMES);
        return true;
    }

    /** A dotted name between two bars. */
    private static boolean isName(TextCursor t, int bar, int end) {
        int from = bar + 1;
        int to = end;
        while (from < to && t.c[from] == ' ') {
            from++;
        }
        while (to > from && t.c[to - 1] == ' ') {
            to--;
        }
        return PlainLogger.isName(t, from, to) && t.indexOf(".", from, to) > from && t.indexOf(":", from, to) < 0;
    }
}
