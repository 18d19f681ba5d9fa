package io.github.structuredlogs.internal.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.github.structuredlogs.MetricType;
import io.github.structuredlogs.SpanKind;
import io.github.structuredlogs.internal.json.JsonScanner;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What real exporters send. */
class RecordedRequestsTest {

    private static TestSink traces(byte[] body) throws MalformedMessageException {
        TestSink sink = new TestSink();
        OtlpMessageReader.readTraces(body, () -> "orders", sink);
        return sink;
    }

    private static TestSink metrics(byte[] body) throws MalformedMessageException {
        TestSink sink = new TestSink();
        OtlpMessageReader.readMetrics(body, () -> "orders", sink);
        return sink;
    }

    static List<String> exporters() {
        return RecordedRequests.ALL;
    }

    @Test
    void javaAgent() throws MalformedMessageException {
        TestSink sent = traces(RecordedRequests.traces(RecordedRequests.AGENT));

        assertThat(sent.rejections).isEmpty();
        assertThat(sent.spans)
                .filteredOn(span -> span.kind() == SpanKind.SERVER)
                .isNotEmpty()
                .allSatisfy(span -> {
                    assertThat(span.name()).isEqualTo("POST /orders");
                    assertThat(span.hasFailed()).isTrue();
                    assertThat(span.parentSpanId()).isNotNull();
                    assertThat(span.resource()).containsEntry("service.name", "orders");
                    assertThat(span.attributes()).containsEntry("http.response.status_code", 500L);
                });
        assertThat(metrics(RecordedRequests.metrics(RecordedRequests.AGENT)).points)
                .extracting(RecordedPoint::name)
                .contains("jvm.memory.used", "jvm.thread.count");
    }

    @ParameterizedTest
    @ValueSource(strings = {RecordedRequests.SDK, RecordedRequests.NODE})
    void sdk(String exporter) throws MalformedMessageException {
        TestSink sent = traces(RecordedRequests.traces(exporter));

        assertThat(sent.rejections).isEmpty();
        assertThat(sent.spans).hasSize(2);
        assertThat(sent.spans)
                .filteredOn(span -> span.name().equals("insert into orders"))
                .singleElement()
                .satisfies(span -> {
                    assertThat(span.kind()).isEqualTo(SpanKind.CLIENT);
                    assertThat(span.hasFailed()).isTrue();
                    assertThat(span.statusMessage()).isEqualTo("value too long for type");
                    assertThat(span.attributes())
                            .containsOnly(
                                    entry("db.system", "postgresql"),
                                    entry("tags", List.of("a", "b")),
                                    entry("ratio", 0.5),
                                    entry("cached", false));
                    assertThat(span.events())
                            .singleElement()
                            .satisfies(event -> assertThat(event.name()).isEqualTo("exception"));
                    assertThat(span.resource()).containsEntry("service.name", "orders");
                });
        TestSink measured = metrics(RecordedRequests.metrics(exporter));
        assertThat(measured.points)
                .filteredOn(point -> point.name().equals("orders.placed"))
                .first()
                .satisfies(point -> assertThat(point.value()).isEqualTo(3));
        assertThat(measured.points)
                .filteredOn(point -> point.name().equals("order.duration"))
                .first()
                .satisfies(point -> assertThat(point.count()).isEqualTo(2));
    }

