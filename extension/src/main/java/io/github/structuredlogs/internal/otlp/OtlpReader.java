package io.github.structuredlogs.internal.otlp;

import io.github.structuredlogs.MetricType;
import io.github.structuredlogs.SpanEvent;
import io.github.structuredlogs.SpanKind;
import io.github.structuredlogs.SpanLink;
import io.github.structuredlogs.internal.json.JsonTape;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The reader of spans and measurements from one line of OTLP/JSON. It never throws: values that are missing or have the
 * wrong type are rejected or left out.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding">OTLP's JSON encoding</a>
 */
public final class OtlpReader {

    private static final int FAILED = 2;
    private static final int TRACE_DIGITS = 32;
    private static final int SPAN_DIGITS = 16;
    private static final int MAX_EVENTS = 1_000;
    private static final int MAX_LINKS = 1_000;

    private static final SpanKind[] KINDS = SpanKind.values();

    private final JsonTape jsonTape;
    private final Supplier<@Nullable String> source;
    private final OtlpSink sink;

    private OtlpReader(JsonTape jsonTape, Supplier<@Nullable String> source, OtlpSink sink) {
        this.jsonTape = jsonTape;
        this.source = source;
        this.sink = sink;
    }

    /**
     * Reads a line.
     *
     * @param jsonTape the object
     * @param source returns the name of the container that wrote it
     * @param sink receives the spans and measurements
     */
    public static void read(JsonTape jsonTape, Supplier<@Nullable String> source, OtlpSink sink) {
        OtlpReader reader = new OtlpReader(jsonTape, source, sink);
        reader.resources("resourceSpans");
        reader.resources("resourceMetrics");
        // logging-otlp writes one resource without the surrounding object.
        reader.scopes(0);
    }

    private void resources(String name) {
        each(jsonTape.last(name), this::scopes);
    }

    private void scopes(int resource) {
        int spans = jsonTape.in(resource, "scopeSpans");
        int metrics = jsonTape.in(resource, "scopeMetrics");
        if (spans == JsonTape.NONE && metrics == JsonTape.NONE) {
            return;
        }
        Map<String, @Nullable Object> attributes =
                AttributeValues.of(jsonTape, jsonTape.in(jsonTape.in(resource, "resource"), "attributes"));
        each(spans, scope -> {
            String library = jsonTape.text(jsonTape.in(jsonTape.in(scope, "scope"), "name"));
            each(jsonTape.in(scope, "spans"), span -> span(span, attributes, library));
        });
        each(metrics, scope -> each(jsonTape.in(scope, "metrics"), metric -> metric(metric, attributes)));
    }

    private void each(int array, IntConsumer action) {
        if (jsonTape.isArray(array)) {
            for (int node = jsonTape.child(array); node != JsonTape.NONE; node = jsonTape.sibling(array, node)) {
                action.accept(node);
            }
        }
    }

    // --- spans

    private void span(int span, Map<String, @Nullable Object> resource, @Nullable String library) {
        String trace = id(jsonTape.in(span, "traceId"), TRACE_DIGITS);
        String id = id(jsonTape.in(span, "spanId"), SPAN_DIGITS);
        if (trace == null || id == null) {
            sink.rejected(Rejection.INVALID_ID);
            return;
        }
        Instant start = OtlpTime.of(jsonTape, jsonTape.in(span, "startTimeUnixNano"));
        Instant end = OtlpTime.of(jsonTape, jsonTape.in(span, "endTimeUnixNano"));
        if (start == null || end == null) {
            sink.rejected(Rejection.INVALID_TIME);
            return;
        }
        int status = jsonTape.in(span, "status");
        String name = jsonTape.text(jsonTape.in(span, "name"));
        String words = jsonTape.text(jsonTape.in(status, "message"));
        sink.span(new RecordedSpan(
                source,
                trace,
                id,
                id(jsonTape.in(span, "parentSpanId"), SPAN_DIGITS),
                name == null ? "" : name,
                kind(jsonTape.in(span, "kind")),
                start,
                end,
                isFailure(jsonTape.in(status, "code")),
                words == null || words.isEmpty() ? null : words,
                AttributeValues.of(jsonTape, jsonTape.in(span, "attributes")),
                events(jsonTape.in(span, "events"), start),
                links(jsonTape.in(span, "links")),
                resource,
                library));
    }

