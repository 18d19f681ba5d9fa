package io.github.structuredlogs.internal.otlp;

import io.github.structuredlogs.MetricPoint;
import io.github.structuredlogs.MetricType;
import io.github.structuredlogs.Span;
import io.github.structuredlogs.SpanEvent;
import io.github.structuredlogs.SpanLink;
import io.github.structuredlogs.internal.json.JsonText;
import io.github.structuredlogs.internal.text.Redaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The writer of spans and measurements as OTLP/JSON, one line for each, which the collector, Jaeger and
 * otel-desktop-viewer can read. Secrets are removed from texts and attributes.
 */
@SuppressWarnings("EnumOrdinal") // the order of SpanKind is OTLP's own numbering
public final class OtlpWriter {

    private static final String CONTAINER = "container.name";

    private final Redaction redaction;

    /**
     * Creates a writer with a redaction.
     *
     * @param redaction removes secrets
     */
    public OtlpWriter(Redaction redaction) {
        this.redaction = redaction;
    }

    /** {@return a span as a line with its line feed} */
    public String line(Span span) {
        StringBuilder out = new StringBuilder(512);
        write(out.append("{\"resourceSpans\":["), span);
        return out.append("]}\n").toString();
    }

    /** Writes a span with its resource, as one element of {@code resourceSpans}. */
    public void write(StringBuilder out, Span span) {
        JsonText resourceSpans = resource(out, span.resource(), span.container());
        resourceSpans.name("scopeSpans").append("[{\"scope\":");
        JsonText.object(out).put("name", span.library()).end();
        out.append(",\"spans\":[");
        JsonText json = JsonText.object(out)
                .put("traceId", span.traceId())
                .put("spanId", span.spanId())
                .put("parentSpanId", span.parentSpanId())
                .put("name", redaction.text(span.name()))
                .put("kind", span.kind().ordinal())
                .put("startTimeUnixNano", OtlpTime.text(span.start()))
                .put("endTimeUnixNano", OtlpTime.text(span.end()));
        attributes(json, span.attributes());
        if (!span.events().isEmpty()) {
            json.name("events").append('[');
            String separator = "";
            for (SpanEvent event : span.events()) {
                out.append(separator);
                JsonText written = JsonText.object(out)
                        .put("timeUnixNano", OtlpTime.text(event.time()))
                        .put("name", redaction.text(event.name()));
                attributes(written, event.attributes());
                written.end();
                separator = ",";
            }
            out.append(']');
        }
        if (!span.links().isEmpty()) {
            json.name("links").append('[');
            String separator = "";
            for (SpanLink link : span.links()) {
                out.append(separator);
                JsonText.object(out)
                        .put("traceId", link.traceId())
                        .put("spanId", link.spanId())
                        .end();
                separator = ",";
            }
            out.append(']');
        }
        json.name("status");
        String message = span.statusMessage();
        JsonText.object(out)
                .put("message", message == null ? null : redaction.text(message))
                .put("code", span.hasFailed() ? 2 : null)
                .end();
        json.end();
        out.append("]}]");
        resourceSpans.end();
    }

    /** {@return a measurement as a line with its line feed} */
    public String line(MetricPoint point) {
        StringBuilder out = new StringBuilder(512);
        write(out.append("{\"resourceMetrics\":["), point);
        return out.append("]}\n").toString();
    }

    /** Writes a measurement with its resource, as one element of {@code resourceMetrics}. */
    public void write(StringBuilder out, MetricPoint point) {
        JsonText resourceMetrics = resource(out, point.resource(), point.container());
        resourceMetrics.name("scopeMetrics").append("[{\"scope\":{},\"metrics\":[");
        JsonText metric = JsonText.object(out)
                .put("name", point.name())
                .put("unit", point.unit().isEmpty() ? null : point.unit());
        metric.name(member(point.type())).append("{\"dataPoints\":[");
        JsonText json = JsonText.object(out).put("timeUnixNano", OtlpTime.text(point.time()));
        boolean single = point.type() == MetricType.GAUGE || point.type() == MetricType.SUM;
        if (!Double.isNaN(point.value())) {
            json.put(single ? "asDouble" : "sum", point.value());
        }
        if (!single) {
            json.put("count", Long.toString(point.count()));
        }
        attributes(json, point.attributes());
        json.end();
        // Cumulative, the default of exporters.
        out.append(
                point.type() == MetricType.GAUGE || point.type() == MetricType.SUMMARY
                        ? "]}"
                        : "],\"aggregationTemporality\":2}");
        metric.end();
        out.append("]}]");
        resourceMetrics.end();
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

    JsonText resource(StringBuilder out, Map<String, @Nullable Object> resource, @Nullable String container) {
        JsonText json = JsonText.object(out);
        json.name("resource");
        JsonText inner = JsonText.object(out);
        if (container == null || resource.containsKey(CONTAINER)) {
            attributes(inner, resource);
        } else {
            Map<String, @Nullable Object> more = new LinkedHashMap<>(resource);
            more.put(CONTAINER, container);
            attributes(inner, more);
        }
        inner.end();
        return json;
    }

    void attributes(JsonText json, Map<String, @Nullable Object> attributes) {
        if (attributes.isEmpty()) {
            return;
        }
        StringBuilder out = json.name("attributes").append('[');
        String separator = "";
        for (Map.Entry<String, @Nullable Object> entry : attributes.entrySet()) {
            out.append(separator);
            JsonText pair = JsonText.object(out).put("key", redaction.text(entry.getKey()));
            value(pair.name("value"), redacted(entry.getKey(), entry.getValue()));
            pair.end();
            separator = ",";
        }
        out.append(']');
    }

    private @Nullable Object redacted(String name, @Nullable Object value) {
        return redaction.hides(name, value) ? Redaction.MASK : redacted(value);
    }

    private @Nullable Object redacted(@Nullable Object value) {
        if (value instanceof String words) {
            return redaction.text(words);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> all = new ArrayList<>();
            list.forEach(each -> all.add(redacted(each)));
            return all;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> all = new LinkedHashMap<>();
            map.forEach((name, each) -> all.put(String.valueOf(name), redacted(String.valueOf(name), each)));
            return all;
        }
        return value;
    }

    private static void value(StringBuilder out, @Nullable Object value) {
        JsonText json = JsonText.object(out);
        if (value instanceof Boolean) {
            json.put("boolValue", value);
        } else if (value instanceof Long || value instanceof Integer) {
            json.put("intValue", value.toString());
        } else if (value instanceof Number number) {
            double all = number.doubleValue();
            json.put("doubleValue", Double.isFinite(all) ? (Object) all : Double.toString(all));
        } else if (value instanceof Collection<?> list) {
            StringBuilder array = json.name("arrayValue").append("{\"values\":[");
            String separator = "";
            for (Object each : list) {
                value(array.append(separator), each);
                separator = ",";
            }
            array.append("]}");
        } else if (value instanceof Map<?, ?> map) {
            StringBuilder array = json.name("kvlistValue").append("{\"values\":[");
            String separator = "";
            for (Map.Entry<?, ?> each : map.entrySet()) {
                array.append(separator);
                JsonText pair = JsonText.object(array).put("key", String.valueOf(each.getKey()));
                value(pair.name("value"), each.getValue());
                pair.end();
                separator = ",";
            }
            array.append("]}");
        } else if (value != null) {
            json.put("stringValue", value.toString());
        }
        json.end();
    }
}
