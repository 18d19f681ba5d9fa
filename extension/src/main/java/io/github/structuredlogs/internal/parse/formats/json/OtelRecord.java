package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.formats.MessageOrigin;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.values.LevelScale;

/**
 * A log record as the consoles of OpenTelemetry's SDKs print it, and loggers with its data model: Python's {@code
 * severity_text}, Go's {@code SeverityText}, JavaScript's {@code severityText}, beside a body. Source:
 * opentelemetry-python's ConsoleLogExporter, opentelemetry-go's stdoutlog, the specification's "Logs Data Model".
 */
public final class OtelRecord extends JsonFormat {
    private static final String[] TEXTS = {"severityText", "severity_text", "SeverityText"};
    private static final String[] NUMBERS = {"severityNumber", "severity_number", "SeverityNumber", "Severity"};
    private static final String[] BODIES = {"body", "Body"};
    private static final String[] ATTRIBUTES = {"attributes", "Attributes"};
    private static final String[] TIMES = {
        "timestamp",
        "Timestamp",
        "timeUnixNano",
        "time_unix_nano",
        "observed_timestamp",
        "observedTimestamp",
        "ObservedTimestamp",
        "time"
    };
    private static final String[] SCOPES = {
        "instrumentationScope",
        "instrumentation_scope",
        "Scope",
        "scope",
        "instrumentationLibrary",
        "InstrumentationScope"
    };

    public OtelRecord() {
        super("otel");
    }

    @Override
    public boolean recognises(JsonTape t) {
        return (find(t, TEXTS) != JsonTape.NONE || find(t, NUMBERS) != JsonTape.NONE)
                && find(t, BODIES) != JsonTape.NONE;
    }

    private static int find(JsonTape t, String[] keys) {
        for (String key : keys) {
            int node = t.first(key);
            if (node != JsonTape.NONE) {
                return node;
            }
        }
        return JsonTape.NONE;
    }

    @Override
    public void head(JsonTape t, IndexedValues h) {
        for (String key : TIMES) {
            int node = t.first(key);
            if (!t.textStartsWith(node, "0001-") && !t.textEquals(node, "0")) {
                h.time(node);
            }
        }
        int text = find(t, TEXTS);
        if (text != JsonTape.NONE && !t.isEmpty(text)) {
            h.level(text, LevelScale.NAMES);
        }
        number(t, h, find(t, NUMBERS));
        for (String key : SCOPES) {
            int scope = t.last(key);
            h.logger(t.isString(scope) ? scope : t.in(scope, "name"));
            h.logger(t.in(scope, "Name"));
        }
        h.trace(t.last("TraceID"));
        h.span(t.last("SpanID"));
        h.traces();
    }

    /** A number, or Python's {@code <SeverityNumber.WARN: 13>}. */
    private static void number(JsonTape t, IndexedValues h, int node) {
        if (!t.isString(node)) {
            h.levelNumber(node, LevelScale.OTLP);
            return;
        }
        int to = t.start(node) + t.length(node);
        char[] c = t.chars();
        while (to > t.start(node) && (c[to - 1] < '0' || c[to - 1] > '9')) {
            to--;
        }
        int from = to;
        while (from > t.start(node) && c[from - 1] >= '0' && c[from - 1] <= '9') {
            from--;
        }
        if (h.level() == null && to > from) {
            h.level(c, from, to, LevelScale.OTLP);
        }
        t.use(node);
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
        int body = find(t, BODIES);
        if (t.isObject(body)) {
            int value = t.in(body, "Value");
            Object text = value == JsonTape.NONE ? b.typed(body) : t.value(value);
            b.messageText(text == null ? null : String.valueOf(text));
            t.use(body);
        } else {
            b.message(body);
        }
        b.exceptionType(t.in(t.last("attributes"), "exception.type"));
        for (String key : ATTRIBUTES) {
            attributes(t, b, t.last(key));
        }
    }

    private static void attributes(JsonTape t, RecordBuilder b, int attributes) {
        for (int child = t.isArray(attributes) || t.isObject(attributes) ? t.child(attributes) : JsonTape.NONE;
                child != JsonTape.NONE;
                child = t.sibling(attributes, child)) {
            boolean pair = t.isArray(attributes);
            int name = pair ? first(t, child, "Key", "key") : JsonTape.NONE;
            int value = pair ? first(t, child, "Value", "value") : child;
            int inner = t.isObject(value) ? t.in(value, "Value") : JsonTape.NONE;
            int plain = inner == JsonTape.NONE ? value : inner;
            String key = pair ? String.valueOf(t.text(name)) : t.name(child);
            switch (key) {
                case "exception.type" -> b.exceptionType(plain);
                case "exception.message" -> b.exceptionMessage(plain);
                case "exception.stacktrace" -> b.stack(plain);
                case "thread.name" -> b.thread(plain);
                default -> {
                    if (pair) {
                        b.field(key, plain == JsonTape.NONE ? null : b.typed(plain));
                    }
                }
            }
        }
        if (t.isArray(attributes)) {
            t.use(attributes);
        } else {
            b.lift(attributes);
        }
    }

    private static int first(JsonTape t, int object, String key, String other) {
        int node = t.in(object, key);
        return node == JsonTape.NONE ? t.in(object, other) : node;
    }
}
