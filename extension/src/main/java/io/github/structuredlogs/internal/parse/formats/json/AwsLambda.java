package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.formats.MessageOrigin;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;

/**
 * AWS Lambda: Powertools for Java, TypeScript, Python and .NET, and the runtime's own JSON. Source: Powertools' and
 * Lambda's documentation.
 */
public final class AwsLambda extends JsonFormat {
    public AwsLambda() {
        super("lambda");
    }

    @Override
    public boolean recognises(JsonTape t) {
        return t.has("cold_start")
                || t.has("function_request_id")
                || ((t.has("requestId") || t.has("AWSRequestId")) && t.has("level") && t.has("timestamp"))
                || (t.has("record") && t.textStartsWith(t.first("type"), "platform."));
    }

    @Override
    public void head(JsonTape t, IndexedValues h) {
        h.time("timestamp");
        h.time("time");
        h.level("level");
        h.logger("logger");
        h.traces();
    }

    @Override
    public MessageOrigin messageOrigin() {
        return MessageOrigin.WRITTEN;
    }

    @Override
    public void body(JsonTape t, RecordBuilder b) {
        b.thread("thread");
        int message = t.last("message");
        if (t.isObject(message)) {
            if (b.error(message)) {
                b.messageText(t.text(t.in(message, "errorMessage")));
            }
        } else {
            b.message("message");
        }
        b.error("error", "exception");
        if (t.has("errorType") || t.has("errorMessage")) {
            b.exceptionType(t.last("errorType"));
            b.exceptionMessage(t.last("errorMessage"));
            b.stack("stackTrace");
        }
        b.stack("stack_trace");
    }
}
