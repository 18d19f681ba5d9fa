package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.values.LevelScale;

/** monolog's JsonFormatter and GoogleCloudLoggingFormatter. Source: Monolog's formatter classes. */
public final class Monolog extends JsonFormat {
    public Monolog() {
        super("monolog");
    }

    @Override
    public boolean recognises(JsonTape t) {
        return t.has("channel") && (t.has("level_name") || (t.has("context") && t.has("severity")));
    }

    @Override
    public void head(JsonTape t, IndexedValues h) {
        h.time("datetime");
        h.time("time");
        h.time("timestamp");
        h.level("level_name");
        h.level("severity");
        h.levelNumber("level", LevelScale.MONOLOG);
        h.logger("channel");
        h.traces();
    }

    @Override
    public void body(JsonTape t, RecordBuilder b) {
        b.message("message");
        int context = t.last("context");
        int exception = t.in(context, "exception");
        b.error(exception);
        b.lift(context);
        b.lift("extra");
    }
}
