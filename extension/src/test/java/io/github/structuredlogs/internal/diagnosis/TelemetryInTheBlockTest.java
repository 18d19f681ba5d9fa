package io.github.structuredlogs.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.Span;
import io.github.structuredlogs.SpanEvent;
import io.github.structuredlogs.SpanKind;
import io.github.structuredlogs.StatsSample;
import io.github.structuredlogs.internal.diagnosis.spans.PassedSpans;
import io.github.structuredlogs.internal.otlp.RecordedSpan;
import io.github.structuredlogs.internal.store.Completeness;
import io.github.structuredlogs.internal.store.ContainerStatus;
import io.github.structuredlogs.internal.store.LifecycleEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Failures that no record explains: the first ten lines name the cause. */
class TelemetryInTheBlockTest {

    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final List<Span> spans = new ArrayList<>();
    private final PassedSpans passed = new PassedSpans();
    private Usage usage = Usage.UNKNOWN;
    private ContainerStatus status = ContainerStatus.created().startedAt(NOON);
    private List<LifecycleEvent> lifecycle = List.of();

    private Span span(
            String container, int id, int parent, String name, SpanKind kind, long millis, @Nullable String failure) {
        return span(container, id, parent, name, kind, millis, failure, Map.of());
    }

    private Span span(
            String container,
            int id,
            int parent,
            String name,
            SpanKind kind,
            long millis,
            @Nullable String failure,
            Map<String, Object> attributes) {
        Span span = new RecordedSpan(
                () -> container,
                TRACE,
                String.format("%016x", id),
                parent == 0 ? null : String.format("%016x", parent),
                name,
                kind,
                NOON.plusMillis(id),
                NOON.plusMillis(id + millis),
                failure != null,
                failure,
                attributes,
                List.of(),
                List.of(),
                Map.of(),
                null);
        spans.add(span);
        return span;
    }

    private String firstTen(String failure) {
        Shop shop = new Shop();
        shop.log("orders", LogLevel.INFO, "c.a.Orders", "order placed");
        shop.log("payments", LogLevel.INFO, "c.a.Payments", "payment requested");
        List<? extends LogRecord> records =
                shop.fails("x", new AssertionError()).records();
        TestFailure test = new TestFailure(
                "CheckoutIT > pays()",
                new AssertionError(failure),
                NOON,
                Set.of(TRACE),
                records,
                List.of(),
                List.of(),
                List.of(
                        new ContainerReport(
                                "orders",
                                "shop/orders",
                                status,
                                new Completeness(Completeness.CompletenessState.OPEN, null, List.of()),
                                lifecycle,
                                null,
                                usage,
                                null),
                        new ContainerReport(
                                "payments",
                                "shop/payments",
                                ContainerStatus.created().startedAt(NOON),
                                new Completeness(Completeness.CompletenessState.OPEN, null, List.of()),
                                List.of(),
                                null)),
                new PassedTestHistory(),
                spans,
                passed);
        return Shop.block(test, false, 160).lines().limit(10).collect(Collectors.joining("\n"));
    }

    private static StatsSample sample(long memory, double throttled) {
        return new StatsSample(NOON, memory, 128 << 20, 0.5, throttled);
    }

    private static StatsSample busy(double cpu) {
        return new StatsSample(NOON, 1, 128 << 20, cpu, 0);
    }

    private static Usage used(StatsSample... samples) {
        return Usage.of(List.of(samples), new AssertionError("expected 200 but was 503"));
    }

    private static Usage usedUntilItsTimeWasOver(StatsSample... samples) {
        return Usage.of(
                List.of(samples),
                new AssertionError("Expecting a record but found none in this test (waited 4000 ms)"));
    }

    @Test
    void memoryNearItsLimit() {
        usage = used(sample(60 << 20, 0), sample(121 << 20, 0));

        assertThat(firstTen("expected 200 but was 503"))
                .contains("orders running, memory 121.0 of 128.0 MiB (95 %), 1 record");
    }

