package io.github.structuredlogs.internal.parse;

/** Erlang's logger as RabbitMQ writes JSON. Source: rabbit_logger_json_fmt.erl. */
final class RabbitMq extends JsonFormat {
    RabbitMq() {
        super("rabbitmq");
    }

    @Override
    boolean recognises(Tape t) {
        return t.textStartsWith(t.first("pid"), "<") && t.has("msg");
    }

    @Override
    void head(Tape t, Head h) {
        h.time("time");
        h.level("level");
        h.logger("domain");
        h.traces();
    }

    @Override
    void body(Tape t, Body b) {
        b.message("msg");
    }
}