    /**
     * A refused order as a service of {@code compatibility/exporters} has sent it: the span of the request, a child of the
     * caller's, and a measurement of both requests.
     */
    @ParameterizedTest
    @CsvSource({
        RecordedRequests.SPRING_BOOT_3
                + ", http post /orders, org.springframework.boot, status, 500, unknown sku X-1, http.server.requests",
        RecordedRequests.SPRING_BOOT_4
                + ", http post /orders, org.springframework.boot, status, 500, unknown sku X-1, http.server.requests",
        RecordedRequests.QUARKUS
                + ", POST /orders, io.quarkus.opentelemetry, error.type, 500, , http.server.request.duration",
        RecordedRequests.NEWER_AGENT
                + ", POST /orders, io.opentelemetry.java-http-server, error.type, 500, , http.server.request.duration",
        RecordedRequests.NODE_HTTP
                + ", POST, @opentelemetry/instrumentation-http, http.status_text, INTERNAL SERVER ERROR, ,"
                + " http.server.duration"
    })
    void services(
            String exporter,
            String name,
            String library,
            String attribute,
            String value,
            @Nullable String message,
            String metric)
            throws MalformedMessageException {
        TestSink sent = traces(RecordedRequests.traces(exporter));

        assertThat(sent.rejections).isEmpty();
        assertThat(sent.spans)
                .filteredOn(RecordedSpan::hasFailed)
                .singleElement()
                .satisfies(span -> {
                    assertThat(span.name()).isEqualTo(name);
                    assertThat(span.kind()).isEqualTo(SpanKind.SERVER);
                    assertThat(span.traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
                    assertThat(span.parentSpanId()).isEqualTo("00f067aa0ba902b7");
                    assertThat(span.library()).isEqualTo(library);
                    assertThat(span.attributes()).containsEntry(attribute, value);
                    assertThat(span.statusMessage()).isEqualTo(message);
                    assertThat(span.duration()).isBetween(Duration.ofNanos(1), Duration.ofSeconds(10));
                });
        TestSink measured = metrics(RecordedRequests.metrics(exporter));
        assertThat(measured.rejections).isEmpty();
        assertThat(measured.points)
                .filteredOn(point -> point.name().equals(metric))
                .extracting(RecordedPoint::type, RecordedPoint::count)
                .containsExactly(tuple(MetricType.HISTOGRAM, 1L), tuple(MetricType.HISTOGRAM, 1L));
    }

    @Test
    void theSameAsJson() {
        byte[] body = RecordedRequests.json(RecordedRequests.NODE);
        JsonScanner scanner = new JsonScanner();
        TestSink sent = new TestSink();

        assertThat(scanner.read(body, 0, body.length)).isTrue();
        OtlpReader.read(scanner.jsonTape(), () -> "orders", sent);

        assertThat(sent.rejections).isEmpty();
        assertThat(sent.spans).extracting(RecordedSpan::name).contains("POST /orders", "insert into orders");
        assertThat(sent.spans).extracting(RecordedSpan::kind).contains(SpanKind.SERVER, SpanKind.CLIENT);
    }

    @ParameterizedTest
    @MethodSource("exporters")
    void everyCutEndIsRefusedOrReadAsLess(String exporter) throws MalformedMessageException {
        byte[] body = RecordedRequests.traces(exporter);
        int whole = traces(body).spans.size();

        for (int length = 1; length < body.length; length++) {
            byte[] cut = Arrays.copyOf(body, length);
            try {
                assertThat(traces(cut).spans).hasSizeLessThan(whole);
            } catch (MalformedMessageException e) {
                assertThat(e).hasMessageContaining("at byte");
            }
        }
    }

    @Test
    void whatIsUnknownIsSkipped() throws MalformedMessageException {
        byte[] body = RecordedRequests.traces(RecordedRequests.SDK);
        byte[] more = Arrays.copyOf(body, body.length + 17);
        // Fields 100 to 103 in each of the ways that there are: a number, eight bytes, a text, four bytes.
        byte[] unknown = {(byte) 0xA0, 6, 1, (byte) 0xA9, 6, 1, 2, 3, 4, 5, 6, 7, 8, (byte) 0xB2, 6, 1, 7};
        System.arraycopy(unknown, 0, more, body.length, unknown.length);

        assertThat(traces(more).spans).hasSize(2);
    }

    @Test
    void groupsAreSkippedAndBounded() throws MalformedMessageException {
        assertThat(traces(new byte[] {0x2B, 0x08, 1, 0x2C}).spans).isEmpty();
        byte[] deep = new byte[1_000];
        Arrays.fill(deep, (byte) 0x2B);
        assertThatThrownBy(() -> traces(deep)).isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> traces(new byte[] {0x2C})).hasMessageContaining("a group ends that has not begun");
    }
}
