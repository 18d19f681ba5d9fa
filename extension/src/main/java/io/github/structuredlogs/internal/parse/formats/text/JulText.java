package io.github.structuredlogs.internal.parse.formats.text;

import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.formats.TextCursor;
import io.github.structuredlogs.internal.parse.formats.TextFormat;
import io.github.structuredlogs.internal.parse.values.LevelScale;

/**
 * java.util.logging's two lines, {@code Nov 21, 2026 6:41:25 PM com.example.Orders ship} and {@code INFO: message}; and
 * tinylog's, {@code 2026-11-21 18:41:25 [main] com.example.Orders.ship()} and {@code INFO: message}. Source:
 * java.util.logging.SimpleFormatter; tinylog's documentation, "Console Writer".
 */
public final class JulText extends TextFormat {
    public JulText() {
        super("jul");
    }

    @Override
    public boolean read(TextCursor t, IndexedValues h) {
        int thread = -1;
        int threadEnd = -1;
        if (h.timestampReader.julText(t.c, t.at, t.lineEnd)) {
            t.at = h.timestampReader.end();
        } else if (t.lineEnd < t.end && t.takeTime(h.timestampReader) && t.take(' ')) {
            thread = t.takeBracketed('[', ']');
            threadEnd = t.bracketEnd;
            if (thread < 0 || t.c[t.lineEnd - 1] != ')' || t.c[t.lineEnd - 2] != '(') {
                return false;
            }
        }
        if (!h.timestampReader.isPresent() || !t.take(' ')) {
            return false;
        }
        int logger = t.at;
        int end = thread < 0 ? t.wordEnd() : lastDot(t, logger);
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
        if (thread >= 0) {
            t.thread(thread, threadEnd);
        }
        h.level(t.c, second, word, LevelScale.NAMES);
        t.at = Math.min(t.end, word + 2);
        return true;
    }

    private static int lastDot(TextCursor t, int from) {
        int dot = t.lineEnd - 1;
        while (dot > from && t.c[dot] != '.') {
            dot--;
        }
        return dot;
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
        super.body(t, b);
    }
}
