package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.formats.MessageOrigin;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.values.LevelScale;

/**
 * OTLP/JSON: the Java SDK's and the Collector's file exporters. A line holds many records. Source: opentelemetry-proto's
 * logs.proto.
 */
public final class OpenTelemetry extends JsonFormat {
    public OpenTelemetry() {
        super("otlp");
    }

    @Override
    public boolean recognises(JsonTape t) {
        return t.isArray(t.last("resourceLogs")) || (t.isArray(t.last("scopeLogs")) && t.has("resource"));
    }

    @Override
    public int parts(JsonTape t) {
        int resources = t.last("resourceLogs");
        if (t.isArray(resources)) {
            for (int resource = t.child(resources);
                    resource != JsonTape.NONE;
                    resource = t.sibling(resources, resource)) {
                scopes(t, t.in(resource, "scopeLogs"));
            }
        } else {
            scopes(t, t.last("scopeLogs"));
        }
        return Math.max(1, t.partCount());
    }

    private static void scopes(JsonTape t, int scopes) {
        if (!t.isArray(scopes)) {
            return;
        }
        for (int scope = t.child(scopes); scope != JsonTape.NONE; scope = t.sibling(scopes, scope)) {
            int records = t.in(scope, "logRecords");
            if (t.isArray(records)) {
                for (int record = t.child(records); record != JsonTape.NONE; record = t.sibling(records, record)) {
                    t.addPart(record, scope);
                }
            }
        }
    }

    @Override
    public void head(JsonTape t, IndexedValues h) {
        int record = t.part(h.part());
        h.time(nonZero(t, t.in(record, "timeUnixNano")));
        h.time(nonZero(t, t.in(record, "observedTimeUnixNano")));
        h.level(t.in(record, "severityText"), LevelScale.NAMES);
        h.levelNumber(t.in(record, "severityNumber"), LevelScale.OTLP);
        h.logger(t.in(t.in(t.partParent(h.part()), "scope"), "name"));
        h.trace(t.in(record, "traceId"));
        h.span(t.in(record, "spanId"));
    }

    @Override
    public MessageOrigin messageOrigin() {
        return MessageOrigin.COMPOSED;
    }

    @Override
    public boolean namesFieldsAsWritten() {
        return false;
    }

    @Override
    public void body(JsonTape t, RecordBuilder b) {
        for (int node = t.child(0); node != JsonTape.NONE; node = t.sibling(0, node)) {
            t.use(node);
        }
        int record = t.part(b.part());
        int body = t.in(record, "body");
        if (t.isObject(body)) {
            Object value = b.typed(body);
            b.messageText(value == null ? null : String.valueOf(value));
        }
        int attributes = t.in(record, "attributes");
        if (!t.isArray(attributes)) {
            return;
        }
        for (int pair = t.child(attributes); pair != JsonTape.NONE; pair = t.sibling(attributes, pair)) {
            String key = String.valueOf(t.text(t.in(pair, "key")));
            int value = t.in(pair, "value");
            int text = t.in(value, "stringValue");
            switch (key) {
                case "thread.name" -> b.thread(text);
                case "exception.type" -> b.exceptionType(text);
                case "exception.message" -> b.exceptionMessage(text);
                case "exception.stacktrace" -> b.stack(text);
                default -> b.field(key, value == JsonTape.NONE ? null : b.typed(value));
            }
        }
    }

    private static int nonZero(JsonTape t, int node) {
        return t.textEquals(node, "0") ? JsonTape.NONE : node;
    }
}
