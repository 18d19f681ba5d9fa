package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.internal.json.Tape;
import io.github.structuredlogs.internal.parse.formats.Body;
import io.github.structuredlogs.internal.parse.formats.Head;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;

/** MySQL 8's log_sink_json. Source: the MySQL manual, "The JSON Error Log". */
public final class MySqlJson extends JsonFormat {
    public MySqlJson() {
        super("mysql");
    }

    @Override
    public boolean recognises(Tape t) {
        return t.has("prio") && t.has("err_code");
    }

    @Override
    public void head(Tape t, Head h) {
        h.time("time");
        h.time("buffered");
        h.time("ts");
        h.level("label");
        int prio = t.first("prio");
        if (h.level() == null && prio != Tape.NONE) {
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
    public void body(Tape t, Body b) {
        b.thread("thread");
        b.message("msg");
        b.drop("prio", "ts", "buffered");
    }
}
