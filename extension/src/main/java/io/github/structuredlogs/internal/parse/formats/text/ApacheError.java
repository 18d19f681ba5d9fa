package io.github.structuredlogs.internal.parse.formats.text;

import io.github.structuredlogs.internal.json.Tape;
import io.github.structuredlogs.internal.parse.formats.Body;
import io.github.structuredlogs.internal.parse.formats.Head;
import io.github.structuredlogs.internal.parse.formats.Text;
import io.github.structuredlogs.internal.parse.formats.TextFormat;
import io.github.structuredlogs.internal.parse.values.Levels;
import io.github.structuredlogs.internal.parse.values.Time;

/**
 * Apache httpd's error log, {@code [time] [module:level] [pid 12:tid 140] [client 1.2.3.4:5] message}; before 2.4 the level
 * stands alone. Source: httpd's documentation, "Error Log".
 */
public final class ApacheError extends TextFormat {
    public ApacheError() {
        super("apache");
    }

    @Override
    public boolean read(Text t, Head h) {
        if (!t.take('[') || Time.isDigit(t.peek()) || !t.takeTime(h.time) || !t.take("] ")) {
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
        int levelEnd = Time.isDigit(t.c[end - 1]) ? end - 1 : end;
        if (Levels.NAMES.of(t.c, level, levelEnd) == null) {
            return false;
        }
        h.level(t.c, level, end, Levels.NAMES);
        h.exactLevel(Levels.NAMES.of(t.c, level, levelEnd));
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
    public void body(Text t, Body b) {
        int end = t.at;
        super.body(t, b);
        for (String name : new String[] {"pid", "client"}) {
            int from = t.indexOf('[' + name + ' ', 0);
            int close = from < 0 ? -1 : t.indexOf(']', from);
            if (from >= 0 && close > from && close < end) {
                int value = from + name.length() + 2;
                int colon = name.equals("pid") ? t.indexOf(':', value) : -1;
                String text = t.string(value, colon > 0 && colon < close ? colon : close);
                b.field(name, text.matches("\\d{1,9}") ? Tape.integer(text) : text);
            }
        }
    }
}
