package io.github.structuredlogs.internal.parse;

/** NestJS' ConsoleLogger in JSON. Source: console-logger.service.ts. */
final class Nest extends JsonFormat {
    Nest() {
        super("nest");
    }

    @Override
    boolean recognises(Tape t) {
        return t.hasNumber("timestamp") && t.has("context") && t.hasString("level");
    }

    @Override
    void head(Tape t, Head h) {
        h.time("timestamp");
        h.level("level", Levels.VERBOSE_IS_TRACE);
        h.logger("context");
        h.traces();
    }

    @Override
    void body(Tape t, Body b) {
        b.message("message");
        b.stack("stack");
        b.error("error");
    }
}
