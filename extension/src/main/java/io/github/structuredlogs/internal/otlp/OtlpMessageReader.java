package io.github.structuredlogs.internal.otlp;

import static io.github.structuredlogs.internal.otlp.ProtobufReader.FIXED64;
import static io.github.structuredlogs.internal.otlp.ProtobufReader.LENGTH;
import static io.github.structuredlogs.internal.otlp.ProtobufReader.VARINT;

import io.github.structuredlogs.MetricType;
import io.github.structuredlogs.SpanEvent;
import io.github.structuredlogs.SpanKind;
import io.github.structuredlogs.SpanLink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the spans and measurements of one request of OTLP's protobuf. The numbers of the fields are the protocol's.
 *
 * @see <a href="https://github.com/open-telemetry/opentelemetry-proto">opentelemetry-proto</a>
 */
public final class OtlpMessageReader {

    private static final int FAILED = 2;
    private static final int TRACE_BYTES = 16;
    private static final int SPAN_BYTES = 8;
    private static final int MAX_EVENTS = 1_000;
    private static final int MAX_LINKS = 1_000;
    private static final SpanKind[] KINDS = SpanKind.values();

    private final Supplier<@Nullable String> source;
    private final OtlpSink sink;

    private OtlpMessageReader(Supplier<@Nullable String> source, OtlpSink sink) {
        this.source = source;
        this.sink = sink;
    }

    /**
     * Reads an {@code ExportTraceServiceRequest}.
     *
     * @param body the request's body
     * @param source gives the name of the container that sent it
     * @param sink takes what is read
     * @throws MalformedMessageException if it is none
     */
    public static void readTraces(byte[] body, Supplier<@Nullable String> source, OtlpSink sink)
            throws MalformedMessageException {
        new OtlpMessageReader(source, sink).request(body, OtlpMessageReader::scopeSpans);
    }

    /**
     * Reads an {@code ExportMetricsServiceRequest}.
     *
     * @param body the request's body
     * @param source gives the name of the container that sent it
     * @param sink takes what is read
     * @throws MalformedMessageException if it is none
     */
    public static void readMetrics(byte[] body, Supplier<@Nullable String> source, OtlpSink sink)
            throws MalformedMessageException {
        new OtlpMessageReader(source, sink).request(body, OtlpMessageReader::scopeMetrics);
    }

    /** Reads what one library has recorded, with the attributes of the service that it is in. */
    private interface ScopeReading {
        void read(OtlpMessageReader reader, ProtobufReader scope, Map<String, @Nullable Object> resource)
                throws MalformedMessageException;
    }

    private void request(byte[] body, ScopeReading reading) throws MalformedMessageException {
        ProtobufReader request = new ProtobufReader(body, 0, body.length);
        while (request.next()) {
            if (request.tag() == (1 << 3 | LENGTH)) {
                resource(request.message(), reading);
            }
        }
    }

    private void resource(ProtobufReader part, ScopeReading reading) throws MalformedMessageException {
        ProtobufValues attributes = new ProtobufValues();
        // The resource usually comes first, but need not.
        List<ProtobufReader> scopes = new ArrayList<>();
        while (part.next()) {
            switch (part.tag()) {
                case 1 << 3 | LENGTH -> {
                    ProtobufReader resource = part.message();
                    while (resource.next()) {
                        if (resource.tag() == (1 << 3 | LENGTH)) {
                            attributes.add(resource.message());
                        }
                    }
                }
                case 2 << 3 | LENGTH -> scopes.add(part.message());
                default -> {}
            }
        }
        for (ProtobufReader scope : scopes) {
            reading.read(this, scope, attributes.all());
        }
    }

    // --- spans

