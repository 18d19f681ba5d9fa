package io.github.structuredlogs.internal.parse;

/** logback-contrib's JsonLayout. Source: logback-contrib. */
final class LogbackContrib extends JsonFormat {
    LogbackContrib() {
        super("logback-contrib");
    }

    @Override
    boolean recognises(Tape t) {
        return t.has("logger") && t.has("thread") && t.has("level") && t.hasString("context");
    }

    @Override
    void head(Tape t, Head h) {
        h.time("timestamp");
        h.level("level");
        h.logger("logger");
        h.traces();
    }

    @Override
    void body(Tape t, Body b) {
        b.thread("thread");
        b.message("message", "raw-message");
        b.error("exception");
        b.lift("mdc");
    }
}
