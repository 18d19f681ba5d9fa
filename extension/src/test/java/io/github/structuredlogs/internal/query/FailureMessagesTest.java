package io.github.structuredlogs.internal.query;

import static io.github.structuredlogs.LogLevel.ERROR;
import static io.github.structuredlogs.LogLevel.WARN;
import static io.github.structuredlogs.internal.scope.FedCaptures.MILLISECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.assertj.CapturedLogsAssert;
import io.github.structuredlogs.internal.scope.ClassScope;
import io.github.structuredlogs.internal.scope.FedCaptures;
import io.github.structuredlogs.internal.scope.TestScope;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.ContainerStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.testcontainers.containers.GenericContainer;

/** What the most usual mistakes are told, word for word. */
class FailureMessagesTest {

    private final FedCaptures run = new FedCaptures();
    private final ClassScope testClass =
            run.scopes.openClass(null, "class", FailureMessagesTest.class, FedCaptures.SETTLING);
    private final CapturedLogs logs = run.scopes.view(testClass);
    private final Capture orders = run.container("orders");
    private final Capture payments = run.container("payments");

    private TestScope test;

    @BeforeEach
    void runs() {
        Instant noon = Instant.ofEpochSecond(0, FedCaptures.NOON);
        orders.status(ContainerStatus.created().startedAt(noon));
        payments.status(ContainerStatus.created().startedAt(noon));
        test = run.scopes.openTest(testClass, "test", "test", FedCaptures.SETTLING);
        run.after(MILLISECOND);
        run.logAt(orders, "2026-11-21T12:00:00.001Z", "started");
        run.after(MILLISECOND);
        feed(orders, "error", "unknown sku X-1", "\"sku\":\"X-1\",\"qty\":3");
        feed(payments, "warn", "slow answer", "\"millis\":900");
    }

    @AfterEach
    void close() {
        run.close();
    }

    private void feed(Capture capture, String level, String message, String fields) {
        run.feed(
                capture,
                "{\"time\":\"2026-11-21T12:00:00.002Z\",\"level\":\"" + level + "\",\"msg\":\"" + message + "\","
                        + fields + "}");
        run.after(MILLISECOND);
    }

    private static void assertFails(Runnable assertion, String message) {
        AssertionError failure = catchThrowableOfType(AssertionError.class, assertion::run);
        assertThat(failure).isNotNull().hasMessage(message.strip());
    }

    private void assertFails(Consumer<CapturedLogsAssert> assertion, String message) {
        assertFails(() -> assertion.accept(logs.assertThat()), message);
    }

    @Test
    void theWrongLevel() {
        assertFails(
                it -> it.from("orders").withLevel(WARN).withField("sku", "X-1").isNotEmpty(), """
                Expecting at least 1 record
                  from orders
                  with level WARN
                  with field sku = "X-1"
                but found none in this test (waited 250 ms; eventually(…) waits longer).

                Nearest:
                  orders 2026-11-21T12:00:00.002Z ERROR unknown sku X-1 sku=X-1 qty=3
                    level is ERROR

                Looked at 3 records of this test: orders 2 (1 ERROR, 1 INFO); payments 1 (1 WARN).
                Last of orders:
                  orders 2026-11-21T12:00:00.001Z INFO started
                """);
    }

    @Test
    void aTypoInAFieldsName() {
        assertFails(it -> it.from("orders").withField("skku", "X-1").singleElement(), """
                Expecting exactly 1 record
                  from orders
                  with field skku = "X-1"
                but found none in this test (waited 250 ms; eventually(…) waits longer).

                Nearest:
                  orders 2026-11-21T12:00:00.002Z ERROR unknown sku X-1 sku=X-1 qty=3
                    it has no field skku; did you mean sku?

                Looked at 3 records of this test: orders 2 (1 ERROR, 1 INFO); payments 1 (1 WARN).
                Last of orders:
                  orders 2026-11-21T12:00:00.001Z INFO started
                """);
    }

