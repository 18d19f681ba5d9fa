package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.Tape;
import io.github.structuredlogs.internal.parse.formats.Body;
import io.github.structuredlogs.internal.parse.formats.Head;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.values.Time;

/** zerolog. Source: its README, "Global Settings". */
public final class Zerolog extends JsonFormat {
    public Zerolog() {
        super("zerolog");
    }

    @Override
    public boolean recognises(Tape t) {
        return t.has("message")
                && Time.isPlausible(t, t.first("time"))
                && !t.has("severity")
                && isLower(t, t.first("level"));
    }

    @Override
    public void head(Tape t, Head h) {
        h.time("time");
        h.level("level");
        h.logger("logger");
        h.logger("component");
        h.traces();
    }

    @Override
    public void body(Tape t, Body b) {
        b.message("message");
        b.error("error", "err");
        b.stack("stacktrace");
        b.stack("stack");
    }

    private static boolean isLower(Tape t, int level) {
        return level == Tape.NONE
                || (t.isString(level) && t.length(level) > 1 && t.charAt(level, 0) >= 'a' && t.charAt(level, 0) <= 'z');
    }
}
