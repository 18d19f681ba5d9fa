package io.github.structuredlogs.internal.parse;

/** tslog. Source: tslog's documentation, "JSON output". */
final class Tslog extends JsonFormat {
    Tslog() {
        super("tslog");
    }

    @Override
    boolean recognises(Tape t) {
        return t.hasObject("_logMeta") || t.hasObject("_meta");
    }

    @Override
    void head(Tape t, Head h) {
        int meta = t.hasObject("_logMeta") ? t.last("_logMeta") : t.last("_meta");
        h.time("time");
        h.time(t.in(meta, "date"));
        h.level("level");
        h.level(t.in(meta, "logLevelName"), Levels.NAMES);
        h.levelNumber("levelId", Levels.INDEX);
        h.levelNumber(t.in(meta, "logLevelId"), Levels.INDEX);
        h.logger(t.in(meta, "name"));
        h.traces();
    }

    @Override
    void body(Tape t, Body b) {
        b.message("message", "0");
        b.error("error");
    }
}
