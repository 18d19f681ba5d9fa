package io.github.structuredlogs.internal.parse.formats.text;

import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.TextCursor;
import io.github.structuredlogs.internal.parse.formats.TextFormat;

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
        if (!t.take('[') || !t.takeTime(h.timestampReader) || !t.take("][") || !t.takeLevel(h)) {
            return false;
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
