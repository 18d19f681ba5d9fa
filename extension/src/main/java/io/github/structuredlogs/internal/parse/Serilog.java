package io.github.structuredlogs.internal.parse;

/** Serilog's JsonFormatter, the one that is not compact. Source: Serilog's JsonFormatter.cs. */
final class Serilog extends JsonFormat {
    Serilog() {
        super("serilog");
    }

    @Override
    boolean recognises(Tape t) {
        return t.has("MessageTemplate") && t.has("Level") && t.has("Timestamp");
    }

    @Override
    void head(Tape t, Head h) {
        h.time("Timestamp");
        h.level("Level", Levels.VERBOSE_IS_TRACE);
        h.logger(t.in(t.last("Properties"), "SourceContext"));
        h.traces();
    }

    @Override
    void body(Tape t, Body b) {
        int properties = t.last("Properties");
        b.message("RenderedMessage");
        if (b.message() == null) {
            b.messageText(Templates.named(t.text(t.last("MessageTemplate")), t, properties));
        }
        b.thread(t.in(properties, "ThreadName"));
        b.error("Exception");
        b.drop("MessageTemplate", "Renderings");
        b.lift(properties);
    }
}
