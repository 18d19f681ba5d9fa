package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;

/**
 * The JSON of Payara and GlassFish, whose keys may begin with an underscore; a logged exception replaces the message.
 * Source: Payara's documentation, "JSON Log Formatter"; GlassFish's JSONLogFormatter.
 */
public final class PayaraJson extends JsonFormat {
    public PayaraJson() {
        super("payara");
    }

    @Override
    public boolean recognises(JsonTape t) {
        return (t.has("LogMessage") && t.has("LevelValue")) || (t.has("_LogMessage") && t.has("_LevelValue"));
    }

    @Override
    public void head(JsonTape t, IndexedValues h) {
        h.time("Timestamp");
        h.time("_Timestamp");
        h.time("TimeMillis");
        h.time("_TimeMillis");
        h.level("Level");
        h.level("_Level");
        h.logger("LoggerName");
        h.logger("_LoggerName");
        h.traces();
    }

    @Override
    public void body(JsonTape t, RecordBuilder b) {
        b.thread("ThreadName");
        b.thread("_ThreadName");
        b.message("LogMessage", "_LogMessage");
        thrown(t, b, t.last("LogMessage"));
        thrown(t, b, t.last("_LogMessage"));
        thrown(t, b, 0);
        b.drop("TimeMillis", "_TimeMillis", "LevelValue", "_LevelValue");
    }

    private static void thrown(JsonTape t, RecordBuilder b, int object) {
        if (t.isObject(object)) {
            int stack = t.in(object, "StackTrace");
            if (t.isString(stack)) {
                b.stack(stack);
                b.message(t.in(object, "Exception"));
            }
        }
    }
}
