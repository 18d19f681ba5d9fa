package io.github.structuredlogs.internal.parse.formats.text;

import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.formats.TextCursor;
import io.github.structuredlogs.internal.parse.formats.TextFormat;
import io.github.structuredlogs.internal.parse.values.LevelScale;

/**
 * java.util.logging's two lines: {@code Nov 21, 2026 6:41:25 PM com.example.Orders ship} and {@code INFO: message}. Source:
 * java.util.logging.SimpleFormatter.
 */
public final class JulText extends TextFormat {
    public JulText() {
        super("jul");
    }

    @Override
    public boolean read(TextCursor t, IndexedValues h) {
        if (!h.timestampReader.julText(t.c, t.at, t.lineEnd)) {
            return false;
        }
        t.at = h.timestampReader.end();
        if (!t.take(' ')) {
            return false;
        }
        int logger = t.at;
        int end = t.wordEnd();
        int second = t.lineEnd;
        while (second < t.end && (t.c[second] == '\r' || t.c[second] == '\n')) {
            second++;
        }
        int word = second;
        while (word < t.end && t.c[word] >= 'A' && t.c[word] <= 'Z') {
            word++;
        }
        if (word == second || word >= t.end || t.c[word] != ':' || LevelScale.NAMES.of(t.c, second, word) == null) {
            return false;
        }
        h.logger(t.c, logger, end);
        h.level(t.c, second, word, LevelScale.NAMES);
        t.at = Math.min(t.end, word + 2);
        return true;
    }

    @Override
    public void body(TextCursor t, RecordBuilder b) {
        // The message begins in the second line, which becomes the first.
        int end = t.at;
        while (end < t.end && t.c[end] != '\n') {
            end++;
        }
        t.lineEnd = end;
        t.messageFromHere();
        t.message(b);
    }
}
