package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.Tape;
import io.github.structuredlogs.internal.parse.formats.Body;
import io.github.structuredlogs.internal.parse.formats.Head;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.values.Levels;

/**
 * A log record as the consoles of OpenTelemetry's SDKs print it, and as those write it who follow its data model: Python's
 * {@code severity_text}, Go's {@code SeverityText}, JavaScript's {@code severityText}, beside a body. Source:
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
    public boolean recognises(Tape t) {
        return (find(t, TEXTS) != Tape.NONE || find(t, NUMBERS) != Tape.NONE) && find(t, BODIES) != Tape.NONE;
    }

    private static int find(Tape t, String[] keys) {
        for (String key : keys) {
            int node = t.first(key);
            if (node != Tape.NONE) {
                return node;
            }
        }
        return Tape.NONE;
    }

    @Override
    public void head(Tape t, Head h) {
        for (String key : TIMES) {
            int node = t.first(key);
            if (!t.textStartsWith(node, "0001-") && !t.textEquals(node, "0")) {
                h.time(node);
            }
        }
        int text = find(t, TEXTS);
        if (text != Tape.NONE && !t.isEmpty(text)) {
            h.level(text, Levels.NAMES);
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
    private static void number(Tape t, Head h, int node) {
        if (!t.isString(node)) {
            h.levelNumber(node, Levels.OTLP);
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
            h.level(c, from, to, Levels.OTLP);
        }
        t.use(node);
    }

    @Override
    public void body(Tape t, Body b) {
        int body = find(t, BODIES);
        if (t.isObject(body)) {
            int value = t.in(body, "Value");
            Object text = value == Tape.NONE ? b.typed(body) : t.value(value);
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

    private static void attributes(Tape t, Body b, int attributes) {
        for (int child = t.isArray(attributes) || t.isObject(attributes) ? t.child(attributes) : Tape.NONE;
                child != Tape.NONE;
                child = t.sibling(attributes, child)) {
            boolean pair = t.isArray(attributes);
            int name = pair ? first(t, child, "Key", "key") : Tape.NONE;
            int value = pair ? first(t, child, "Value", "value") : child;
            int inner = t.isObject(value) ? t.in(value, "Value") : Tape.NONE;
            int plain = inner == Tape.NONE ? value : inner;
            String key = pair ? String.valueOf(t.text(name)) : t.name(child);
            switch (key) {
                case "exception.type" -> b.exceptionType(plain);
                case "exception.message" -> b.exceptionMessage(plain);
                case "exception.stacktrace" -> b.stack(plain);
                case "thread.name" -> b.thread(plain);
                default -> {
                    if (pair) {
                        b.field(key, plain == Tape.NONE ? null : b.typed(plain));
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

    private static int first(Tape t, int object, String key, String other) {
        int node = t.in(object, key);
        return node == Tape.NONE ? t.in(object, other) : node;
    }
}
