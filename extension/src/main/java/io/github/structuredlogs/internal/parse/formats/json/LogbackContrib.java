package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.Tape;
import io.github.structuredlogs.internal.parse.formats.Body;
import io.github.structuredlogs.internal.parse.formats.Head;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;

/** logback-contrib's JsonLayout. Source: logback-contrib. */
public final class LogbackContrib extends JsonFormat {
    public LogbackContrib() {
        super("logback-contrib");
    }

    @Override
    public boolean recognises(Tape t) {
        return t.has("logger") && t.has("thread") && t.has("level") && t.hasString("context");
    }

    @Override
    public void head(Tape t, Head h) {
        h.time("timestamp");
        h.level("level");
        h.logger("logger");
        h.traces();
    }

    @Override
    public void body(Tape t, Body b) {
        b.thread("thread");
        b.message("message", "raw-message");
        b.error("exception");
        b.lift("mdc");
    }
}
