package io.github.structuredlogs.internal.scope;

import static io.github.structuredlogs.assertj.LogAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.Span;
import io.github.structuredlogs.SpanKind;
import io.github.structuredlogs.assertj.LogSoftAssertions;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.Engine;
import io.github.structuredlogs.internal.store.SyncOutcome;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.ContainerState;

/** Which spans and measurements are a test's, and what assertions on them say. */
class SpansOfTestsTest {

    private static final String OTHER = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

    private final FedCaptures run = new FedCaptures();
    private final Capture orders = run.container("orders");
    private final Capture payments = run.container("payments");
    private final CapturedLogs logs = RunLogs.ofTest(run);

    @AfterEach
    void close() {
        run.close();
    }

    private void span(Capture capture, String trace, String name, String more) {
        run.after(FedCaptures.MILLISECOND);
        run.feed(
                capture,
                "{\"resourceSpans\":[{\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":{\"stringValue\":\""
                        + capture.name() + "\"}}]},\"scopeSpans\":[{\"spans\":[{\"traceId\":\"" + trace
                        + "\",\"spanId\":\"00f067aa0ba902b7\",\"name\":\"" + name
                        + "\",\"kind\":2,\"startTimeUnixNano\":\"" + run.now + "\",\"endTimeUnixNano\":\""
                        + (run.now + 12_300_000) + "\"" + more + "}]}]}]}");
    }

    private static String traceOf(String traceparent) {
        return traceparent.substring(3, 35);
    }

    @Test
    void areThoseOfItsTraceparent() {
        String traceparent = logs.traceparent();
        span(orders, traceOf(traceparent), "POST /orders", "");
        span(orders, OTHER, "GET /health", "");

        assertThat(logs.spans()).singleElement().hasName("POST /orders").hasTrace(traceparent);
        assertThat(logs.all().spans()).hasSize(2);
        assertThat(traceparent).endsWith("-01");
    }

    @Test
    void ofAnUnknownTraceAreUndecidedIfNoneOfTheTestsOwnHasCome() {
        assertThat(logs.spans()).isEmpty();
        span(orders, OTHER, "GET /health", "");
        span(payments, OTHER, "POST /payments", ",\"status\":{\"code\":2}");

        assertThatThrownBy(() -> assertThat(logs.spans()).thatFailed().isEmpty())
                .hasMessageContaining(
                        "1 span matches that arrived in the time of this test. No span of a trace of the test has come, so"
                                + " nobody can tell whether it belongs to it:\n    payments  POST /payments")
                .hasMessageContaining("Send logs.traceparent() with the test's requests");
        assertThatThrownBy(() -> assertThat(logs.spans()).hasSize(0))
                .hasMessageContaining("2 spans match that arrived in the time of this test.");
        assertThat(logs.spans()).withName("refund").isEmpty();

        // Nobody knows whether a service has taken it.
        String traceparent = logs.traceparent();
        assertThatThrownBy(() -> assertThat(logs.spans()).thatFailed().isEmpty())
                .hasMessageContaining("nobody can tell");

        span(orders, traceOf(traceparent), "POST /orders", "");
        assertThat(logs.spans()).thatFailed().isEmpty();
    }

    @Test
    void ofAnUnknownTraceAreUndecidedOfOneContainerAsWell() {
        span(orders, OTHER, "GET /health", "");

        assertThatThrownBy(() -> assertThat(logs.from("orders").spans()).isEmpty())
                .hasMessageContaining("No span of a trace of the test has come");
    }

    @Test
    void areThoseOfTheTracesThatItsRecordsName() {
        span(payments, OTHER, "POST /payments", "");
        assertThatThrownBy(() -> assertThat(logs.spans()).isEmpty())
                .hasMessageContaining("No span of a trace of the test has come");

        run.feed(orders, "{\"level\":\"info\",\"msg\":\"m\",\"trace_id\":\"" + OTHER + "\"}");

        assertThat(logs.spans()).from("payments").hasSize(1);
        assertThat(logs.from("orders").spans()).isEmpty();
    }

    @Test
    void areThoseOfATraceThatWasNamedBeforeTheFirstSpanCame() {
        run.feed(orders, "{\"level\":\"info\",\"msg\":\"m\",\"trace_id\":\"" + OTHER + "\"}");
        assertThat(logs.spans()).isEmpty();

        span(payments, OTHER, "POST /payments", "");

        assertThat(logs.spans()).from("payments").hasSize(1);
    }

    /** To look at each record for each test takes many seconds. */
    @Test
    void ofATestThatHasEndedAreFoundWithoutLookingAtWhatCameLater() {
        List<TestScope> ended = new ArrayList<>();
        ClassScope checkout = run.scopes.openClass(null, "checkout", SpansOfTestsTest.class, FedCaptures.SETTLING);
        for (int i = 0; i < 900; i++) {
            try (TestScope test = run.scopes.openTest(checkout, "test" + i, "test" + i, FedCaptures.SETTLING)) {
                ended.add(test);
                run.log(orders, "info", "of a test");
            }
            run.after(2_000 * FedCaptures.MILLISECOND);
        }
        for (int i = 0; i < 150_000; i++) {
            run.feed(orders, "{\"level\":\"info\",\"msg\":\"m\",\"trace_id\":\"" + OTHER + "\"}");
        }
        span(payments, OTHER, "POST /payments", "");
        ThreadMXBean thread = ManagementFactory.getThreadMXBean();
        long begun = thread.getCurrentThreadCpuTime();

        assertThat(ended.stream().allMatch(test -> test.spans().isEmpty())).isTrue();
        assertThat(Duration.ofNanos(thread.getCurrentThreadCpuTime() - begun)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void areNotThoseOfARecordFromBefore() {
        FedCaptures earlier = new FedCaptures();
        try (earlier) {
            Capture capture = earlier.container("orders");
            earlier.feed(capture, "{\"level\":\"info\",\"msg\":\"m\",\"trace_id\":\"" + OTHER + "\"}");
            earlier.after(2_000_000_000L);
            CapturedLogs later = RunLogs.ofTest(earlier);
            earlier.feed(capture, AnySpan.of(OTHER));

            assertThatThrownBy(() -> assertThat(later.spans()).isNotEmpty()).isInstanceOf(AssertionError.class);
            assertThat(later.all().spans()).hasSize(1);
        }
    }

    @Test
    void aFailureShowsTheNearestAndWhereOthersAre() {
        String traceparent = logs.traceparent();
        span(
                orders,
                traceOf(traceparent),
                "POST /orders",
                ",\"status\":{\"code\":2,\"message\":\"boom\"},\"attributes\":[{\"key\":\"db.password\",\"value\":{\"stringValue\":\"x\"}}]");

        assertThatThrownBy(() -> assertThat(logs.spans())
                        .withName("POST /order")
                        .withKind(SpanKind.SERVER)
                        .hasSize(1))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(
                        "Expecting exactly 1 span\n  with name \"POST /order\"\n  of kind SERVER\nbut found none")
                .hasMessageContaining("Nearest:\n  orders  POST /orders SERVER 12.3 ms FAILED \"boom\"")
                .hasMessageContaining("name is \"POST /orders\"")
                .hasMessageContaining("Looked at 1 span of this test: orders 1.");
        span(orders, OTHER, "GET /health", "");
        assertThatThrownBy(
                        () -> assertThat(logs.spans()).withName("GET /health").isNotEmpty())
                .hasMessageContaining("at least 1 span")
                .hasMessageContaining("1 such span is in the run, but not in this test")
                .hasMessageContaining("logs.traceparent()");
    }

    @Test
    void oneThatDiffersSaysHow() {
        String traceparent = logs.traceparent();
        span(orders, traceOf(traceparent), "POST /orders", "");

        assertThatThrownBy(() -> assertThat(logs.spans()).singleElement().hasFailed())
                .hasMessageContaining("Expecting the span\n  orders  POST /orders SERVER 12.3 ms")
                .hasMessageContaining("to be one that failed, but it did not fail");
        assertThatThrownBy(() -> assertThat(logs.spans()).first().isShorterThan(Duration.ofMillis(5)))
                .hasMessageContaining("to be one that took less than 5.0 ms, but it took 12.3 ms");
        assertThatThrownBy(() -> assertThat(logs.spans()).first().duration().isLessThan(Duration.ofMillis(5)))
                .isInstanceOf(AssertionError.class);
        assertThat(logs.spans()).extracting(Span::name).containsExactly("POST /orders");
        Assertions.assertThat(logs.spans()).hasSize(1);
    }

    @Test
    void eventuallyWaitsForOne() {
        String trace = traceOf(logs.traceparent());
        var unused = CompletableFuture.runAsync(
                () -> span(orders, trace, "POST /orders", ""),
                CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS));

        assertThat(logs.spans())
                .eventually(
                        Duration.ofSeconds(20),
                        it -> it.withName("POST /orders").hasSize(1));
        assertThatThrownBy(() -> assertThat(logs.spans())
                        .eventually(
                                Duration.ofMillis(10),
                                it -> it.withName("refund").isNotEmpty()))
                .hasMessageContaining("Not within 10 ms")
                .hasMessageContaining("with name \"refund\"");
    }

    @Test
    void staysEmptyFailsForOneThatComes() {
        String trace = traceOf(logs.traceparent());
        var unused = CompletableFuture.runAsync(
                () -> span(orders, trace, "POST /orders", ""),
                CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS));

        assertThatThrownBy(() -> assertThat(logs.spans()).staysEmpty(Duration.ofSeconds(20)))
                .hasMessageContaining("no span for 20000 ms");
        assertThat(logs.spans()).withName("refund").staysEmpty(Duration.ofMillis(20));
    }

    /** Its name alone leads to it. */
    @Test
    void ofAContainerThatAnotherClassKeepsAreFoundByItsObject() {
        ClassScope other = run.scopes.openClass(null, "other", Object.class, FedCaptures.SETTLING);
        run.after(FedCaptures.MILLISECOND);
        Capture stock = run.createdContainer("stock");
        other.own(stock.containerId());
        run.captures.engine(new Engine() {
            @Override
            public SyncOutcome sync(Collection<Capture> of, Duration bound) {
                return new SyncOutcome(List.of());
            }

            @Override
            public List<String> idsOf(ContainerState container) {
                return List.of(stock.containerId());
            }

            @Override
            public List<String> notCaptured() {
                return List.of();
            }
        });
        ContainerState object = OwnershipTest.object(stock);
        span(stock, traceOf(logs.traceparent()), "reserve", "");

        assertThat(logs.spans()).from(object).singleElement().hasName("reserve");
        assertThatThrownBy(() -> assertThat(logs.from(object).spans()).isEmpty())
                .isInstanceOf(AssertionError.class);
        stock.givenUp("the engine was away");
        assertThatThrownBy(() ->
                        assertThat(logs.from(object).spans()).withName("cancel").isEmpty())
                .hasMessageContaining("the engine was away");
    }

    @Test
    void anEngineThatIsSilentLeavesAbsenceUndecided() {
        run.engineIsSilent();

        assertThatThrownBy(() -> assertThat(logs.spans()).isEmpty()).hasMessageContaining("cannot tell");
    }

    @Test
    void softAssertionsTakeThem() {
        String traceparent = logs.traceparent();
        span(orders, traceOf(traceparent), "POST /orders", "");

        assertThatThrownBy(() -> LogSoftAssertions.assertSoftly(softly -> {
                    softly.assertThat(logs.spans()).withName("a").hasSize(1);
                    softly.assertThat(logs.spans())
                            .withName("b")
                            .singleElement()
                            .hasFailed();
                    softly.assertThat(logs.spans()).withName("POST /orders").hasSize(1);
                }))
                .hasMessageContaining("with name \"a\"")
                .hasMessageContaining("with name \"b\"")
                .hasMessageNotContaining("exactly 1 span\n  with name \"POST /orders\"");
    }

    @Test
    void anUnknownContainerIsNamed() {
        assertThatThrownBy(() -> assertThat(logs.spans()).from("order").isEmpty())
                .hasMessageContaining("No container is called \"order\"");
    }

    @Test
    void measurementsAreThoseOfItsTime() {
        run.after(FedCaptures.MILLISECOND);
        run.feed(
                orders,
                "{\"resourceMetrics\":[{\"resource\":{},\"scopeMetrics\":[{\"metrics\":[{\"name\":\"pool.used\",\"gauge\":{\"dataPoints\":["
                        + "{\"timeUnixNano\":\"" + run.now + "\",\"asInt\":\"7\"},{\"timeUnixNano\":\"" + (run.now + 1)
                        + "\",\"asInt\":\"9\"}]}}]}]}]}");

        assertThat(logs.metrics()).withName("pool.used").lastValue().isEqualTo(9);
        assertThat(logs.metrics()).hasSize(2);
        assertThatThrownBy(() -> assertThat(logs.metrics()).withName("pool.use").isNotEmpty())
                .hasMessageContaining("at least 1 measurement\n  of metric pool.use")
                .hasMessageContaining("orders  pool.used 9");
    }

    /** A line with one span. */
    private static final class AnySpan {
        static String of(String trace) {
            return "{\"resourceSpans\":[{\"resource\":{},\"scopeSpans\":[{\"spans\":[{\"traceId\":\"" + trace
                    + "\",\"spanId\":\"00f067aa0ba902b7\",\"name\":\"n\",\"startTimeUnixNano\":\"1\",\"endTimeUnixNano\":\"2\"}]}]}]}";
        }
    }
}
