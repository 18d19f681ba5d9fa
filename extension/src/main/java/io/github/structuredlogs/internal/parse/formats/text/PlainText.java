package io.github.structuredlogs.internal.parse.formats.text;

import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.formats.TextCursor;
import io.github.structuredlogs.internal.parse.formats.TextFormat;
import io.github.structuredlogs.internal.parse.formats.TextTrace;
import io.github.structuredlogs.internal.parse.values.LevelScale;
import io.github.structuredlogs.internal.text.Ansi;
import io.github.structuredlogs.internal.text.Ascii;

/**
 * A line that no other format recognises. Its whole text is the message. The time, level and logger at its beginning
 * are read where loggers write them.
 */
public final class PlainText extends TextFormat {

    private static final int MAX_NAME = 80;
    /** The time of daemontools, runit and s6: {@code @400000006a0f4b3905d5c1cc}. */
    private static final int TAI64N = 25;

    public PlainText() {
        super("text");
    }

    @Override
    public boolean read(TextCursor t, IndexedValues h) {
        t.skipBlanks();
        int start = t.at;
        if (!PhpText.head(t, h) && !RustPanic.head(t, h) && !rdkafka(t, h)) {
            t.at = start;
            if (!PlainMark.head(t, h)) {
                t.at = start;
                priority(t, h);
                PlainHead.read(t, h);
                int behind = t.at;
                if (!h.hasLevelText() && takeName(t, start)) {
                    PlainHead.read(t, h);
                } else {
                    t.at = behind;
                }
            }
        }
        CrashHeading.level(t, h);
        TextTrace.find(t, h);
        t.message(trimmedStart(t), trimmedEnd(t));
        return true;
    }

    @Override
    public void body(TextCursor t, RecordBuilder b) {
        super.body(t, b);
        String message = b.message();
        if (message != null && !b.hasException() && !RustPanic.exception(b, message)) {
            PhpText.exception(b, message);
        }
    }

    /** Skips the name of the process, which supervisors of several processes put before each line. */
    private static boolean takeName(TextCursor t, int start) {
        t.at = start;
        if (t.peek() == '@' && t.wordEnd() - start == TAI64N) {
            t.at = t.wordEnd();
            return true;
        }
        boolean bracketed = t.take('[');
        int name = t.at;
        while (t.at - name < MAX_NAME
                && (PlainLogger.isName(t, t.at, t.at + 1) || Ascii.isDigit(t.peek()) || t.peek() == '-')) {
            t.at++;
        }
        if (t.at == name || (bracketed && !t.take(']'))) {
            return false;
        }
        int end = t.at;
        t.skipBlanks();
        return t.at > end && (bracketed || t.take('|')) && t.at < t.lineEnd;
    }

    private static int trimmedStart(TextCursor t) {
        int from = 0;
        while (from < t.lineEnd && ((t.c[from] <= ' ' && t.c[from] != Ansi.ESCAPE) || t.c[from] == '\ufeff')) {
            from++;
        }
        return from;
    }

    private static int trimmedEnd(TextCursor t) {
        int to = t.lineEnd;
        while (to > 0 && t.c[to - 1] <= ' ') {
            to--;
        }
        return Math.max(to, trimmedStart(t));
    }

    /** librdkafka's {@code %3|1795286123.051|FAIL|rdkafka#producer-1| message}, whose number is syslog's. */
    private static boolean rdkafka(TextCursor t, IndexedValues h) {
        if (t.peek() != '%' || !Ascii.isDigit(t.peek(1)) || t.peek(2) != '|') {
            return false;
        }
        int from = t.at + 3;
        int bar = t.indexOf('|', from);
        if (bar < 0 || t.indexOf("rdkafka", bar) < 0 || !h.timestampReader.read(t.c, from, bar)) {
            return false;
        }
        h.level(t.c, t.at + 1, t.at + 2, LevelScale.NAMES);
        h.exactLevel(LevelScale.SYSLOG.of(t.peek(1) - '0'));
        t.at = bar + 1;
        return true;
    }

    /** Syslog's {@code <34>} and, before a time, the version after it. */
    private static void priority(TextCursor t, IndexedValues h) {
        int close = t.indexOf('>', t.at);
        if (t.peek() != '<' || close < t.at + 2 || close > t.at + 4) {
            return;
        }
        int value = 0;
        for (int i = t.at + 1; i < close; i++) {
            if (!Ascii.isDigit(t.c[i])) {
                return;
            }
            value = value * 10 + (t.c[i] - '0');
        }
        h.level(t.c, t.at + 1, close, LevelScale.NAMES);
        h.exactLevel(LevelScale.SYSLOG.of(value & 7));
        t.at = close + 1;
        if (Ascii.isDigit(t.peek()) && t.peek(1) == ' ') {
            t.at += 2;
        }
    }
}
