package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.Tape;
import io.github.structuredlogs.internal.parse.formats.Body;
import io.github.structuredlogs.internal.parse.formats.Head;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;

/** Erlang's logger as RabbitMQ writes JSON. Source: rabbit_logger_json_fmt.erl. */
public final class RabbitMq extends JsonFormat {
    public RabbitMq() {
        super("rabbitmq");
    }

    @Override
    public boolean recognises(Tape t) {
        return t.textStartsWith(t.first("pid"), "<") && t.has("msg");
    }

    @Override
    public void head(Tape t, Head h) {
        h.time("time");
        h.level("level");
        h.logger("domain");
        h.traces();
    }

    @Override
    public void body(Tape t, Body b) {
        b.message("msg");
    }
}