    private void scopeSpans(ProtobufReader part, Map<String, @Nullable Object> resource)
            throws MalformedMessageException {
        String library = null;
        List<ProtobufReader> spans = new ArrayList<>();
        while (part.next()) {
            switch (part.tag()) {
                case 1 << 3 | LENGTH -> {
                    ProtobufReader scope = part.message();
                    while (scope.next()) {
                        if (scope.tag() == (1 << 3 | LENGTH)) {
                            library = scope.text();
                        }
                    }
                }
                case 2 << 3 | LENGTH -> spans.add(part.message());
                default -> {}
            }
        }
        for (ProtobufReader span : spans) {
            span(span, resource, library);
        }
    }

    private void span(ProtobufReader span, Map<String, @Nullable Object> resource, @Nullable String library)
            throws MalformedMessageException {
        String trace = null;
        String id = null;
        String parent = null;
        String name = "";
        SpanKind kind = SpanKind.UNSPECIFIED;
        Instant start = null;
        Instant end = null;
        boolean failed = false;
        String words = null;
        ProtobufValues attributes = new ProtobufValues();
        List<ProtobufReader> events = new ArrayList<>();
        List<ProtobufReader> links = new ArrayList<>();
        while (span.next()) {
            switch (span.tag()) {
                case 1 << 3 | LENGTH -> trace = id(span.copy(), TRACE_BYTES);
                case 2 << 3 | LENGTH -> id = id(span.copy(), SPAN_BYTES);
                case 4 << 3 | LENGTH -> parent = id(span.copy(), SPAN_BYTES);
                case 5 << 3 | LENGTH -> name = span.text();
                case 6 << 3 | VARINT -> kind = kind(span.number());
                case 7 << 3 | FIXED64 -> start = OtlpTime.of(span.fixed64());
                case 8 << 3 | FIXED64 -> end = OtlpTime.of(span.fixed64());
                case 9 << 3 | LENGTH -> attributes.add(span.message());
                case 11 << 3 | LENGTH -> events.add(span.message());
                case 13 << 3 | LENGTH -> links.add(span.message());
                case 15 << 3 | LENGTH -> {
                    ProtobufReader status = span.message();
                    while (status.next()) {
                        switch (status.tag()) {
                            case 2 << 3 | LENGTH -> words = status.text();
                            case 3 << 3 | VARINT -> failed = status.number() == FAILED;
                            default -> {}
                        }
                    }
                }
                default -> {}
            }
        }
        if (trace == null || id == null) {
            sink.rejected(Rejection.INVALID_ID);
        } else if (start == null || end == null) {
            sink.rejected(Rejection.INVALID_TIME);
        } else {
            sink.span(new RecordedSpan(
                    source,
                    trace,
                    id,
                    parent,
                    name,
                    kind,
                    start,
                    end,
                    failed,
                    words == null || words.isEmpty() ? null : words,
                    attributes.all(),
                    events(events, start),
                    links(links),
                    resource,
                    library));
        }
    }

    /** {@return an id; null if it has another length or only zeros} */
    private static @Nullable String id(byte[] bytes, int length) {
        if (bytes.length != length) {
            return null;
        }
        for (byte each : bytes) {
            if (each != 0) {
                return HexFormat.of().formatHex(bytes);
            }
        }
        return null;
    }

    private static SpanKind kind(long number) {
        return number >= 0 && number < KINDS.length ? KINDS[(int) number] : SpanKind.UNSPECIFIED;
    }

    private static List<SpanEvent> events(List<ProtobufReader> events, Instant start) throws MalformedMessageException {
        List<SpanEvent> list = new ArrayList<>();
        for (ProtobufReader event : events) {
            Instant time = null;
            String name = "";
            ProtobufValues attributes = new ProtobufValues();
            while (event.next()) {
                switch (event.tag()) {
                    case 1 << 3 | FIXED64 -> time = OtlpTime.of(event.fixed64());
                    case 2 << 3 | LENGTH -> name = event.text();
                    case 3 << 3 | LENGTH -> attributes.add(event.message());
                    default -> {}
                }
            }
            if (list.size() < MAX_EVENTS) {
                list.add(new SpanEvent(name, time == null ? start : time, attributes.all()));
            }
        }
        return list.isEmpty() ? List.of() : Collections.unmodifiableList(list);
    }

