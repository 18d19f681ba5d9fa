package io.github.structuredlogs.internal.parse.formats.text;

import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.formats.TextCursor;
import io.github.structuredlogs.internal.parse.formats.TextFormat;
import io.github.structuredlogs.internal.parse.values.LevelScale;

/**
 * Ruby's Logger, {@code I, [2026-11-21T18:52:24.271788 #22964]  INFO -- program: message}. Source: logger/formatter.rb.
 */
public final class RubyLogger extends TextFormat {
    private static final int MAX_PROGRAM = 120;

    public RubyLogger() {
        super("ruby");
    }

    @Override
    public boolean read(TextCursor t, IndexedValues h) {
        t.skipBlanks();
        if (t.peek(1) != ',' || t.peek(2) != ' ' || t.peek(3) != '[' || t.peek() < 'A' || t.peek() > 'Z') {
            return false;
        }
        t.at += 4;
        if (!t.takeTime(h.timestampReader)) {
            return false;
        }
        int close = t.indexOf(']', t.at);
        if (close < 0) {
            return false;
        }
        t.at = close + 1;
        t.skipBlanks();
        if (!t.takeLevel(h)) {
            // "ANY", the level of unknown.
            h.level(t.c, t.at, t.wordEnd(), LevelScale.NAMES);
            t.at = t.wordEnd();
        }
        if (!t.take(" -- ")) {
            return false;
        }
        int program = t.at;
        int colon = t.indexOf(": ", program);
        if (colon < 0 && t.lineEnd > program && t.c[t.lineEnd - 1] == ':') {
            colon = t.lineEnd - 1;
        }
        if (colon < 0 || colon - program > MAX_PROGRAM) {
            return false;
        }
        h.logger(t.c, program, colon);
        t.at = Math.min(colon + 2, t.lineEnd);
        t.messageFromHere();
        return true;
    }

    @Override
    public void body(TextCursor t, RecordBuilder b) {
        super.body(t, b);
        int process = t.indexOf(" #", 0) + 2;
        int end = t.indexOf(']', process);
        if (process > 2 && end > process && t.string(process, end).matches("\\d{1,9}")) {
            b.field("pid", JsonTape.integer(t.string(process, end)));
        }
    }
}
