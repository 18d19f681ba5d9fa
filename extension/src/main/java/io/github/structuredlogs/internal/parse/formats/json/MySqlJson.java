package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;

/** MySQL 8's log_sink_json. Source: the MySQL manual, "The JSON Error Log". */
public final class MySqlJson extends JsonFormat {
    public MySqlJson() {
        super("mysql");
    }

    @Override
    public boolean recognises(JsonTape t) {
        return t.has("prio") && t.has("err_code");
    }

    @Override
    public void head(JsonTape t, IndexedValues h) {
        h.time("time");
        h.time("buffered");
        h.time("ts");
        h.level("label");
        int prio = t.first("prio");
        if (h.level() == null && prio != JsonTape.NONE) {
            h.impliedLevel(
                    switch (t.integer(prio, -1)) {
                        case 1 -> LogLevel.ERROR;
                        case 2 -> LogLevel.WARN;
                        default -> LogLevel.INFO;
                    });
        }
        h.logger("subsystem");
        h.traces();
    }

    @Override
    public void body(JsonTape t, RecordBuilder b) {
        b.thread("thread");
        b.message("msg");
        b.drop("prio", "ts", "buffered");
    }
}
