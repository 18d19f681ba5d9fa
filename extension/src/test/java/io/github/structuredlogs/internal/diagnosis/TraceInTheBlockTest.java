package io.github.structuredlogs.internal.diagnosis;

import static io.github.structuredlogs.SpanKind.CLIENT;
import static io.github.structuredlogs.SpanKind.CONSUMER;
import static io.github.structuredlogs.SpanKind.INTERNAL;
import static io.github.structuredlogs.SpanKind.PRODUCER;
import static io.github.structuredlogs.SpanKind.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.LogLevel;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The outline of a test's trace, and what is unusual in a trace of which no span failed. */
class TraceInTheBlockTest {

    private final PlantedTrace trace = new PlantedTrace();

    // --- exceptions that no status reports

    private PlantedTrace charged(int id) {
        return trace.span("orders", id, 0, "POST /orders", SERVER, 0, 40)
                .spanWithEvent(
                        "payments",
                        id + 1,
                        id,
                        "charge",
                        INTERNAL,
                        5,
                        3,
                        "exception",
                        Map.of("exception.type", "c.a.CardException", "exception.message", "no funds"));
    }

    @Test
    void anExceptionInASpanThatDidNotFail() {
        charged(1);

        assertThat(trace.firstTen("expected paid"))
                .contains("Unreported error  payments  charge INTERNAL 3.0 ms  c.a.CardException: no funds");
    }

    @Test
    void anExceptionThatPassedTestsHaveAsWell() {
        charged(1).passed();
        charged(3);

        assertThat(trace.firstTen("expected paid")).doesNotContain("Unreported error");
    }

    @Test
    void whatGoesOnAfterAnErrorThatIsNotReported() {
        trace.span("orders", 1, 0, "POST /orders", SERVER, 0, 300)
                .span("orders", 2, 1, "POST", CLIENT, 5, 100, "error.type", "timeout")
                .span("stock", 3, 2, "POST /reserve", SERVER, 6, 250);

        assertThat(trace.firstTen("expected 9 but was 8"))
                .containsSubsequence(
                        "Unreported error  orders  POST CLIENT 100 ms  error.type=timeout",
                        "Went on after that  stock  POST /reserve SERVER 250 ms");
    }

    // --- messages

    private PlantedTrace sent(int id, Object... more) {
        return trace.span("orders", id, 0, "POST /orders", SERVER, 0, 20)
                .span("orders", id + 1, id, "orders publish", PRODUCER, 5, 3, more);
    }

    @Test
    void aMessageThatIsProcessedTwiceByItsId() {
        sent(1, "messaging.message.id", "m-1")
                .span("billing", 3, 0, "orders process", CONSUMER, 9, 4, "messaging.message.id", "m-1")
                .span("billing", 4, 0, "orders process", CONSUMER, 90, 4, "messaging.message.id", "m-1");

        assertThat(trace.firstTen("expected 1 but was 2"))
                .contains("Processed twice  billing  orders process CONSUMER 4.0 ms  messaging.message.id=m-1");
    }

    @Test
    void aMessageThatIsProcessedTwiceByItsSender() {
        sent(1).span("billing", 3, 2, "orders process", CONSUMER, 9, 4)
                .span("billing", 4, 2, "orders process", CONSUMER, 90, 4);

        assertThat(trace.firstTen("expected 1 but was 2"))
                .contains("Processed twice  billing  orders process CONSUMER 4.0 ms");
    }

    @Test
    void aMessageThatIsProcessedTwiceInTracesOfTheirOwn() {
        sent(1).linkedSpan("billing", 3, 2, "orders process", CONSUMER, 9, 4)
                .linkedSpan("billing", 4, 2, "orders process", CONSUMER, 90, 4);

        assertThat(trace.firstTen("expected 1 but was 2"))
                .contains("Processed twice  billing  orders process CONSUMER 4.0 ms");
    }

    @Test
    void messagesThatAreDifferentAreNotProcessedTwice() {
        sent(1, "messaging.batch.message_count", 2L)
                .span("billing", 3, 2, "orders process", CONSUMER, 9, 4)
                .span("billing", 4, 2, "orders process", CONSUMER, 90, 4)
                .span("mail", 5, 2, "orders process", CONSUMER, 9, 4)
                .span("stock", 6, 2, "orders process", CONSUMER, 9, 4, "messaging.kafka.offset", 1L)
                .span("stock", 7, 2, "orders process", CONSUMER, 9, 4, "messaging.kafka.offset", 2L);

        assertThat(trace.firstTen("expected 1 but was 2")).doesNotContain("Processed");
    }

    @Test
    void aSpanThatArrivesTwiceIsNotProcessedTwice() {
        sent(1).span("billing", 3, 2, "orders process", CONSUMER, 9, 4)
                .span("billing", 3, 2, "orders process", CONSUMER, 9, 4);

        assertThat(trace.firstTen("expected 1 but was 2")).doesNotContain("Processed");
    }