    @Test
    void throttling() {
        usage = used(sample(1, 0.9), sample(1, 0.6));

        assertThat(firstTen("timed out")).contains("orders running, throttled by its processor limit 75 % of the time");
    }

    @Test
    void throttlingOfTheLastRequestAlone() {
        usage = used(
                throttledAfter(1, 0),
                throttledAfter(2, 0),
                throttledAfter(3, 0.1),
                throttledAfter(4, 0),
                throttledAfter(5, 0),
                throttledAfter(6, 0),
                throttledAfter(7, 0.4),
                throttledAfter(8, 0.9),
                throttledAfter(9, 0.95));

        assertThat(firstTen("expected paid"))
                .contains("orders running, throttled by its processor limit 75 % of the last 3 s, 1 record");
    }

    @Test
    void throttlingThatWasOverIsNotNamed() {
        usage = used(
                throttledAfter(1, 0.9),
                throttledAfter(2, 0.9),
                throttledAfter(3, 0.1),
                throttledAfter(4, 0),
                throttledAfter(5, 0),
                throttledAfter(6, 0));

        assertThat(firstTen("expected paid")).doesNotContain("throttled");
    }

    private static StatsSample throttledAfter(int seconds, double throttled) {
        return new StatsSample(NOON.plusSeconds(seconds), 1, 128 << 20, 0.1, throttled);
    }

    @Test
    void aLoopWithoutAnEnd() {
        usage = usedUntilItsTimeWasOver(busy(Double.NaN), busy(0.02), busy(0.97), busy(1.01), busy(0.99));

        assertThat(firstTen("waited 4000 ms"))
                .contains("orders running, used 1.0 processors until the test timed out, 1 record");
    }

    @Test
    void workIsNotNamedIfNoTimeRanOutOrItWasOver() {
        usage = used(busy(0.97), busy(1.01), busy(0.99));
        assertThat(firstTen("expected 200 but was 503")).doesNotContain("busy");

        usage = usedUntilItsTimeWasOver(busy(0.97), busy(1.01), busy(0.99), busy(0.1));
        assertThat(firstTen("waited 4000 ms")).doesNotContain("busy");
    }

    @Test
    void whyAContainerWasRestarted() {
        status = status.killedForMemory().exited(137, NOON).startedAt(NOON);
        lifecycle = List.of(
                new LifecycleEvent(LifecycleEvent.LifecycleKind.EXITED, NOON, "exited 137 (out of memory)", 1, true),
                new LifecycleEvent(LifecycleEvent.LifecycleKind.RESTARTED, NOON, "restarted", 1));

        assertThat(firstTen("expected /account but was /login"))
                .contains("orders running, restarted once after it had exited 137 (out of memory), 1 record");
    }

    @Test
    void aRequestedRestartNeedsNoReason() {
        status = status.exited(143, NOON).startedAt(NOON);
        lifecycle = List.of(new LifecycleEvent(LifecycleEvent.LifecycleKind.EXITED, NOON, "stopped", 1));

        assertThat(firstTen("expected paid")).contains("orders running, restarted once, 1 record");
    }

    @Test
    void whatIsUsualIsNotNamed() {
        usage = used(sample(100 << 20, 0.5), sample(100 << 20, 0.3));

        assertThat(firstTen("expected 200 but was 503"))
                .doesNotContain("memory")
                .doesNotContain("throttled");
    }

    @Test
    void theSpanThatFailedAndNotThoseAboveIt() {
        span("orders", 1, 0, "POST /orders", SpanKind.SERVER, 40, "");
        span("orders", 2, 1, "POST", SpanKind.CLIENT, 35, "");
        span("payments", 3, 2, "insert into payment", SpanKind.CLIENT, 30, "value too long for type");

        assertThat(firstTen("expected 200 but was 500"))
                .contains("Failed span  payments  insert into payment CLIENT 30.0 ms  value too long for type")
                .doesNotContain("Failed span  orders");
    }

