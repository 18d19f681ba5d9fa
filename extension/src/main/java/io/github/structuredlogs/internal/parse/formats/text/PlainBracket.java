package io.github.structuredlogs.internal.parse.formats.text;

import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.TextCursor;
import io.github.structuredlogs.internal.parse.values.LevelScale;
import io.github.structuredlogs.internal.text.Ascii;

/**
 * Brackets with several values, including the level: EventStoreDB's {@code [ 1, 1,06:18:12.464,INF]}, Chrome's {@code
 * [1121/183521.051:ERROR:gpu.cc(523)]}, Couchbase's {@code [ns_server:info,2026-11-21T18:35:21.051Z,…]}, {@code [Server
 * thread/INFO]}.
 */
final class PlainBracket {
    private static final int MAX_PARTS = 12;

    private PlainBracket() {}

    /** {@return whether the characters between brackets contain the level, which is then set, as is the time} */
    static boolean read(TextCursor t, IndexedValues h, int from, int to, boolean timed) {
        boolean numbered = from < to && (t.c[from] == ' ' || Ascii.isDigit(t.c[from]));
        int part = from;
        boolean found = false;
        for (int i = 0; i < MAX_PARTS && part < to; i++) {
            while (part < to && t.c[part] == ' ') {
                part++;
            }
            int end = part;
            while (end < to && ",:;/| ".indexOf(t.c[end]) < 0) {
                end++;
            }
            if (!h.timestampReader.isPresent() && Ascii.isDigit(t.c[part]) && h.timestampReader.text(t.c, part, to)) {
                end = h.timestampReader.end();
            } else if (!found
                    && end - part > 2
                    && isLevel(t, part, end, (timed || numbered || i > 0), i == 1 && end < to)) {
                h.level(t.c, part, end, LevelScale.NAMES);
                found = true;
            }
            part = end + 1;
        }
        return found;
    }

    /** Says whether the word is a level: in capitals, or in lower case between a colon and a comma. */
    private static boolean isLevel(TextCursor t, int from, int to, boolean placed, boolean second) {
        boolean capitals = PlainHead.isCapital(t.c[from]) && PlainHead.isCapital(t.c[from + 1]);
        boolean component = second && t.c[from - 1] == ':' && t.c[to] == ',';
        if (!placed || (!capitals && !component)) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (Ascii.isDigit(t.c[i])) {
                return false;
            }
        }
        return !PlainHead.isProtocol(t, from, to) && LevelScale.NAMES.of(t.c, from, to) != null;
    }
}
