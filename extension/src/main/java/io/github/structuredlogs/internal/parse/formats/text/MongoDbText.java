package io.github.structuredlogs.internal.parse.formats.text;

import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.TextCursor;
import io.github.structuredlogs.internal.parse.formats.TextFormat;
import io.github.structuredlogs.internal.parse.values.LevelScale;

/**
 * MongoDB before 4.4, {@code time I  NETWORK  [conn1] message}. Source: the MongoDB 4.2 manual, "Log Messages".
 */
public final class MongoDbText extends TextFormat {
    public MongoDbText() {
        super("mongodb");
    }

    @Override
    public boolean read(TextCursor t, IndexedValues h) {
        if (!t.takeTime(h.timestampReader) || !t.take(' ')) {
            return false;
        }
        int level = t.at;
        if ("FEWID".indexOf(t.peek()) < 0) {
            return false;
        }
        t.at++;
        t.takeDigits();
        int levelEnd = t.at;
        if (levelEnd - level > 2 || !t.take(' ')) {
            return false;
        }
        t.skipBlanks();
        int component = t.at;
        while ((t.peek() >= 'A' && t.peek() <= 'Z') || t.peek() == '_' || t.peek() == '-') {
            t.at++;
        }
        int componentEnd = t.at;
        t.skipBlanks();
        int context = t.takeBracketed('[', ']');
        if (componentEnd == component || context < 0) {
            return false;
        }
        h.level(t.c, level, levelEnd, LevelScale.LETTERS);
        if (t.c[component] != '-') {
            h.logger(t.c, component, componentEnd);
        }
        t.thread(context, t.bracketEnd);
        t.take(' ');
        t.messageFromHere();
        return true;
    }
}