    private static List<SpanLink> links(List<ProtobufReader> links) throws MalformedMessageException {
        List<SpanLink> list = new ArrayList<>();
        for (ProtobufReader link : links) {
            String trace = null;
            String id = null;
            while (link.next()) {
                switch (link.tag()) {
                    case 1 << 3 | LENGTH -> trace = id(link.copy(), TRACE_BYTES);
                    case 2 << 3 | LENGTH -> id = id(link.copy(), SPAN_BYTES);
                    default -> {}
                }
            }
            if (trace != null && id != null && list.size() < MAX_LINKS) {
                list.add(new SpanLink(trace, id));
            }
        }
        return list.isEmpty() ? List.of() : Collections.unmodifiableList(list);
    }

    // --- metrics

    private void scopeMetrics(ProtobufReader part, Map<String, @Nullable Object> resource)
            throws MalformedMessageException {
        while (part.next()) {
            if (part.tag() == (2 << 3 | LENGTH)) {
                metric(part.message(), resource);
            }
        }
    }

    private void metric(ProtobufReader metric, Map<String, @Nullable Object> resource)
            throws MalformedMessageException {
        String name = null;
        String unit = "";
        MetricType type = null;
        ProtobufReader data = null;
        while (metric.next()) {
            MetricType found = type(metric.tag());
            if (found != null) {
                type = found;
                data = metric.message();
            } else if (metric.tag() == (1 << 3 | LENGTH)) {
                name = metric.text();
            } else if (metric.tag() == (3 << 3 | LENGTH)) {
                unit = metric.text();
            }
        }
        if (name == null || type == null || data == null) {
            sink.rejected(Rejection.UNKNOWN_METRIC);
            return;
        }
        while (data.next()) {
            if (data.tag() == (1 << 3 | LENGTH)) {
                point(data.message(), name, unit, type, resource);
            }
        }
    }

    private static @Nullable MetricType type(int tag) {
        return switch (tag) {
            case 5 << 3 | LENGTH -> MetricType.GAUGE;
            case 7 << 3 | LENGTH -> MetricType.SUM;
            case 9 << 3 | LENGTH -> MetricType.HISTOGRAM;
            case 10 << 3 | LENGTH -> MetricType.EXPONENTIAL_HISTOGRAM;
            case 11 << 3 | LENGTH -> MetricType.SUMMARY;
            default -> null;
        };
    }

    private static int attributesOf(MetricType type) {
        return switch (type) {
            case GAUGE, SUM, SUMMARY -> 7;
            case HISTOGRAM -> 9;
            case EXPONENTIAL_HISTOGRAM -> 1;
        };
    }

    private void point(
            ProtobufReader point, String name, String unit, MetricType type, Map<String, @Nullable Object> resource)
            throws MalformedMessageException {
        boolean single = type == MetricType.GAUGE || type == MetricType.SUM;
        Instant time = null;
        double value = Double.NaN;
        long count = single ? 1 : 0;
        ProtobufValues attributes = new ProtobufValues();
        while (point.next()) {
            int tag = point.tag();
            if (tag == (attributesOf(type) << 3 | LENGTH)) {
                attributes.add(point.message());
            } else if (tag == (3 << 3 | FIXED64)) {
                time = OtlpTime.of(point.fixed64());
            } else if (tag == ((single ? 4 : 5) << 3 | FIXED64)) {
                value = point.real();
            } else if (single && tag == (6 << 3 | FIXED64)) {
                value = (double) point.fixed64();
            } else if (!single && tag == (4 << 3 | FIXED64)) {
                count = point.fixed64();
            }
        }
        if (time == null) {
            sink.rejected(Rejection.INVALID_TIME);
            return;
        }
        sink.point(new RecordedPoint(source, name, unit, type, time, value, count, attributes.all(), resource));
    }
}