    @Test
    void theExceptionOfAFailedSpan() {
        spans.add(new RecordedSpan(
                () -> "payments",
                TRACE,
                "0000000000000003",
                null,
                "charge",
                SpanKind.INTERNAL,
                NOON,
                NOON.plusMillis(3),
                true,
                null,
                Map.of("card.password", "hunter2"),
                List.of(new SpanEvent(
                        "exception",
                        NOON,
                        Map.of("exception.type", "c.a.CardException", "exception.message", "no funds"))),
                List.of(),
                Map.of(),
                null));

        assertThat(firstTen("expected 200 but was 500"))
                .contains("Failed span  payments  charge INTERNAL 3.0 ms  c.a.CardException: no funds "
                        + " card.password=***");
    }

    @Test
    void aSlowQuery() {
        span("orders", 1, 0, "POST /orders", SpanKind.SERVER, 3_200, null);
        span("orders", 2, 1, "find sku", SpanKind.CLIENT, 20, null);
        span("payments", 3, 1, "POST /payments", SpanKind.SERVER, 3_100, null);
        span("payments", 4, 3, "select * from ledger", SpanKind.CLIENT, 3_050, null);

        assertThat(firstTen("expected paid within 3 seconds"))
                .contains("Slowest spans  orders  POST /orders SERVER 3.200 s → payments  POST /payments SERVER 3.100 s"
                        + " → select * from ledger CLIENT 3.050 s");
    }

    @Test
    void aStormOfRetries() {
        span("orders", 1, 0, "POST /orders", SpanKind.SERVER, 900, null);
        for (int i = 2; i < 14; i++) {
            span("orders", i, 1, "charge", SpanKind.CLIENT, 50, null);
        }

        assertThat(firstTen("expected paid"))
                .contains("Repeated span  orders  charge CLIENT 50.0 ms  ×12, 600 ms together");
    }

    @Test
    void aStormOfFailedRetriesIsToldOnce() {
        span("orders", 1, 0, "POST /orders", SpanKind.SERVER, 900, null);
        for (int i = 2; i < 14; i++) {
            span("orders", i, 1, "charge", SpanKind.CLIENT, 50, "refused");
        }

        assertThat(firstTen("expected paid"))
                .contains("Failed span  orders  charge CLIENT 50.0 ms  ×12, 600 ms together  refused")
                .doesNotContain("Repeated");
    }

    @Test
    void whatGoesOnAfterItsClientGaveUp() {
        span("orders", 1, 0, "POST /orders", SpanKind.SERVER, 110, "");
        span("orders", 2, 1, "POST", SpanKind.CLIENT, 100, "request timed out");
        span("payments", 3, 2, "POST /payments", SpanKind.SERVER, 690, null);
        span("payments", 4, 3, "lock card/7", SpanKind.INTERNAL, 672, null);
        span("payments", 5, 3, "update card", SpanKind.CLIENT, 7, null);

        assertThat(firstTen("request timed out"))
                .containsSubsequence(
                        "Failed span  orders  POST CLIENT 100 ms  request timed out",
                        "Went on after that  payments  POST /payments SERVER 690 ms → lock card/7 INTERNAL 672 ms")
                .doesNotContain("Slowest");
    }

    @Test
    void aServerThatEndsWithItsClientDoesNotGoOn() {
        span("orders", 1, 0, "POST", SpanKind.CLIENT, 100, "500");
        span("payments", 2, 1, "POST /payments", SpanKind.SERVER, 110, null);

        assertThat(firstTen("expected paid")).contains("Failed span").doesNotContain("Went on");
    }

    private Span answered(String container, int id, int parent, SpanKind kind, String status, String target) {
        return span(
                container,
                id,
                parent,
                "http get",
                kind,
                6,
                null,
                new TreeMap<>(Map.of("outcome", "CLIENT_ERROR", "status", status, "uri", target)));
    }