    @Test
    void aMessageThatIsReadFromAnotherTopicThanItWasSentTo() {
        sent(1, "messaging.destination.name", "orders.v2")
                .span("billing", 3, 2, "process", CONSUMER, 9, 4, "messaging.destination.name", "orders.v1");

        assertThat(trace.firstTen("expected 1 but was 0"))
                .contains("orders publish PRODUCER 3.0 ms  to orders.v2")
                .contains("billing  process CONSUMER 4.0 ms  from orders.v1 (above: orders.v2)");
    }

    @Test
    void whatAConsumerSendsOnHasAnotherTopic() {
        sent(1, "messaging.destination.name", "orders")
                .span("billing", 3, 2, "process", CONSUMER, 9, 4, "messaging.destination.name", "orders")
                .span("billing", 4, 3, "publish", PRODUCER, 10, 1, "messaging.destination.name", "bills");

        assertThat(trace.firstTen("expected 1 but was 0")).contains("to bills").doesNotContain("above");
    }

    @Test
    void aMessageThatNobodyReceived() {
        sent(1, "messaging.destination.name", "orders.v2");
        assertThat(trace.firstTen("expected 1 but was 0")).contains("PRODUCER 3.0 ms  [no consumer]  to orders.v2");

        trace.passed();
        sent(3, "messaging.destination.name", "orders.v2");
        assertThat(trace.firstTen("expected 1 but was 0")).doesNotContain("no consumer");
    }

    @Test
    void aMessageOfABatchWasReceived() {
        sent(1, "messaging.destination.name", "orders")
                .span("orders", 5, 1, "orders publish", PRODUCER, 7, 3, "messaging.destination.name", "orders")
                .linkedSpan("billing", 6, 2, "orders process", CONSUMER, 12, 4)
                .linkedSpan("mail", 7, 5, "orders process", CONSUMER, 12, 4);

        assertThat(trace.firstTen("expected 1 but was 0"))
                .contains("orders publish PRODUCER")
                .doesNotContain("no consumer");
    }

    private PlantedTrace twoMessages(int id) {
        return trace.span("orders", id, 0, "orders publish", PRODUCER, 0, 2, "event", "created")
                .span("orders", id + 1, 0, "orders publish", PRODUCER, 10, 2, "event", "cancelled")
                .span("billing", id + 2, id + 1, "process", CONSUMER, 20, 2)
                .span("billing", id + 3, id, "process", CONSUMER, 30, 2);
    }

    @Test
    void messagesInAnotherOrder() {
        twoMessages(1);
        assertThat(trace.firstTen("expected cancelled"))
                .contains(
                        "Out of order  billing  process CONSUMER 2.0 ms  event=cancelled before created, which was sent"
                                + " 10.0 ms earlier");

        trace.passed();
        twoMessages(5);
        assertThat(trace.firstTen("expected cancelled")).doesNotContain("Out of order");
    }

    // --- what is not there

    private PlantedTrace withoutItsCaller(int id) {
        return trace.span("orders", id, 0, "POST /orders", SERVER, 0, 20)
                .span("stock", id + 1, 999, "select stock", CLIENT, 5, 3, "db.query.text", "select 1 for update");
    }

    @Test
    void aSpanThatHasNotEnded() {
        withoutItsCaller(1);
        assertThat(trace.firstTen("expected reserved"))
                .contains("Not ended (or not sent)  stock  the span above select stock CLIENT 3.0 ms"
                        + "  db.query.text=select 1 for update");

        trace.passed();
        withoutItsCaller(5);
        assertThat(trace.firstTen("expected reserved")).doesNotContain("Not ended");
    }

    @Test
    void whatTheTestCallsHasNoCaller() {
        trace.span("orders", 1, 999, "POST /orders", SERVER, 0, 20).span("billing", 2, 998, "process", CONSUMER, 30, 2);

        assertThat(trace.firstTen("expected reserved")).doesNotContain("Not ended");
    }

    // --- clocks

    @Test
    void clocksThatDiffer() {
        trace.span("web", 1, 0, "POST /login", SERVER, 0, 40)
                .span("web", 2, 1, "POST", CLIENT, 5, 30)
                .span("tokens", 3, 2, "POST /issue", SERVER, -59_990, 10);

        assertThat(trace.firstTen("expected 1 but was 0"))
                .contains(
                        "Clocks differ  web  POST CLIENT 30.0 ms → tokens  POST /issue SERVER 10.0 ms: served 59.995 s"
                                + " before it began");
    }

    // --- unlike passed tests

    private PlantedTrace ordered(int id, int times, String currency, String order) {
        trace.span("orders", id, 0, "POST /orders", SERVER, 0, 20, "order.id", order)
                .span("orders", id + 1, id, "price", INTERNAL, 2, 3, "currency", currency, "order.id", order);
        for (int i = 0; i < times; i++) {
            trace.span("orders", id + 2 + i, id, "INSERT orders", CLIENT, 6 + 3 * i, 2);
        }
        return trace;
    }

