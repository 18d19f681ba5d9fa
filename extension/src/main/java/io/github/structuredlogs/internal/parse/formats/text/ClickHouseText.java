package io.github.structuredlogs.internal.parse.formats.text;

import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.formats.TextCursor;
import io.github.structuredlogs.internal.parse.formats.TextFormat;
import io.github.structuredlogs.internal.parse.values.LevelScale;
import io.github.structuredlogs.internal.text.Ascii;

/**
 * ClickHouse's log, {@code 2026.11.21 18:35:21.051770 [ 48 ] {query} <Error> executeQuery: message}. Source:
 * OwnPatternFormatter.cpp.
 */
public final class ClickHouseText extends TextFormat {
    private static final int TIME = "2026.11.21 18:35:21".length();

    public ClickHouseText() {
        super("clickhouse");
    }

    @Override
    public boolean read(TextCursor t, IndexedValues h) {
        if (t.lineEnd - t.at < TIME || t.c[t.at + 4] != '.' || !Ascii.isDigit(t.c[t.at])) {
            return false;
        }
        if (!t.takeTime(h.timestampReader) || !t.take(' ')) {
            return false;
        }
        int thread = t.takeBracketed('[', ']');
        int threadEnd = t.bracketEnd;
        if (thread < 0 || !t.take(' ') || t.takeBracketed('{', '}') < 0 || !t.take(' ')) {
            return false;
        }
        int level = t.takeBracketed('<', '>');
        if (level < 0 || LevelScale.NAMES.of(t.c, level, t.bracketEnd) == null || !t.take(' ')) {
            return false;
        }
        h.level(t.c, level, t.bracketEnd, LevelScale.NAMES);
        int logger = t.at;
        int colon = t.indexOf(": ", logger);
        if (colon > logger && t.indexOf(" ", logger, colon) < 0) {
            h.logger(t.c, logger, colon);
            t.at = colon + 2;
        }
        t.thread(thread, threadEnd);
        t.messageFromHere();
        return true;
    }

    @Override
    public void body(TextCursor t, RecordBuilder b) {
        super.body(t, b);
        int from = t.indexOf('{', 0) + 1;
        int to = t.indexOf('}', from);
        if (from > 0 && to > from) {
            b.field("query_id", t.string(from, to));
        }
    }
}
