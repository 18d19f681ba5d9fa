package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.formats.MessageOrigin;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.values.AccessLine;

/** Open Liberty's and WebSphere Liberty's JSON logging: messages, traces, access log, FFDC. Source: its documentation. */
public final class OpenLiberty extends JsonFormat {
    public OpenLiberty() {
        super("liberty");
    }

    @Override
    public boolean recognises(JsonTape t) {
        return t.has("ibm_datetime") || t.textStartsWith(t.first("type"), "liberty_");
    }

    @Override
    public void head(JsonTape t, IndexedValues h) {
        h.time("ibm_datetime");
        h.time("datetime");
        h.level("loglevel");
        if (t.textEquals(t.first("loglevel"), "AUDIT")) {
            h.exactLevel(LogLevel.INFO);
        }
        h.logger("module");
        h.traces();
    }

    @Override
    public MessageOrigin messageOrigin() {
        return MessageOrigin.JOINED;
    }

    @Override
    public void body(JsonTape t, RecordBuilder b) {
        b.thread("ext_thread");
        b.thread("ibm_threadId");
        b.message("message");
        if (b.message() == null) {
            b.messageText(AccessLine.of(t, "ibm_requestMethod", "ibm_uriPath", "ibm_responseCode"));
        }
        b.exceptionType(t.last("ibm_exceptionName"));
        b.stack("ibm_stackTrace", "stackTrace");
    }
}
