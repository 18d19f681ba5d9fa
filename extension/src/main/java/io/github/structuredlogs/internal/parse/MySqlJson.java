package io.github.structuredlogs.internal.parse;

import io.github.structuredlogs.LogLevel;

/** MySQL 8's log_sink_json. Source: the MySQL manual, "The JSON Error Log". */
final class MySqlJson extends JsonFormat {
    MySqlJson() {
        super("mysql");
    }

    @Override
    boolean recognises(Tape t) {
        return t.has("prio") && t.has("err_code");
    }

    @Override
    void head(Tape t, Head h) {
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
    void body(Tape t, Body b) {
        b.thread("thread");
        b.message("msg");
        b.drop("prio", "ts", "buffered");
    }
}
