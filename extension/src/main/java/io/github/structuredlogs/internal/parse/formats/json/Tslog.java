package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.values.LevelScale;

/** tslog. Source: tslog's documentation, "JSON output". */
public final class Tslog extends JsonFormat {
    public Tslog() {
        super("tslog");
    }

    @Override
    public boolean recognises(JsonTape t) {
        return t.hasObject("_logMeta") || t.hasObject("_meta");
    }

    @Override
    public void head(JsonTape t, IndexedValues h) {
        int meta = t.hasObject("_logMeta") ? t.last("_logMeta") : t.last("_meta");
        h.time("time");
        h.time(t.in(meta, "date"));
        h.level("level");
        h.level(t.in(meta, "logLevelName"), LevelScale.NAMES);
        h.levelNumber("levelId", LevelScale.INDEX);
        h.levelNumber(t.in(meta, "logLevelId"), LevelScale.INDEX);
        h.logger(t.in(meta, "name"));
        h.traces();
    }

    @Override
    public void body(JsonTape t, RecordBuilder b) {
        b.message("message", "0");
        b.error("error");
    }
}
