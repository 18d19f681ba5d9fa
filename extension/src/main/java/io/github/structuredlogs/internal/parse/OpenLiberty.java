package io.github.structuredlogs.internal.parse;

import io.github.structuredlogs.LogLevel;

/** Open Liberty's and WebSphere Liberty's JSON logging: messages, traces, access log, FFDC. Source: its documentation. */
final class OpenLiberty extends JsonFormat {
    OpenLiberty() {
        super("liberty");
    }

    @Override
    boolean recognises(Tape t) {
        return t.has("ibm_datetime") || t.textStartsWith(t.first("type"), "liberty_");
    }

    @Override
    void head(Tape t, Head h) {
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
    void body(Tape t, Body b) {
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
