package io.github.structuredlogs.internal.output.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.internal.otlp.RecordedLines;
import io.github.structuredlogs.internal.scope.FedCaptures;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.text.Redaction;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a backend gets, and what is said of what it does not get. */
class RunExportTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(300);

    private final FedCaptures run = new FedCaptures();
    private final Capture orders = run.container("orders");

    @AfterEach
    void close() {
        run.close();
    }

    private RunExport export(URI endpoint, Duration maxEnd) {
        return new RunExport(
                run.captures, endpoint, Map.of("Authorization", "Bearer hunter2"), Redaction.of(List.of()), maxEnd);
    }

    private void records(int count) {
        for (int i = 0; i < count; i++) {
            run.log(orders, "info", "order " + i);
        }
    }

    private static Map<String, String> texts(List<KeyValue> attributes) {
        return attributes.stream()
                .collect(Collectors.toMap(
                        KeyValue::getKey, each -> each.getValue().getStringValue()));
    }

    @Test
    void recordsWithAllThatIsKnownOfThem() throws IOException {
        try (TestBackend backend = new TestBackend()) {
            run.feed(
                    orders,
                    "{\"time\":\"2026-11-30T12:00:00.123Z\",\"level\":\"error\",\"msg\":\"unknown sku\",\"sku\":\"X-1\","
                            + "\"password\":\"hunter2\",\"trace_id\":\"4bf92f3577b34da6a3ce929d0e0e4736\","
                            + "\"span_id\":\"00f067aa0ba902b7\"}");
            export(backend.endpoint(), LONG).close();

            assertThat(backend.resourceLogs())
                    .singleElement()
                    .satisfies(logs -> assertThat(texts(logs.getResource().getAttributesList()))
                            .containsEntry("service.name", "orders")
                            .containsEntry("container.name", "orders")
                            .containsEntry("container.image.name", "image-of-orders")
                            .containsKeys("test.module", "test.fork"));
            LogRecord record = backend.records().get(0);
            assertThat(record.getBody().getStringValue()).isEqualTo("unknown sku");
            assertThat(record.getSeverityNumber()).isEqualTo(SeverityNumber.SEVERITY_NUMBER_ERROR);
            assertThat(record.getTimeUnixNano()).isEqualTo(1_796_040_000_123_000_000L);
            assertThat(record.getObservedTimeUnixNano()).isEqualTo(FedCaptures.NOON);
            assertThat(HexFormat.of().formatHex(record.getTraceId().toByteArray()))
                    .isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
            assertThat(HexFormat.of().formatHex(record.getSpanId().toByteArray()))
                    .isEqualTo("00f067aa0ba902b7");
            assertThat(texts(record.getAttributesList()))
                    .containsEntry("sku", "X-1")
                    .containsEntry("password", "***");
            assertThat(backend.headers()).allSatisfy(headers -> {
                assertThat(headers.getFirst("Authorization")).isEqualTo("Bearer hunter2");
                assertThat(headers.getFirst("Content-Encoding")).isEqualTo("gzip");
            });
        }
        assertThat(run.captures.reports()).isEmpty();
    }

    @Test
    void everyRecordOnceInOrder() throws IOException {
        try (TestBackend backend = new TestBackend()) {
            RunExport export = export(backend.endpoint(), LONG);
            records(3_000);
            export.close();

            assertThat(backend.records())
                    .extracting(record -> record.getBody().getStringValue())
                    .containsExactlyElementsOf(java.util.stream.IntStream.range(0, 3_000)
                            .mapToObj(i -> "order " + i)
                            .toList());
        }
    }

    @Test
    void spansAndMeasurements() throws IOException {
        try (TestBackend backend = new TestBackend()) {
            RecordedLines.lines(RecordedLines.SDK).forEach(line -> run.feed(orders, line));
            export(backend.endpoint(), LONG).close();

            assertThat(backend.spans()).extracting(Span::getName).contains("POST /orders", "insert into orders");
            assertThat(backend.metrics()).extracting(each -> each.getName()).contains("pool.used", "order.duration");
        }
    }

    @Test
    void testsAsSpans() throws IOException {
        try (TestBackend backend = new TestBackend()) {
            RunExport export = export(backend.endpoint(), LONG);
            Instant began = Instant.now();
            run.now = began.getEpochSecond() * 1_000_000_000L + began.getNano();
            export.testBegan("1", "com.acme.CheckoutIT", "pays()", began);
            records(1);
            export.testEnded(
                    "1",
                    "com.acme.CheckoutIT",
                    "pays()",
                    began,
                    "fail",
                    new AssertionError("expected 200 but was 503"),
                    List.of("4bf92f3577b34da6a3ce929d0e0e4736"));
            export.classEnded("com.acme.CheckoutIT", began, null);
            export.close();

            Map<String, Span> byName = backend.spans().stream().collect(Collectors.toMap(Span::getName, each -> each));
            Span test = byName.get("pays()");
            Span testClass = byName.get("com.acme.CheckoutIT");
            assertThat(test.getParentSpanId()).isEqualTo(testClass.getSpanId());
            assertThat(test.getTraceId()).isEqualTo(testClass.getTraceId());
            assertThat(test.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
            assertThat(test.getStatus().getMessage()).isEqualTo("expected 200 but was 503");
            assertThat(texts(test.getAttributesList()))
                    .containsEntry("test.suite.name", "com.acme.CheckoutIT")
                    .containsEntry("test.case.result.status", "fail")
                    .containsKey("test.traces");
            assertThat(testClass.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
            assertThat(texts(backend.records().get(0).getAttributesList())).containsEntry("test.case.name", "pays()");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504})
    void isTriedAgain(int status) throws IOException {
        try (TestBackend backend = new TestBackend().answering(status)) {
            records(1);
            export(backend.endpoint(), LONG).close();

            assertThat(backend.records()).hasSize(1);
            assertThat(backend.headers()).hasSize(2);
        }
        assertThat(run.captures.reports()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    @Timeout(60)
    void isNeverReady(int status) throws IOException, InterruptedException {
        try (TestBackend backend =
                new TestBackend().answering(Collections.nCopies(1_000, status).toArray(Integer[]::new))) {
            RunExport export = export(backend.endpoint(), SHORT);
            records(700);
            backend.awaitRequests(1);
            export.close();

            assertThat(backend.records()).isEmpty();
            assertThat(run.captures.reports())
                    .singleElement()
                    .asString()
                    .startsWith("Not exported to " + backend.endpoint() + ": 700 records, because ");
        }
    }

    @Test
    @Timeout(60)
    void isTriedAgainWhenItAsksForIt() throws IOException, InterruptedException {
        // Longer than it would wait by itself.
        Duration after = Duration.ofSeconds(2);
        try (TestBackend backend = new TestBackend().answering(503, after)) {
            records(1);
            RunExport export = export(backend.endpoint(), LONG);
            assertThat(backend.awaitRequests(2)).isGreaterThanOrEqualTo(after);
            export.close();
            assertThat(backend.records()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 413, 500})
    void isNotTriedAgain(int status) throws IOException {
        try (TestBackend backend = new TestBackend().answering(status)) {
            records(3);
            export(backend.endpoint(), LONG).close();

            assertThat(backend.records()).isEmpty();
            assertThat(backend.headers()).hasSize(1);
            assertThat(run.captures.reports())
                    .containsExactly("Not exported to " + backend.endpoint() + ": 3 that it refused, because it answers"
                            + " with " + status + ".");
        }
    }

    @Test
    void isTakenInPart() throws IOException {
        try (TestBackend backend = new TestBackend()
                .answering("{\"partialSuccess\":{\"rejectedLogRecords\":\"2\",\"errorMessage\":\"too old\"}}")) {
            records(3);
            export(backend.endpoint(), LONG).close();

            assertThat(run.captures.reports())
                    .containsExactly("Not exported to " + backend.endpoint() + ": 2 that it refused, because too old.");
        }
    }

    @Test
    void isNotThere() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        records(700);
        export(URI.create("http://127.0.0.1:" + port), SHORT).close();

        assertThat(run.captures.reports())
                .singleElement()
                .asString()
                .startsWith("Not exported to http://127.0.0.1:" + port
                        + ": 700 records, because java.net.ConnectException");
    }

    @Test
    void isSlowAndNobodyWaits() throws IOException, InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        try (TestBackend backend = new TestBackend().holdingBack(never)) {
            RunExport export = export(backend.endpoint(), SHORT);
            records(1_000);
            backend.awaitRequest();
            // Those who write go on while it holds back.
            records(1_000);

            export.close();

            assertThat(run.captures.reports())
                    .singleElement()
                    .asString()
                    .startsWith("Not exported to " + backend.endpoint() + ": 2000 records, because ");
        }
    }

    @Test
    void endsInTheMiddle() throws IOException, InterruptedException {
        RunExport export;
        String endpoint;
        TestBackend backend = new TestBackend();
        try (backend) {
            endpoint = backend.endpoint().toString();
            export = export(backend.endpoint(), SHORT);
            records(600);
            backend.awaitRequest();
        }
        int arrived = backend.records().size();
        records(10);
        export.close();

        assertThat(run.captures.reports())
                .singleElement()
                .asString()
                .startsWith("Not exported to " + endpoint + ": ")
                .doesNotContain("hunter2")
                .satisfies(report -> {
                    Matcher missing = Pattern.compile(": ([0-9,]+) records").matcher(report);
                    assertThat(missing.find()).isTrue();
                    // The answer to what arrived last may have been cut: the run cannot know that it was taken.
                    assertThat(Integer.parseInt(missing.group(1).replace(",", "")))
                            .isBetween(610 - arrived, 610);
                });
    }
}
