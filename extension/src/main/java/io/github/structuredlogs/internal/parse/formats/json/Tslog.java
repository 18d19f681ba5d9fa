package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.Tape;
import io.github.structuredlogs.internal.parse.formats.Body;
import io.github.structuredlogs.internal.parse.formats.Head;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.values.Levels;

/** tslog. Source: tslog's documentation, "JSON output". */
public final class Tslog extends JsonFormat {
    public Tslog() {
        super("tslog");
    }

    @Override
    public boolean recognises(Tape t) {
        return t.hasObject("_logMeta") || t.hasObject("_meta");
    }

    @Override
    public void head(Tape t, Head h) {
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
    public void body(Tape t, Body b) {
        b.message("message", "0");
        b.error("error");
    }
}
