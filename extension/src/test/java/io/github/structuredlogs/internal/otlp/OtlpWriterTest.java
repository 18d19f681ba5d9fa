package io.github.structuredlogs.internal.otlp;

import static io.github.structuredlogs.assertj.LogAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.MetricPoint;
import io.github.structuredlogs.Span;
import io.github.structuredlogs.SpanLink;
import io.github.structuredlogs.internal.text.Redaction;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the files of spans and measurements hold. */
class OtlpWriterTest {

    private final OtlpWriter writer = new OtlpWriter(Redaction.of(List.of()));

    @ParameterizedTest
    @ValueSource(strings = {RecordedLines.AGENT, RecordedLines.SDK, RecordedLines.LOGGING})
    void writesWhatItReads(String file) {
        CapturedLogs logs = RecordedLines.read(RecordedLines.text(file));

        CapturedLogs again = RecordedLines.read(
                logs.spans().list().stream().map(writer::line).collect(Collectors.joining())
                        + logs.metrics().list().stream().map(writer::line).collect(Collectors.joining()));

        assertThat(again).isEmpty();
        assertThat(again.spans().list().stream().map(OtlpWriterTest::all))
                .containsExactlyElementsOf(
                        logs.spans().list().stream().map(OtlpWriterTest::all).toList());
        assertThat(again.metrics().list().stream().map(MetricPoint::toString))
                .containsExactlyElementsOf(logs.metrics().list().stream()
                        .map(MetricPoint::toString)
                        .toList());
    }

    @Test
    void writesTheLinksThatItReads() {
        String trace = "0af7651916cd43dd8448eb211c80319c";
        CapturedLogs logs = RecordedLines.read(BadTelemetryTest.span(
                        "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", "1", "2")
                .replace(
                        "\"status\":{}",
                        "\"links\":[{\"traceId\":\"" + trace + "\",\"spanId\":\"b7ad6b7169203331\"},{\"traceId\":\""
                                + trace + "\",\"spanId\":\"b7\"},7]"));

        CapturedLogs again = RecordedLines.read(writer.line(logs.spans().list().get(0)));

        assertThat(again.spans().list().get(0).links()).containsExactly(new SpanLink(trace, "b7ad6b7169203331"));
    }

    private static List<Object> all(Span span) {
        return List.of(
                span.toString(),
                span.start(),
                span.end(),
                String.valueOf(span.parentSpanId()),
                String.valueOf(span.statusMessage()),
                span.attributes(),
                span.events(),
                span.links(),
                span.resource(),
                String.valueOf(span.library()));
    }

    @Test
    void takesSecretsOut() {
        CapturedLogs logs = RecordedLines.read(
                BadTelemetryTest.span("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", "1", "2")
                        .replace(
                                "\"status\":{}",
                                "\"attributes\":[{\"key\":\"db.password\",\"value\":{\"stringValue\":\"hunter2\"}}]"));

        assertThat(writer.line(logs.spans().list().get(0)))
                .contains("db.password")
                .doesNotContain("hunter2");
    }
}
