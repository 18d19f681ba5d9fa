package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.formats.EpochParts;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;

/**
 * Google Cloud Logging: Log4j2's GcpLayout, the Stackdriver layouts of Spring and Micronaut, the client libraries.
 * Source: "Special fields in structured payloads".
 */
public final class GoogleCloud extends JsonFormat {
    public GoogleCloud() {
        super("gcp");
    }

    @Override
    public boolean recognises(JsonTape t) {
        return t.has("logging.googleapis.com/trace")
                || t.has("logging.googleapis.com/sourceLocation")
                || t.has("logging.googleapis.com/labels")
                || t.has("logging.googleapis.com/insertId")
                || t.has("logging.googleapis.com/spanId")
                || t.has("logging.googleapis.com/operation")
                || (t.has("severity") && (t.has("timestampSeconds") || (t.has("httpRequest") && t.has("message"))));
    }

    @Override
    public void head(JsonTape t, IndexedValues h) {
        int seconds = t.first("timestampSeconds");
        if (seconds != JsonTape.NONE) {
            EpochParts.time(t, h, seconds, t.first("timestampNanos"));
        }
        int timestamp = t.first("timestamp");
        if (t.isObject(timestamp)) {
            EpochParts.time(t, h, t.in(timestamp, "seconds"), t.in(timestamp, "nanos"));
        }
        h.time("timestamp");
        h.time("time");
        h.level("severity");
        h.level("level");
        h.logger("logger");
        h.logger("_logger");
        h.logger("logger_name");
        // Zeebe's StackdriverLayout.
        h.logger(t.in(t.last("context"), "loggerName"));
        h.trace(t.last("logging.googleapis.com/trace"));
        h.span(t.last("logging.googleapis.com/spanId"));
        h.traces();
    }

    @Override
    public void body(JsonTape t, RecordBuilder b) {
        b.thread("thread");
        b.thread("_thread");
        b.thread("thread_name");
        b.thread(t.in(t.last("context"), "threadName"));
        b.message("message");
        b.error("exception", "_exception");
        b.stack("stack_trace");
        b.error("error", "err");
        int timestamp = t.first("timestamp");
        if (t.isObject(timestamp)) {
            t.use(timestamp);
        }
        b.lift("logging.googleapis.com/labels", "context", "mdc");
    }
}
