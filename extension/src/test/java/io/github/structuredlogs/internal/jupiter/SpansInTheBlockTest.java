package io.github.structuredlogs.internal.jupiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.StatsSample;
import io.github.structuredlogs.StructuredLogs;
import io.github.structuredlogs.testing.TestRun;
import io.github.structuredlogs.testing.WriterContainer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** Failures that only the spans or the stats of containers explain: the cause is among the block's first ten lines. */
@Tag("containers")
class SpansInTheBlockTest {

    private static final Duration LONG = Duration.ofMinutes(2);

    private static final int SERVER = 2;
    private static final int PRODUCER = 4;
    private static final int CONSUMER = 5;

    private static String firstTenLines(Class<?> testCase) {
        List<String> lines = TestRun.of(testCase).output().lines().toList();
        int title = 0;
        while (title < lines.size() && !lines.get(title).contains(" FAILED ")) {
            title++;
        }
        return String.join("\n", lines.subList(Math.min(title, lines.size()), Math.min(title + 10, lines.size())));
    }

    /** A step that writes a span which begins so many milliseconds from now and takes ten. */
    private static String span(
            String trace, String id, String more, String name, int kind, int after, Map<String, String> attributes) {
        long start = (System.currentTimeMillis() + after) * 1_000_000;
        String all = attributes.entrySet().stream()
                .map(each ->
                        "{\"key\":\"" + each.getKey() + "\",\"value\":{\"stringValue\":\"" + each.getValue() + "\"}}")
                .collect(Collectors.joining(","));
        return "text={\"resourceSpans\":[{\"resource\":{\"attributes\":[]},\"scopeSpans\":[{\"spans\":[{\"traceId\":\""
                + trace + "\",\"spanId\":\"" + id + "\"," + more + "\"name\":\"" + name + "\",\"kind\":" + kind
                + ",\"startTimeUnixNano\":\"" + start + "\",\"endTimeUnixNano\":\"" + (start + 10_000_000)
                + "\",\"attributes\":[" + all + "],\"status\":{}}]}]}]}";
    }

    private static String id(int number) {
        return "%016x".formatted(number);
    }

    private static String traceOf(CapturedLogs logs) {
        return logs.traceparent().substring(3, 35);
    }

    @Test
    void throttlingOfTheLastRequest() {
        assertThat(firstTenLines(ThrottledTestCase.class))
                .containsPattern("orders +running, throttled by its processor limit \\d+ % of the last 3 s");
    }

    @StructuredLogs
    @Testcontainers
    static class ThrottledTestCase {

        @Container
        static final WriterContainer ORDERS = WriterContainer.onRequest()
                .withCreateContainerCmdModifier(command ->
                        Objects.requireNonNull(command.getHostConfig()).withNanoCPUs(100_000_000L));

        @Test
        void places(CapturedLogs logs) {
            await().atMost(LONG).until(() -> logs.stats(ORDERS).samples().size() > 8);
            ORDERS.write("text=order placed", "busy");
            await().atMost(LONG).until(() -> {
                List<StatsSample> samples = logs.stats(ORDERS).samples();
                return samples.subList(samples.size() - 3, samples.size()).stream()
                        .allMatch(each -> each.throttled() > 0.6);
            });
            fail("expected 200 but was 503");
        }
    }

    @Test
    void aMessageThatIsProcessedTwice() {
        assertThat(firstTenLines(TwiceTestCase.class))
                .contains("Processed twice  billing  orders process CONSUMER 10.0 ms");
    }

    @StructuredLogs
    @Testcontainers
    static class TwiceTestCase {

        @Container
        static final WriterContainer ORDERS = WriterContainer.onRequest();

        @Container
        static final WriterContainer BILLING = WriterContainer.onRequest();

        @Test
        void billsOnce(CapturedLogs logs) {
            String trace = traceOf(logs);
            ORDERS.write(
                    "text=order placed",
                    span(trace, id(1), "", "POST /orders", SERVER, 0, Map.of()),
                    span(trace, id(2), parent(1), "orders publish", PRODUCER, 2, Map.of()));
            String link = "\"links\":[{\"traceId\":\"" + trace + "\",\"spanId\":\"" + id(2) + "\"}],";
            BILLING.write(
                    "text=billed",
                    span("a".repeat(32), id(3), link, "orders process", CONSUMER, 20, Map.of()),
                    "text=billed",
                    span("b".repeat(32), id(4), link, "orders process", CONSUMER, 90, Map.of()));
            fail("expected 1 bill but was 2");
        }
    }

    private static String parent(int id) {
        return "\"parentSpanId\":\"" + id(id) + "\",";
    }

    @Test
    void theWrongTenant() {
        assertThat(firstTenLines(TenantTestCase.class))
                .contains("Unlike passed tests  orders  GET /orders SERVER 10.0 ms  tenant.id=globex instead of acme")
                .containsSubsequence(
                        "gateway  GET /api/orders SERVER", "orders  GET /orders SERVER 10.0 ms  tenant.id=globex");
    }

    @StructuredLogs
    @Testcontainers
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class TenantTestCase {

        @Container
        static final WriterContainer GATEWAY = WriterContainer.onRequest();

        @Container
        static final WriterContainer ORDERS = WriterContainer.onRequest();

        private static void list(CapturedLogs logs, String tenant) {
            String trace = traceOf(logs);
            ORDERS.write(
                    "text=orders listed",
                    span(trace, id(2), parent(1), "GET /orders", SERVER, 2, Map.of("tenant.id", tenant)));
            GATEWAY.write(
                    "text=GET /api/orders 200",
                    span(trace, id(1), "", "GET /api/orders", SERVER, 0, Map.of("tenant.id", "acme")));
        }

        @Test
        @Order(1)
        void listsOwnOrders(CapturedLogs logs) {
            list(logs, "acme");
            assertThat(logs.spans().list()).hasSize(2);
        }

        @Test
        @Order(2)
        void listsThemAgain(CapturedLogs logs) {
            list(logs, "globex");
            fail("expected 3 orders but was 0");
        }
    }
}
