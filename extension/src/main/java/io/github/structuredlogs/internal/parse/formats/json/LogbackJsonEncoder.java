package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.formats.MessageOrigin;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.values.Templates;

/**
 * Logback's own JsonEncoder: the template and its arguments, not the rendered message. Source: Logback's manual.
 */
public final class LogbackJsonEncoder extends JsonFormat {
    public LogbackJsonEncoder() {
        super("logback");
    }

    @Override
    public boolean recognises(JsonTape t) {
        return t.has("loggerName")
                && t.has("threadName")
                && !t.has("loggerClassName")
                && (t.has("throwable")
                        || t.has("kvpList")
                        || t.has("arguments")
                        || t.has("formattedMessage")
                        || (t.hasNumber("timestamp") && !t.has("ndc")));
    }

    @Override
    public void head(JsonTape t, IndexedValues h) {
        h.time("timestamp");
        int nanos = t.first("nanoseconds");
        if (nanos != JsonTape.NONE) {
            h.timestampReader.nanoOfSecond(t.integer(nanos, -1));
            t.use(nanos);
        }
        h.level("level");
        h.logger("loggerName");
        h.traces();
    }

    @Override
    public MessageOrigin messageOrigin() {
        return MessageOrigin.COMPOSED;
    }

    @Override
    public void body(JsonTape t, RecordBuilder b) {
        b.thread("threadName");
        String rendered = t.text(t.last("formattedMessage"));
        String template = t.text(t.last("message"));
        b.messageText(rendered != null ? rendered : Templates.positional(template, t, t.last("arguments")));
        b.drop("formattedMessage", "message", "arguments");
        b.error("throwable");
        b.lift("mdc", "kvpList");
    }
}