    @Test
    void anErrorAnswerThatNoSpanCountsAsAFailure() {
        answered("orders", 1, 0, SpanKind.SERVER, "200", "/orders");
        answered("orders", 2, 1, SpanKind.CLIENT, "404", "/v2/prices");
        answered("payments", 3, 2, SpanKind.SERVER, "404", "/v2/prices/X-1");

        assertThat(firstTen("expected 12.50 but was 0.00"))
                .contains(
                        "Answered 404 /v2/prices/X-1  orders  http get CLIENT 6.0 ms → payments  http get SERVER 6.0 ms"
                                + "  outcome=CLIENT_ERROR");
    }

    @Test
    void anErrorAnswerByOpenTelemetrysNames() {
        span("orders", 1, 0, "GET /orders", SpanKind.SERVER, 9, null);
        span("payments", 2, 1, "GET", SpanKind.SERVER, 6, null, Map.of("http.response.status_code", 409L));
        span("payments", 3, 1, "Stock/Get", SpanKind.SERVER, 6, null, Map.of("rpc.grpc.status_code", 0L));

        assertThat(firstTen("expected paid")).contains("Answered 409  payments  GET SERVER 6.0 ms");
    }

    @Test
    void anErrorAnswerByGrpc() {
        span("orders", 1, 0, "GET /orders", SpanKind.SERVER, 9, null);
        span("payments", 2, 1, "Stock/Get", SpanKind.SERVER, 6, null, Map.of("rpc.grpc.status_code", 5L));

        assertThat(firstTen("expected paid")).contains("Answered gRPC 5  payments  Stock/Get SERVER 6.0 ms");
    }

    @Test
    void errorAnswersThatExplainNothingAreNotNamed() {
        passed.learn(List.of(answered("orders", 9, 1, SpanKind.CLIENT, "401", "/token")));
        spans.clear();
        answered("orders", 1, 0, SpanKind.SERVER, "404", "/asked/by/the/test");
        answered("orders", 2, 1, SpanKind.CLIENT, "404", "/not/yet/there");
        answered("orders", 3, 1, SpanKind.CLIENT, "200", "/not/yet/there");
        answered("orders", 4, 1, SpanKind.CLIENT, "401", "/token");

        assertThat(firstTen("expected paid")).doesNotContain("Answered");
    }

    @Test
    void theTimeOfOneOfOurOwnAssertionsIsATimeout() {
        span("orders", 1, 0, "POST /orders", SpanKind.SERVER, 400, null);

        assertThat(firstTen("found none in this test (waited 4000 ms)")).contains("Slowest spans  orders");
        assertThat(firstTen("found none in this test (waited 250 ms)")).doesNotContain("Slowest");
    }

    @Test
    void aMissingChild() {
        passed.learn(List.of(
                span("orders", 1, 0, "POST /orders", SpanKind.SERVER, 40, null),
                span("payments", 2, 1, "charge", SpanKind.SERVER, 10, null)));
        spans.clear();
        span("orders", 1, 0, "POST /orders", SpanKind.SERVER, 30, null);

        assertThat(firstTen("expected paid"))
                .contains("Missing span  payments  charge SERVER: followed orders  POST /orders in every test that"
                        + " passed");
    }

    @Test
    void aQuickGreenTraceIsShownAsItIs() {
        span("orders", 1, 0, "POST /orders", SpanKind.SERVER, 40, null);
        span("orders", 2, 1, "charge", SpanKind.CLIENT, 5, null);

        assertThat(firstTen("expected paid")).contains("""
                        No span failed. The trace:
                            +0 ms  orders  POST /orders SERVER 40.0 ms
                            +1 ms    orders  charge CLIENT 5.0 ms
                        """);
        assertThat(firstTen("timed out")).doesNotContain("Slowest");
    }
}
