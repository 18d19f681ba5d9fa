package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.Tape;
import io.github.structuredlogs.internal.parse.formats.Body;
import io.github.structuredlogs.internal.parse.formats.Head;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.values.Levels;

/** CockroachDB's json and json-compact formats. Source: CockroachDB's documentation, "Log Formats". */
public final class CockroachDb extends JsonFormat {
    public CockroachDb() {
        super("cockroachdb");
    }

    @Override
    public boolean recognises(Tape t) {
        return t.has("severity_numeric")
                || t.has("channel_numeric")
                || (t.has("sev") && t.has("g") && t.has("f"))
                || (t.has("header") && t.has("c") && t.has("t"));
    }

    @Override
    public void head(Tape t, Head h) {
        h.time("timestamp");
        h.time("t");
        h.level("severity");
        h.level("sev", Levels.LETTERS);
        h.logger("channel");
        h.logger("c");
        h.traces();
    }

    @Override
    public void body(Tape t, Body b) {
        b.thread("goroutine");
        b.thread("g");
        b.message("message");
        b.stack("stacks");
        b.drop("severity_numeric", "channel_numeric");
        b.lift("tags", "event");
    }
}
