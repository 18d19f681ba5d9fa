package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.Tape;
import io.github.structuredlogs.internal.parse.formats.Body;
import io.github.structuredlogs.internal.parse.formats.Head;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.values.Levels;

/** Ruby's semantic_logger (Rails Semantic Logger). Source: formatters/raw.rb. */
public final class SemanticLogger extends JsonFormat {
    public SemanticLogger() {
        super("semantic-logger");
    }

    @Override
    public boolean recognises(Tape t) {
        return t.has("level_index");
    }

    @Override
    public void head(Tape t, Head h) {
        h.time("timestamp");
        h.time("time");
        h.level("level");
        h.levelNumber("level_index", Levels.INDEX);
        h.logger("name");
        h.traces();
    }

    @Override
    public void body(Tape t, Body b) {
        b.thread("thread");
        b.message("message");
        b.error("exception");
        b.lift("named_tags", "payload");
    }
}