    @Test
    void aPartOfAFieldsName() {
        assertFails(it -> it.from("orders").withField("order.sku", "X-1").singleElement(), """
                Expecting exactly 1 record
                  from orders
                  with field order.sku = "X-1"
                but found none in this test (waited 250 ms; eventually(…) waits longer).

                Nearest:
                  orders 2026-11-21T12:00:00.002Z ERROR unknown sku X-1 sku=X-1 qty=3
                    it has no field order.sku; did you mean sku?

                Looked at 3 records of this test: orders 2 (1 ERROR, 1 INFO); payments 1 (1 WARN).
                Last of orders:
                  orders 2026-11-21T12:00:00.001Z INFO started
                """);
    }

    @Test
    void theWrongValue() {
        assertFails(it -> it.from("orders").withField("qty", "three").hasSize(1), """
                Expecting exactly 1 record
                  from orders
                  with field qty = "three"
                but found none in this test (waited 250 ms; eventually(…) waits longer).

                Nearest:
                  orders 2026-11-21T12:00:00.002Z ERROR unknown sku X-1 sku=X-1 qty=3
                    field qty is 3 (a number)

                Looked at 3 records of this test: orders 2 (1 ERROR, 1 INFO); payments 1 (1 WARN).
                Last of orders:
                  orders 2026-11-21T12:00:00.001Z INFO started
                """);
    }

    @Test
    void theWrongType() {
        assertFails(
                it -> it.from("orders")
                        .withLevel(ERROR)
                        .singleElement()
                        .field("qty")
                        .isEqualTo("3"),
                """
                [field qty, of type Integer; field(…) compares strictly, hasField(…) compares a text by what it spells]\s
                expected: "3"
                 but was: 3
                """);
    }

    @Test
    void tooEarly() {
        assertFails(it -> it.from("payments").withMessage("refund issued").isNotEmpty(), """
                Expecting at least 1 record
                  from payments
                  with message "refund issued"
                but found none in this test (waited 250 ms; eventually(…) waits longer).

                Looked at 3 records of this test: orders 2 (1 ERROR, 1 INFO); payments 1 (1 WARN).
                Last of payments:
                  payments 2026-11-21T12:00:00.002Z WARN slow answer millis=900
                """);
    }

    @Test
    void notInTime() {
        assertFails(
                it -> it.eventually(
                        Duration.ofMillis(20),
                        records -> records.from("payments")
                                .withMessage("refund issued")
                                .hasSize(1)),
                """
                Not within 20 ms: Expecting exactly 1 record
                  from payments
                  with message "refund issued"
                but found none in this test.

                Looked at 3 records of this test: orders 2 (1 ERROR, 1 INFO); payments 1 (1 WARN).
                Last of payments:
                  payments 2026-11-21T12:00:00.002Z WARN slow answer millis=900
                """);
    }

    @Test
    void theWrongContainer() {
        assertFails(
                it -> it.from("payments").withMessageContaining("unknown sku").isNotEmpty(), """
                Expecting at least 1 record
                  from payments
                  with a message containing "unknown sku"
                but found none in this test (waited 250 ms; eventually(…) waits longer).

                Nearest:
                  orders 2026-11-21T12:00:00.002Z ERROR unknown sku X-1 sku=X-1 qty=3
                    it is from orders

                Looked at 3 records of this test: orders 2 (1 ERROR, 1 INFO); payments 1 (1 WARN).
                Last of payments:
                  payments 2026-11-21T12:00:00.002Z WARN slow answer millis=900
                """);
    }

    @Test
    void unknownContainerName() {
        assertFails(it -> it.from("order").isEmpty(), """
                No container is called "order". There are: orders, payments
                """);
    }

    @Test
    void unknownContainerNameInThisClass() {
        run.engineIsSilent();

        assertFails(it -> it.from("cache").isEmpty(), """
                No container is called "cache". There are: orders, payments
                Seen but not captured, because no test of this JVM started them: buildkit, cache (name them in structuredlogs.containers.include to capture them).
                """);
    }

    @Test
    void aContainerThatWasNeverStarted() {
        assertFails(it -> it.from(new GenericContainer<>("acme/refunds:1")).isEmpty(), """
                The logs of this GenericContainer are not captured: it was not started, or it failed before there was a container. Captured are: orders, payments
                """);
    }

