package io.github.structuredlogs.internal.parse.formats.text;

import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.formats.TextCursor;
import io.github.structuredlogs.internal.parse.formats.TextFormat;
import io.github.structuredlogs.internal.parse.values.LevelScale;
import io.github.structuredlogs.internal.text.Ascii;

/**
 * Apache httpd's error log, {@code [time] [module:level] [pid 12:tid 140] [client 1.2.3.4:5] message}; before 2.4
 * without the module. Source: httpd's documentation, "Error Log".
 */
public final class ApacheError extends TextFormat {
    public ApacheError() {
        super("apache");
    }

    @Override
    public boolean read(TextCursor t, IndexedValues h) {
        if (!t.take('[') || Ascii.isDigit(t.peek()) || !t.takeTime(h.timestampReader) || !t.take("] ")) {
            return false;
        }
        int module = t.takeBracketed('[', ']');
        if (module < 0) {
            return false;
        }
        int end = t.bracketEnd;
        int colon = t.indexOf(':', module);
        int level = colon >= 0 && colon < end ? colon + 1 : module;
        // trace1 to trace8 are one level.
        int levelEnd = Ascii.isDigit(t.c[end - 1]) ? end - 1 : end;
        if (LevelScale.NAMES.of(t.c, level, levelEnd) == null) {
            return false;
        }
        h.level(t.c, level, end, LevelScale.NAMES);
        h.exactLevel(LevelScale.NAMES.of(t.c, level, levelEnd));
        if (level > module) {
            h.logger(t.c, module, colon);
        }
        t.skipBlanks();
        if (t.startsWith("[pid ")) {
            t.takeBracketed('[', ']');
            int tid = t.indexOf("tid ", end);
            if (tid > 0 && tid < t.bracketEnd) {
                t.thread(tid + 4, t.bracketEnd);
            }
            t.skipBlanks();
        }
        if (t.startsWith("[client ")) {
            t.takeBracketed('[', ']');
            t.skipBlanks();
        }
        t.messageFromHere();
        return true;
    }

    @Override
    public void body(TextCursor t, RecordBuilder b) {
        int end = t.at;
        super.body(t, b);
        for (String name : new String[] {"pid", "client"}) {
            int from = t.indexOf('[' + name + ' ', 0);
            int close = from < 0 ? -1 : t.indexOf(']', from);
            if (from >= 0 && close > from && close < end) {
                int value = from + name.length() + 2;
                int colon = name.equals("pid") ? t.indexOf(':', value) : -1;
                String text = t.string(value, colon > 0 && colon < close ? colon : close);
                b.field(name, text.matches("\\d{1,9}") ? JsonTape.integer(text) : text);
            }
        }
    }
}
