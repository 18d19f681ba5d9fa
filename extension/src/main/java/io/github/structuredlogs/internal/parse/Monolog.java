package io.github.structuredlogs.internal.parse;

/** monolog's JsonFormatter and GoogleCloudLoggingFormatter. Source: Monolog's formatter classes. */
final class Monolog extends JsonFormat {
    Monolog() {
        super("monolog");
    }

    @Override
    boolean recognises(Tape t) {
        return t.has("channel") && (t.has("level_name") || (t.has("context") && t.has("severity")));
    }

    @Override
    void head(Tape t, Head h) {
        h.time("datetime");
        h.time("time");
        h.time("timestamp");
        h.level("level_name");
        h.level("severity");
        h.levelNumber("level", Levels.MONOLOG);
        h.logger("channel");
        h.traces();
    }

    @Override
    void body(Tape t, Body b) {
        b.message("message");
        int context = t.last("context");
        int exception = t.in(context, "exception");
        b.error(exception);
        b.lift(context);
        b.lift("extra");
    }
}