    @Test
    void aContainerThatHasEnded() {
        Capture refunds = run.container("refunds");
        refunds.status(ContainerStatus.created()
                .startedAt(Instant.ofEpochSecond(0, FedCaptures.NOON))
                .killedForMemory()
                .exited(137, Instant.ofEpochSecond(1, FedCaptures.NOON)));
        refunds.incomplete("the engine went away while it was read");

        assertFails(it -> it.from("refunds").withMessage("ready").isNotEmpty(), """
                Expecting at least 1 record
                  from refunds
                  with message "ready"
                but found none in this test (waited 250 ms; eventually(…) waits longer).

                Looked at 3 records of this test: orders 2 (1 ERROR, 1 INFO); payments 1 (1 WARN); 1 container without a record.
                refunds: exited 137 (out of memory) at 2026-11-21T12:00:01Z; it has logged nothing.
                refunds: its capture is incomplete: the engine went away while it was read.
                This is undecided, because not everything is known:
                  refunds: its log is no longer read: the engine went away while it was read
                  When the engine answers again, its log is read again; then run the test again.
                """);
    }

    @Test
    void somethingThatMustNotBe() {
        assertFails(it -> it.from("orders").atOrAbove(WARN).isEmpty(), """
                Expecting no record
                  from orders
                  at or above WARN
                but found 1 in this test.
                  orders 2026-11-21T12:00:00.002Z ERROR unknown sku X-1 sku=X-1 qty=3

                Looked at 3 records of this test: orders 2 (1 ERROR, 1 INFO); payments 1 (1 WARN).
                """);
    }

    @Test
    void moreThanOne() {
        assertFails(it -> it.atOrAbove(WARN).singleElement(), """
                Expecting exactly 1 record
                  at or above WARN
                but found 2 in this test (waited 250 ms).
                  orders 2026-11-21T12:00:00.002Z ERROR unknown sku X-1 sku=X-1 qty=3
                  payments 2026-11-21T12:00:00.002Z WARN slow answer millis=900

                Looked at 3 records of this test: orders 2 (1 ERROR, 1 INFO); payments 1 (1 WARN).
                """);
    }

    @Test
    void aRecordThatDiffers() {
        assertFails(it -> it.withLevel(ERROR).singleElement().hasMessage("unknown sku X-2"), """
                [single record] Expecting the record
                  orders 2026-11-21T12:00:00.002Z ERROR unknown sku X-1 sku=X-1 qty=3
                to be one with message "unknown sku X-2", but message is "unknown sku X-1"
                """);
    }

    @Test
    void aRecordOfAnotherTest() {
        test.close();
        run.scopes.openTest(testClass, "next", "next", FedCaptures.SETTLING);
        assertFails(it -> it.from("orders").withLevel(ERROR).isNotEmpty(), """
                Expecting at least 1 record
                  from orders
                  with level ERROR
                but found none in this test (waited 250 ms; eventually(…) waits longer).

                1 such record is in the run, but not in this test:
                  orders 2026-11-21T12:00:00.002Z ERROR unknown sku X-1 sku=X-1 qty=3
                logs.all() shows what other tests have logged.

                Looked at 0 records of this test: 2 containers without a record.
                """);
    }

    @Test
    void anOrderThatIsAnother() {
        assertFails(
                it -> it.containsInOrder(
                        step -> step.from("payments").withMessage("slow answer"),
                        step -> step.from("orders").withLevel(ERROR)),
                """
                Of the 3 records in this test:
                Expecting in this order
                  1. a record from payments, with message "slow answer": found
                       payments 2026-11-21T12:00:00.002Z WARN slow answer millis=900
                  2. a record from orders, with level ERROR: not found after that one

                Looked at 3 records of this test: orders 2 (1 ERROR, 1 INFO); payments 1 (1 WARN).
                """);
    }

    @Test
    void anEngineThatDoesNotAnswer() {
        run.engineIsSilent();
        assertFails(it -> it.from("orders").withMessage("stopped").isEmpty(), """
                Expecting no record
                  from orders
                  with message "stopped"
                but cannot tell, because not everything is known:
                  orders: the engine did not answer in time: no answer within 10 s
                """);
    }

