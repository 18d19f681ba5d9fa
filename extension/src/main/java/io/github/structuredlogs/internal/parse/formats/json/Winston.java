package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.text.Ansi;

/** winston's JSON format, its metadata beside the message or in an object. Source: winston's and logform's README. */
public final class Winston extends JsonFormat {
    public Winston() {
        super("winston");
    }

    @Override
    public boolean recognises(JsonTape t) {
        return t.hasString("level")
                && t.has("message")
                && (t.hasString("timestamp") || t.hasObject("metadata"))
                && isWinstonLevel(t, t.first("level"));
    }

    @Override
    public void head(JsonTape t, IndexedValues h) {
        h.time("timestamp");
        h.time(t.in(t.last("metadata"), "timestamp"));
        h.level("level");
        h.logger("label");
        h.logger("logger");
        h.traces();
    }

    @Override
    public void body(JsonTape t, RecordBuilder b) {
        b.message("message");
        b.stack("stack");
        b.error("error", "err", "exception");
        if (!b.hasException()) {
            b.plausibleError("cause");
        }
        b.lift("metadata");
    }

    /** In lower case, possibly coloured. */
    private static boolean isWinstonLevel(JsonTape t, int level) {
        if (t.isEmpty(level)) {
            return false;
        }
        char first = t.charAt(level, 0);
        return (first >= 'a' && first <= 'z') || first == Ansi.ESCAPE;
    }
}
