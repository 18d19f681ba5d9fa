package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.formats.MessageOrigin;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.values.LevelScale;

/**
 * log4js, whose level is an object: {@code {"startTime":…,"categoryName":"orders","level":{"level":20000,"levelStr":"INFO"},
 * "data":["placed",42]}}. Source: log4js-node's LoggingEvent.js and its documentation, "Layouts".
 */
public final class Log4js extends JsonFormat {
    public Log4js() {
        super("log4js");
    }

    @Override
    public boolean recognises(JsonTape t) {
        return t.hasObject("level") && t.isString(t.in(t.first("level"), "levelStr"));
    }

    @Override
    public void head(JsonTape t, IndexedValues h) {
        int level = t.first("level");
        h.time("startTime");
        h.level(t.in(level, "levelStr"), LevelScale.NAMES);
        h.levelNumber(t.in(level, "level"), LevelScale.LOGBACK);
        h.logger("categoryName");
        h.traces();
    }

    @Override
    public MessageOrigin messageOrigin() {
        return MessageOrigin.JOINED;
    }

    @Override
    public void body(JsonTape t, RecordBuilder b) {
        t.use(t.first("level"));
        b.message("message");
        int data = t.last("data");
        StringBuilder text = new StringBuilder();
        for (int value = t.isArray(data) ? t.child(data) : JsonTape.NONE;
                value != JsonTape.NONE;
                value = t.sibling(data, value)) {
            if (t.isScalar(value)) {
                text.append(text.isEmpty() ? "" : " ").append(t.text(value));
            } else {
                b.error(value);
            }
        }
        if (b.message() == null && !text.isEmpty()) {
            b.messageText(text.toString());
            t.use(data);
        } else if (t.isArray(data) && t.isEmpty(data)) {
            t.use(data);
        }
        b.lift("context");
    }
}
