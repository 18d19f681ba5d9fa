package io.github.structuredlogs.internal.parse.formats.text;

import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.TextCursor;
import io.github.structuredlogs.internal.parse.formats.TextFormat;
import io.github.structuredlogs.internal.parse.values.LevelScale;

/**
 * Elasticsearch's and OpenSearch's console where it is not JSON, {@code [time][LEVEL][logger] [node] message}. Source:
 * their log4j2.properties.
 */
public final class ElasticsearchText extends TextFormat {
    public ElasticsearchText() {
        super("elasticsearch");
    }

    @Override
    public boolean read(TextCursor t, IndexedValues h) {
        if (!t.take('[') || !t.takeTime(h.timestampReader) || !t.take("][")) {
            return false;
        }
        if (!t.takeLevel(h)) {
            // Its own level DEPRECATION.
            int level = t.at;
            while (PlainHead.isCapital(t.peek())) {
                t.at++;
            }
            if (t.at - level < 4) {
                return false;
            }
            h.level(t.c, level, t.at, LevelScale.NAMES);
        }
        t.skipBlanks();
        if (!t.take(']')) {
            return false;
        }
        int from = t.takeBracketed('[', ']');
        if (from < 0) {
            return false;
        }
        int to = t.bracketEnd;
        while (to > from && t.c[to - 1] == ' ') {
            to--;
        }
        h.logger(t.c, from, to);
        t.skipBlanks();
        t.takeBracketed('[', ']');
        t.skipBlanks();
        t.messageFromHere();
        return true;
    }
}