    @Test
    void anotherNumberThanInPassedTests() {
        ordered(1, 1, "EUR", "O-1").passed();
        ordered(1, 2, "EUR", "O-2");

        assertThat(trace.firstTen("expected 1 but was 2"))
                .contains("Unlike passed tests  orders  INSERT orders CLIENT 2.0 ms: 2 instead of 1");
    }

    @Test
    void anotherValueThanInPassedTests() {
        ordered(1, 1, "EUR", "O-1").passed();
        ordered(1, 1, "USD", "O-2");

        assertThat(trace.firstTen("expected 9.90 but was 11.10"))
                .contains("Unlike passed tests  orders  price INTERNAL 3.0 ms  currency=USD instead of EUR")
                .doesNotContain("O-1");
    }

    @Test
    void whatVariesInPassedTestsIsNotUnusual() {
        ordered(1, 1, "EUR", "O-1").passed();
        ordered(1, 2, "USD", "O-1").passed();
        ordered(1, 3, "CHF", "O-2");

        assertThat(trace.firstTen("expected 9.90 but was 11.10")).doesNotContain("Unlike");
    }

    @Test
    void aSpanThatPassedTestsDoNotHave() {
        ordered(1, 1, "EUR", "O-1").passed();
        ordered(1, 1, "EUR", "O-2").span("orders", 7, 1, "price from cache", INTERNAL, 2, 1);

        assertThat(trace.firstTen("expected 9.90 but was 11.10"))
                .contains("orders  [new] price from cache INTERNAL 1.0 ms");
    }

    // --- the outline

    @Test
    void hasSixRowsOfManySpans() {
        trace.span("web", 1, 0, "GET /", SERVER, 0, 900);
        for (int i = 0; i < 40; i++) {
            trace.span("s" + i, 2 + i, 1 + i, "step " + i + " of a kind", SERVER, i, 899 - i);
        }
        String block = trace.firstTen("expected 1 but was 0");

        assertThat(block).contains("The trace, 6 of 41 spans:");
        assertThat(block.lines().filter(line -> line.contains(" SERVER ")).count())
                .isEqualTo(6);
    }

    @Test
    void doesNotCompareWhatIsCounted() {
        trace.span("web", 1, 0, "GET /", SERVER, 0, 20, "step", "a")
                .span("web", 2, 1, "parse", INTERNAL, 1, 3, "step", "b")
                .span("web", 3, 2, "check", INTERNAL, 2, 1, "step", "c");

        assertThat(trace.firstTen("expected 1 but was 0")).contains("step=c").doesNotContain("above");
    }

    @Test
    void beginsWithTheFirstSpan() {
        trace.span("web", 1, 0, "GET /", SERVER, 0, 20);
        for (int i = 0; i < 9; i++) {
            trace.span("s" + i, 2 + i, 1, "process", CONSUMER, 1 + i, 20, "error.code", "timeout " + i, "late", "yes");
        }

        assertThat(trace.firstTen("expected 1 but was 0")).contains("10 spans:\n    +0 ms  web  GET / SERVER 20.0 ms");
    }

    @Test
    void comesBehindAWarningAndNotBesideAnError() {
        ordered(1, 1, "EUR", "O-1").logs("orders", LogLevel.WARN, "deprecated field used");
        assertThat(trace.firstTen("expected 1 but was 0"))
                .containsSubsequence("Look here first:", "deprecated field used", "The trace", "POST /orders");

        trace.logs("orders", LogLevel.ERROR, "out of stock");
        assertThat(trace.firstTen("expected 1 but was 0"))
                .contains("out of stock")
                .doesNotContain("The trace");
    }

    @Test
    void hidesSecrets() {
        trace.span("web", 1, 0, "GET /", SERVER, 0, 20, "api.token", "tok-of-the-web")
                .span("web", 2, 1, "check", INTERNAL, 2, 3, "api.token", "tok-of-another", "db.password", "hunter2");

        assertThat(trace.block("expected 1 but was 0", 160))
                .contains("check INTERNAL 3.0 ms  api.token=***")
                .doesNotContain("tok-of", "hunter2");

        trace.passed();
        trace.span("web", 3, 0, "GET /", SERVER, 0, 20)
                .span("web", 4, 3, "check", INTERNAL, 2, 3, "api.token", "tok-of-a-third");
        assertThat(trace.block("expected 1 but was 0", 160))
                .contains("api.token=*** instead of ***")
                .doesNotContain("tok-of");
    }

    @Test
    void isCutToTheWidth() {
        trace.span("web", 1, 0, "GET /", SERVER, 0, 20, "a", "x".repeat(50), "b", "y".repeat(50), "c", "z".repeat(50));

        assertThat(trace.block("expected 1 but was 0", 100).lines().filter(line -> line.contains("GET /")))
                .singleElement()
                .asString()
                .hasSize(100)
                .endsWith("…");
    }
}
