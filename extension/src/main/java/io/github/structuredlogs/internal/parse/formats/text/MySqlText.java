package io.github.structuredlogs.internal.parse.formats.text;

import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.formats.TextCursor;
import io.github.structuredlogs.internal.parse.formats.TextFormat;
import io.github.structuredlogs.internal.parse.values.LevelScale;

/**
 * MySQL's and MariaDB's error log, {@code time thread [Level] [MY-010116] [Server] message}, with the parts in brackets
 * after the level in MySQL 8, and the images' {@code time [Note] [Entrypoint]: message}. Source: the MySQL manual,
 * "Error Log Output Format"; the MariaDB documentation.
 */
public final class MySqlText extends TextFormat {
    public MySqlText() {
        super("mysql");
    }

    @Override
    public boolean read(TextCursor t, IndexedValues h) {
        if (t.peek() == '#' && t.take("# Time: ")) {
            // The slow query log.
            return t.takeTime(h.timestampReader) && t.atEnd();
        }
        if (!t.takeTime(h.timestampReader) || !t.take(' ')) {
            return false;
        }
        t.skipBlanks();
        int thread = t.at;
        boolean threaded = t.takeDigits();
        int threadEnd = t.at;
        if (threaded && !t.take(' ')) {
            return false;
        }
        int level = t.takeBracketed('[', ']');
        if (level < 0 || !isLevel(t, level, t.bracketEnd)) {
            return false;
        }
        int levelEnd = t.bracketEnd;
        if (!threaded && !t.startsWith(" [Entrypoint]")) {
            return false;
        }
        h.level(t.c, level, levelEnd, LevelScale.NAMES);
        if (threaded) {
            t.thread(thread, threadEnd);
        }
        t.skipBlanks();
        if (t.startsWith("[MY-") || t.startsWith("[Entrypoint]")) {
            int from = t.takeBracketed('[', ']');
            if (from < 0) {
                return false;
            }
            if (t.c[from] == 'M') {
                t.skipBlanks();
                int subsystem = t.takeBracketed('[', ']');
                if (subsystem >= 0) {
                    h.logger(t.c, subsystem, t.bracketEnd);
                }
            } else {
                h.logger(t.c, from, t.bracketEnd);
                t.take(':');
            }
        }
        t.skipBlanks();
        t.messageFromHere();
        return true;
    }

    private static boolean isLevel(TextCursor t, int from, int to) {
        return to - from > 2 && t.c[from] >= 'A' && t.c[from] <= 'Z' && LevelScale.NAMES.of(t.c, from, to) != null;
    }

    @Override
    public void body(TextCursor t, RecordBuilder b) {
        super.body(t, b);
        int code = t.indexOf("[MY-", 0);
        int close = code < 0 ? -1 : t.indexOf(']', code);
        if (close > 0 && close < t.at) {
            b.field("err_code", t.string(code + 1, close));
        }
    }
}
