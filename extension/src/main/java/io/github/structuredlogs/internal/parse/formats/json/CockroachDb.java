package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.values.LevelScale;

/** CockroachDB's json and json-compact formats. Source: CockroachDB's documentation, "Log Formats". */
public final class CockroachDb extends JsonFormat {
    public CockroachDb() {
        super("cockroachdb");
    }

    @Override
    public boolean recognises(JsonTape t) {
        return t.has("severity_numeric")
                || t.has("channel_numeric")
                || (t.has("sev") && t.has("g") && t.has("f"))
                || (t.has("header") && t.has("c") && t.has("t"));
    }

    @Override
    public void head(JsonTape t, IndexedValues h) {
        h.time("timestamp");
        h.time("t");
        h.level("severity");
        h.level("sev", LevelScale.LETTERS);
        h.logger("channel");
        h.logger("c");
        h.traces();
    }

    @Override
    public void body(JsonTape t, RecordBuilder b) {
        b.thread("goroutine");
        b.thread("g");
        b.message("message");
        b.stack("stacks");
        b.drop("severity_numeric", "channel_numeric");
        b.lift("tags", "event");
    }
}
