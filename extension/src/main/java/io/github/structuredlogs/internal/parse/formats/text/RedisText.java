package io.github.structuredlogs.internal.parse.formats.text;

import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.formats.TextCursor;
import io.github.structuredlogs.internal.parse.formats.TextFormat;
import io.github.structuredlogs.internal.parse.values.LevelScale;
import io.github.structuredlogs.internal.text.Ascii;

/**
 * Redis, Valkey and KeyDB, {@code 1:M 21 Nov 2026 18:29:08.810 * Ready to accept connections}. Source: redis' server.c: {@code .}
 * debug, {@code -} verbose, {@code *} notice, {@code #} warning.
 */
public final class RedisText extends TextFormat {
    public RedisText() {
        super("redis");
    }

    @Override
    public boolean read(TextCursor t, IndexedValues h) {
        if (!t.takeDigits() || !t.take(':')) {
            return false;
        }
        if (t.takeDigits() && !t.take(':')) {
            // KeyDB's thread, between process and role.
            return false;
        }
        if (t.peek() < 'A' || t.peek() > 'Z' || t.peek(1) != ' ') {
            return false;
        }
        t.at += 2;
        if (!t.takeTime(h.timestampReader) || !t.take(' ') || t.peek(1) != ' ') {
            return false;
        }
        char mark = t.peek();
        String name =
                mark == '.' ? "debug" : mark == '-' ? "verbose" : mark == '*' ? "notice" : mark == '#' ? "warning" : "";
        if (name.isEmpty()) {
            return false;
        }
        h.level(t.c, t.at, t.at + 1, LevelScale.NAMES);
        h.exactLevel(LevelScale.NAMES.of(name));
        t.at += 2;
        t.messageFromHere();
        return true;
    }

    @Override
    public void body(TextCursor t, RecordBuilder b) {
        super.body(t, b);
        int from = t.c[0] == '\ufeff' ? 1 : 0;
        int colon = t.indexOf(':', from);
        if (colon > from && colon < 10) {
            b.field("pid", JsonTape.integer(t.string(from, colon)));
            int role = Ascii.isDigit(t.c[colon + 1]) ? t.indexOf(':', colon + 1) : colon;
            b.field("role", t.string(role + 1, role + 2));
        }
    }
}
