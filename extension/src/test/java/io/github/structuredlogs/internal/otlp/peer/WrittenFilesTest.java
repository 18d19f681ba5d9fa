package io.github.structuredlogs.internal.otlp.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.JsonFormat;
import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.MetricPoint;
import io.github.structuredlogs.Span;
import io.github.structuredlogs.internal.otlp.OtlpWriter;
import io.github.structuredlogs.internal.otlp.RecordedLines;
import io.github.structuredlogs.internal.text.Redaction;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines of our files are OTLP: protobuf's own reader takes them with OpenTelemetry's own schema, and ignores nothing. */
class WrittenFilesTest {

    /** OTLP writes ids in hexadecimal digits, where protobuf's JSON has base64 for bytes. */
    private static final Pattern ID = Pattern.compile("\"(traceId|spanId|parentSpanId)\":\"([0-9a-f]+)\"");

    private final OtlpWriter writer = new OtlpWriter(Redaction.of(List.of()));

    @ParameterizedTest
    @ValueSource(strings = {RecordedLines.AGENT, RecordedLines.SDK, RecordedLines.LOGGING})
    void areReadWithTheProtocolsSchema(String file) throws IOException {
        CapturedLogs logs = RecordedLines.read(RecordedLines.text(file));
        assertThat(logs.spans().list()).isNotEmpty();
        assertThat(logs.metrics().list()).isNotEmpty();

        for (Span span : logs.spans().list()) {
            demand(span, writer.line(span));
        }
        for (MetricPoint point : logs.metrics().list()) {
            demand(point, writer.line(point));
        }
    }

    private static void demand(Span span, String line) throws IOException {
        TracesData.Builder read = TracesData.newBuilder();
        JsonFormat.parser().merge(withBase64(line), read);

        var written = read.getResourceSpans(0).getScopeSpans(0).getSpans(0);
        assertThat(HexFormat.of().formatHex(written.getTraceId().toByteArray())).isEqualTo(span.traceId());
        assertThat(HexFormat.of().formatHex(written.getSpanId().toByteArray())).isEqualTo(span.spanId());
        assertThat(HexFormat.of().formatHex(written.getParentSpanId().toByteArray()))
                .isEqualTo(span.parentSpanId() == null ? "" : span.parentSpanId());
        assertThat(written.getName()).isEqualTo(span.name());
        assertThat(written.getKind().name()).isEqualTo("SPAN_KIND_" + span.kind());
        assertThat(written.getEndTimeUnixNano() - written.getStartTimeUnixNano())
                .isEqualTo(span.duration().toNanos());
        assertThat(written.getAttributesCount()).isEqualTo(span.attributes().size());
        assertThat(written.getEventsCount()).isEqualTo(span.events().size());
        assertThat(written.getLinksCount()).isEqualTo(span.links().size());
        assertThat(written.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR)
                .isEqualTo(span.hasFailed());
        assertThat(read.getResourceSpans(0).getResource().getAttributesCount())
                .isGreaterThanOrEqualTo(span.resource().size());
    }

    private static void demand(MetricPoint point, String line) throws IOException {
        MetricsData.Builder read = MetricsData.newBuilder();
        JsonFormat.parser().merge(line, read);

        Metric written = read.getResourceMetrics(0).getScopeMetrics(0).getMetrics(0);
        assertThat(written.getName()).isEqualTo(point.name());
        assertThat(written.getDataCase().name()).isEqualTo(point.type().name());
        switch (point.type()) {
            case GAUGE -> demand(point, written.getGauge().getDataPoints(0));
            case SUM -> demand(point, written.getSum().getDataPoints(0));
            case HISTOGRAM -> {
                assertThat(written.getHistogram().getDataPoints(0).getCount()).isEqualTo(point.count());
                assertThat(written.getHistogram().getDataPoints(0).getSum()).isEqualTo(point.value());
            }
            case EXPONENTIAL_HISTOGRAM ->
                assertThat(written.getExponentialHistogram().getDataPoints(0).getCount())
                        .isEqualTo(point.count());
            case SUMMARY ->
                assertThat(written.getSummary().getDataPoints(0).getCount()).isEqualTo(point.count());
        }
    }

    private static void demand(MetricPoint point, NumberDataPoint written) {
        assertThat(written.getAsDouble()).isEqualTo(point.value());
        assertThat(written.getAttributesCount()).isEqualTo(point.attributes().size());
    }

    static String withBase64(String line) {
        return ID.matcher(line)
                .replaceAll(id -> "\"" + id.group(1) + "\":\""
                        + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(id.group(2))) + "\"");
    }
}
