package io.github.structuredlogs.internal.parse.formats.text;

import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.TextCursor;
import io.github.structuredlogs.internal.parse.formats.TextFormat;
import io.github.structuredlogs.internal.parse.values.LevelScale;
import io.github.structuredlogs.internal.parse.values.TraceIdReader;
import io.github.structuredlogs.internal.text.Ascii;

/**
 * WebSphere's and Liberty's log, {@code [11/21/26, 18:41:25:978 UTC] 00000029 com.acme.Orders   E CWWKZ0002E: message},
 * as in Liberty's messages.log and its console in the formats {@code simple} and {@code tbasic}. Its date depends on
 * the locale, unless {@code isoDateFormat} is set. Source: Open Liberty's documentation, "Log
 * formats".
 */
public final class Liberty extends TextFormat {
    private static final int THREAD_DIGITS = 8;
    private static final String LETTERS = "FEWAICD123OR";
    private static final String[] LEVELS = {
        "fatal", "error", "warning", "info", "info", "config", "debug", "fine", "finer", "finest", "info", "error"
    };

    public Liberty() {
        super("liberty");
    }

    @Override
    public boolean read(TextCursor t, IndexedValues h) {
        int time = t.takeBracketed('[', ']');
        if (time < 0 || !Ascii.isDigit(t.c[time])) {
            return false;
        }
        if (!h.timestampReader.text(t.c, time, t.bracketEnd)) {
            LocaleDate.read(t, h, time, t.bracketEnd);
        }
        int thread = t.at + 1;
        int threadEnd = thread + THREAD_DIGITS;
        if (!t.take(' ')
                || threadEnd >= t.lineEnd
                || !TraceIdReader.hexRun(t.c, thread, threadEnd)
                || t.c[threadEnd] != ' ') {
            return false;
        }
        t.at = threadEnd;
        t.skipBlanks();
        int logger = t.at;
        int loggerEnd = t.wordEnd();
        t.at = loggerEnd;
        t.skipBlanks();
        int level = LETTERS.indexOf(t.peek());
        if (loggerEnd == logger || level < 0 || (t.peek(1) != ' ' && t.at + 1 < t.lineEnd)) {
            return false;
        }
        h.logger(t.c, logger, loggerEnd);
        h.level(t.c, t.at, t.at + 1, LevelScale.NAMES);
        h.exactLevel(LevelScale.NAMES.of(LEVELS[level]));
        t.thread(thread, threadEnd);
        t.at++;
        t.skipBlanks();
        t.messageFromHere();
        return true;
    }
}
