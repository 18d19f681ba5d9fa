package io.github.structuredlogs.internal.parse;

/** zerolog. Source: its README, "Global Settings". */
final class Zerolog extends JsonFormat {
    Zerolog() {
        super("zerolog");
    }

    @Override
    boolean recognises(Tape t) {
        return t.has("time") && t.has("message") && !t.has("severity") && isLower(t, t.first("level"));
    }

    @Override
    void head(Tape t, Head h) {
        h.time("time");
        h.level("level");
        h.logger("logger");
        h.logger("component");
        h.traces();
    }

    @Override
    void body(Tape t, Body b) {
        b.message("message");
        b.error("error", "err");
        b.stack("stack", "stacktrace");
    }

    private static boolean isLower(Tape t, int level) {
        return level == Tape.NONE
                || (t.isString(level) && t.length(level) > 1 && t.charAt(level, 0) >= 'a' && t.charAt(level, 0) <= 'z');
    }
}
