package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.formats.MessageOrigin;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.values.LevelScale;
import io.github.structuredlogs.internal.parse.values.Templates;

/** Serilog's JsonFormatter, the one that is not compact. Source: Serilog's JsonFormatter.cs. */
public final class Serilog extends JsonFormat {
    public Serilog() {
        super("serilog");
    }

    @Override
    public boolean recognises(JsonTape t) {
        return t.has("MessageTemplate") && t.has("Level") && t.has("Timestamp");
    }

    @Override
    public void head(JsonTape t, IndexedValues h) {
        h.time("Timestamp");
        h.level("Level", LevelScale.VERBOSE_IS_TRACE);
        h.logger(t.in(t.last("Properties"), "SourceContext"));
        h.traces();
    }

    @Override
    public MessageOrigin messageOrigin() {
        return MessageOrigin.COMPOSED;
    }

    @Override
    public void body(JsonTape t, RecordBuilder b) {
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
