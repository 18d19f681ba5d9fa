package io.github.structuredlogs.internal.parse;

/** Ruby's semantic_logger (Rails Semantic Logger). Source: formatters/raw.rb. */
final class SemanticLogger extends JsonFormat {
    SemanticLogger() {
        super("semantic-logger");
    }

    @Override
    boolean recognises(Tape t) {
        return t.has("level_index");
    }

    @Override
    void head(Tape t, Head h) {
        h.time("timestamp");
        h.time("time");
        h.level("level");
        h.levelNumber("level_index", Levels.INDEX);
        h.logger("name");
        h.traces();
    }

    @Override
    void body(Tape t, Body b) {
        b.thread("thread");
        b.message("message");
        b.error("exception");
        b.lift("named_tags", "payload");
    }
}