    @Test
    void requirementsThatNoRecordMeets() {
        assertFails(it -> it.from("orders").allMatch(record -> record.level() == ERROR), """
                Of the 2 records
                  from orders
                in this test:
                Expecting all elements of:
                  orders 2026-11-21T12:00:00.001Z INFO started
                  orders 2026-11-21T12:00:00.002Z ERROR unknown sku X-1 sku=X-1 qty=3
                to match given predicate but this element did not:
                  orders 2026-11-21T12:00:00.001Z INFO started

                Looked at 3 records of this test: orders 2 (1 ERROR, 1 INFO); payments 1 (1 WARN).
                """);
    }

    @Test
    void anExtractedValueThatIsMissing() {
        assertFails(it -> it.from("orders").extracting("message", "qty").contains(tuple("unknown sku X-1", 4)), """
                Of the 2 records
                  from orders
                in this test:
                Expecting ExtractedValues:
                  [("started", null), ("unknown sku X-1", 3)]
                to contain:
                  [("unknown sku X-1", 4)]
                but could not find the following element(s):
                  [("unknown sku X-1", 4)]

                Looked at 3 records of this test: orders 2 (1 ERROR, 1 INFO); payments 1 (1 WARN).
                """);
    }

    @Test
    void aPlaceWhereAllRecordsAre() {
        test.writtenTo(Path.of("target", "structured-logs", "OrdersIT", "test.txt"));
        assertFails(it -> it.from("orders").withLevel(WARN).isNotEmpty(), """
                Expecting at least 1 record
                  from orders
                  with level WARN
                but found none in this test (waited 250 ms; eventually(…) waits longer).

                Nearest:
                  payments 2026-11-21T12:00:00.002Z WARN slow answer millis=900
                    it is from payments

                Looked at 3 records of this test: orders 2 (1 ERROR, 1 INFO); payments 1 (1 WARN).
                Last of orders:
                  orders 2026-11-21T12:00:00.001Z INFO started
                  orders 2026-11-21T12:00:00.002Z ERROR unknown sku X-1 sku=X-1 qty=3
                All records: target/structured-logs/OrdersIT/test.txt
                """);
    }

    @Test
    void staysShortHoweverMuchThereIs() {
        for (int i = 0; i < 20_000; i++) {
            feed(orders, "info", "line " + i + " " + "x".repeat(2_000), "\"n\":" + i);
        }
        for (Consumer<CapturedLogsAssert> assertion : List.<Consumer<CapturedLogsAssert>>of(
                it -> it.from("orders").isEmpty(),
                it -> it.from("orders").withField("n", -1).isNotEmpty(),
                it -> it.from("orders").allMatch(record -> false),
                it -> it.from("orders").anySatisfy(record -> {
                    throw new AssertionError("no");
                }))) {
            AssertionError failure =
                    catchThrowableOfType(AssertionError.class, () -> assertion.accept(logs.assertThat()));
            assertThat(failure.getMessage()).hasSizeLessThan(30_000);
            assertThat(failure.getMessage().lines().count()).isLessThan(80);
        }
    }

    @Test
    void showsNoControlCharacter() {
        run.feed(orders, "{\"level\":\"error\",\"msg\":\"\\u001b[31mred\\u0007\"}");
        AssertionError failure = catchThrowableOfType(
                AssertionError.class,
                () -> logs.assertThat().withMessageContaining("red").isEmpty());
        assertThat(failure.getMessage()).doesNotContain("\u001b", "\u0007").contains("\\u001b[31mred\\u0007");
    }

    @Test
    void givesAnIdeTheDifference() {
        AssertionFailedError failure = catchThrowableOfType(
                AssertionFailedError.class,
                () -> logs.assertThat()
                        .from("orders")
                        .withLevel(WARN)
                        .withField("sku", "X-1")
                        .isNotEmpty());

        assertThat(failure.getExpected().getStringRepresentation())
                .isEqualTo("at least 1 record\nfrom orders\nwith level WARN\nwith field sku = \"X-1\"");
        assertThat(failure.getActual().getStringRepresentation())
                .isEqualTo("none; the nearest is\nfrom orders\nlevel is ERROR\nwith field sku = \"X-1\"");
    }
}