    /** {@return an id in lower case; null if it has another length, a digit that is not hexadecimal, or only zeros} */
    private @Nullable String id(int node, int digits) {
        if (!jsonTape.isString(node) || jsonTape.length(node) != digits) {
            return null;
        }
        boolean zero = true;
        for (int i = 0; i < digits; i++) {
            char c = jsonTape.charAt(node, i);
            if (Character.digit(c, 16) < 0 || c > 'f') {
                return null;
            }
            zero &= c == '0';
        }
        String text = jsonTape.text(node);
        return zero || text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    private SpanKind kind(int node) {
        int number = jsonTape.integer(node, -1);
        if (number >= 0 && number < KINDS.length) {
            return KINDS[number];
        }
        for (SpanKind kind : KINDS) {
            if (jsonTape.textEquals(node, "SPAN_KIND_" + kind.name())) {
                return kind;
            }
        }
        return SpanKind.UNSPECIFIED;
    }

    private boolean isFailure(int code) {
        return jsonTape.integer(code, 0) == FAILED || jsonTape.textEquals(code, "STATUS_CODE_ERROR");
    }

    private List<SpanEvent> events(int events, Instant start) {
        List<SpanEvent> list = new ArrayList<>();
        each(events, event -> {
            Instant time = OtlpTime.of(jsonTape, jsonTape.in(event, "timeUnixNano"));
            String name = jsonTape.text(jsonTape.in(event, "name"));
            if (list.size() < MAX_EVENTS && jsonTape.isObject(event)) {
                list.add(new SpanEvent(
                        name == null ? "" : name,
                        time == null ? start : time,
                        AttributeValues.of(jsonTape, jsonTape.in(event, "attributes"))));
            }
        });
        return list.isEmpty() ? List.of() : Collections.unmodifiableList(list);
    }

    private List<SpanLink> links(int links) {
        List<SpanLink> list = new ArrayList<>();
        each(links, link -> {
            String trace = id(jsonTape.in(link, "traceId"), TRACE_DIGITS);
            String id = id(jsonTape.in(link, "spanId"), SPAN_DIGITS);
            if (trace != null && id != null && list.size() < MAX_LINKS) {
                list.add(new SpanLink(trace, id));
            }
        });
        return list.isEmpty() ? List.of() : Collections.unmodifiableList(list);
    }

    // --- metrics

    private void metric(int metric, Map<String, @Nullable Object> resource) {
        String name = jsonTape.text(jsonTape.in(metric, "name"));
        MetricType type = null;
        int data = JsonTape.NONE;
        for (MetricType each : MetricType.values()) {
            int node = jsonTape.in(metric, member(each));
            if (jsonTape.isObject(node)) {
                type = each;
                data = node;
            }
        }
        if (name == null || type == null) {
            sink.rejected(Rejection.UNKNOWN_METRIC);
            return;
        }
        String unit = jsonTape.text(jsonTape.in(metric, "unit"));
        MetricType found = type;
        each(jsonTape.in(data, "dataPoints"), point -> point(point, name, unit == null ? "" : unit, found, resource));
    }

    private static String member(MetricType type) {
        return switch (type) {
            case GAUGE -> "gauge";
            case SUM -> "sum";
            case HISTOGRAM -> "histogram";
            case EXPONENTIAL_HISTOGRAM -> "exponentialHistogram";
            case SUMMARY -> "summary";
        };
    }

    private void point(int point, String name, String unit, MetricType type, Map<String, @Nullable Object> resource) {
        Instant time = OtlpTime.of(jsonTape, jsonTape.in(point, "timeUnixNano"));
        if (time == null) {
            sink.rejected(Rejection.INVALID_TIME);
            return;
        }
        boolean single = type == MetricType.GAUGE || type == MetricType.SUM;
        double value = single ? number(point, "asInt", "asDouble") : number(point, "sum");
        double count = single ? 1 : number(point, "count");
        sink.point(new RecordedPoint(
                source,
                name,
                unit,
                type,
                time,
                value,
                Double.isNaN(count) ? 0 : (long) count,
                AttributeValues.of(jsonTape, jsonTape.in(point, "attributes")),
                resource));
    }

    private double number(int object, String... names) {
        for (String name : names) {
            String text = jsonTape.text(jsonTape.in(object, name));
            if (text != null) {
                try {
                    return Double.parseDouble(text);
                } catch (NumberFormatException e) {
                    return Double.NaN;
                }
            }
        }
        return Double.NaN;
    }
}
