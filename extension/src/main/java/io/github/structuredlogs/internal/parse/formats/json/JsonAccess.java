package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.formats.MessageOrigin;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.values.AccessLine;

/**
 * An access log in JSON with the user's keys: nginx, lograge, Apache. Its message is composed; it has no level unless
 * the object has one. Source: nginx' variable names, lograge's README.
 */
public final class JsonAccess extends JsonFormat {
    public JsonAccess() {
        super("access");
    }

    @Override
    public boolean recognises(JsonTape t) {
        return AccessLine.status(t) != JsonTape.NONE
                && ((AccessLine.method(t) != JsonTape.NONE && AccessLine.path(t) != JsonTape.NONE)
                        || AccessLine.request(t) != null);
    }

    @Override
    public void head(JsonTape t, IndexedValues h) {
        h.time("msec");
        h.time("time_iso8601");
        h.time("@timestamp");
        h.time("timestamp");
        h.time("time");
        h.time("ts");
        h.time("time_local");
        h.level("level");
        h.level("severity");
        h.traces();
    }

    @Override
    public MessageOrigin messageOrigin() {
        return MessageOrigin.JOINED;
    }

    @Override
    public void body(JsonTape t, RecordBuilder b) {
        b.message("message", "msg");
        if (b.message() == null) {
            String request = AccessLine.request(t);
            b.messageText(
                    request == null
                            ? AccessLine.of(t, AccessLine.method(t), AccessLine.path(t), AccessLine.status(t))
                            : request + ' ' + t.text(AccessLine.status(t)));
        }
        b.drop("time_iso8601", "time_local", "msec");
        b.error("error");
    }
}
