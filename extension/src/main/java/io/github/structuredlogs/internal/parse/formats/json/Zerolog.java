package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.values.TimestampReader;

/** zerolog. Source: its README, "Global Settings". */
public final class Zerolog extends JsonFormat {
    public Zerolog() {
        super("zerolog");
    }

    @Override
    public boolean recognises(JsonTape t) {
        return t.has("message")
                && TimestampReader.isPlausible(t, t.first("time"))
                && !t.has("severity")
                && isLower(t, t.first("level"));
    }

    @Override
    public void head(JsonTape t, IndexedValues h) {
        h.time("time");
        h.level("level");
        h.logger("logger");
        h.logger("component");
        h.traces();
    }

    @Override
    public void body(JsonTape t, RecordBuilder b) {
        b.message("message");
        b.error("error", "err");
        b.stack("stacktrace");
        b.stack("stack");
    }

    private static boolean isLower(JsonTape t, int level) {
        return level == JsonTape.NONE
                || (t.isString(level) && t.length(level) > 1 && t.charAt(level, 0) >= 'a' && t.charAt(level, 0) <= 'z');
    }
}
