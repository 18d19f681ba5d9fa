package io.github.structuredlogs.internal.parse.formats.text;

import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.formats.TextCursor;
import io.github.structuredlogs.internal.parse.formats.TextFormat;
import io.github.structuredlogs.internal.parse.values.LevelScale;
import io.github.structuredlogs.internal.text.Ascii;

/**
 * NestJS' console, {@code [Nest] 12  - 11/21/2026, 6:35:21 PM     LOG [Context] message}, whose prefix an application
 * may choose. Its time depends on the locale; it is an instant if the clock has twelve hours, as where no locale is set.
 * Source: console-logger.service.ts.
 */
public final class NestConsole extends TextFormat {
    public NestConsole() {
        super("nest");
    }

    @Override
    public boolean read(TextCursor t, IndexedValues h) {
        if (t.takeBracketed('[', ']') < 0 || !t.take(' ') || !t.takeDigits()) {
            return false;
        }
        t.skipBlanks();
        if (!t.take("- ")) {
            return false;
        }
        h.timestampReader.text(t.c, t.at, t.lineEnd);
        int context = t.indexOf(" [", t.at);
        int level = context;
        while (level > t.at && t.c[level - 1] >= 'A' && t.c[level - 1] <= 'Z') {
            level--;
        }
        if (context < 0 || LevelScale.VERBOSE_IS_TRACE.of(t.c, level, context) == null) {
            return false;
        }
        h.level(t.c, level, context, LevelScale.VERBOSE_IS_TRACE);
        t.at = context + 1;
        int from = t.takeBracketed('[', ']');
        if (from < 0) {
            return false;
        }
        h.logger(t.c, from, t.bracketEnd);
        t.take(' ');
        t.messageFromHere();
        return true;
    }

    @Override
    public void body(TextCursor t, RecordBuilder b) {
        super.body(t, b);
        int from = t.indexOf("] ", 0) + 2;
        int to = from;
        while (to < from + 9 && Ascii.isDigit(t.c[to])) {
            to++;
        }
        b.field("pid", JsonTape.integer(t.string(from, to)));
    }
}
