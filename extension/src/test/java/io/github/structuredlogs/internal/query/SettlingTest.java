package io.github.structuredlogs.internal.query;

import static io.github.structuredlogs.LogLevel.ERROR;
import static io.github.structuredlogs.LogLevel.INFO;
import static io.github.structuredlogs.LogLevel.WARN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.in;
import static org.assertj.core.api.Assertions.tuple;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.assertj.CapturedLogsAssert;
import io.github.structuredlogs.assertj.LogSoftAssertions;
import io.github.structuredlogs.internal.scope.FedCaptures;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.CaptureListener;
import io.github.structuredlogs.internal.store.ContainerStatus;
import io.github.structuredlogs.internal.store.LifecycleEvent;
import io.github.structuredlogs.internal.store.Loss;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Long times, of which no test may use more than a moment: what ends a wait is an arrival. */
@Tag("compatibility")
@Timeout(60)
class SettlingTest {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final FedCaptures run = new FedCaptures();
    private final Capture orders = run.container("orders");
    private final Capture payments = run.container("payments");
    private final CountDownLatch looked = new CountDownLatch(1);

    @AfterEach
    void close() {
        run.close();
    }

    private CapturedLogs logs(Duration settle, Duration absence) {
        Settling settling = new Settling(settle, absence, Duration.ofSeconds(10));
        return run.scopes
                .view(run.scopes.openClass(null, "class", SettlingTest.class, settling))
                .all();
    }

    /** Feeds as soon as an assertion has looked at what there was. */
    private void onceLookedAt(Runnable feed) {
        Thread feeder = new Thread(() -> {
            try {
                looked.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            feed.run();
        });
        feeder.start();
    }

    private Predicate<LogRecord> looking(Predicate<LogRecord> condition) {
        return record -> {
            looked.countDown();
            return condition.test(record);
        };
    }

    private static ContainerStatus removed() {
        return ContainerStatus.created()
                .startedAt(Instant.EPOCH)
                .exited(0, Instant.EPOCH)
                .removed(Instant.EPOCH);
    }

    private static void remove(Capture capture) {
        capture.status(removed());
        capture.complete();
    }

    /** What may go on in the next line is published by a thread that serves all containers. */
    @Test
    void publishesKeptTextWhileAnotherListenerBlocks() throws InterruptedException {
        CountDownLatch blocking = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        run.captures.addListener(new CaptureListener() {
            @Override
            public void published(Capture capture, long from, long to) {
                if (capture == payments) {
                    blocking.countDown();
                    awaitUninterruptibly(over);
                }
            }

            @Override
            public void lifecycle(Capture capture, LifecycleEvent event) {}

            @Override
            public void report(String message) {}
        });
        run.feed(payments, "a text");
        blocking.await();
        try {
            run.feed(orders, "another text");

            assertThatThrownBy(() ->
                            logs(MOMENT, MOMENT).assertThat().from("orders").isEmpty())
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("another text");
        } finally {
            over.countDown();
        }
    }

    /** What is being read may be what must not be there. */
    @Test
    void cannotTellWhileLinesAreReadForTooLong() throws InterruptedException {
        CountDownLatch blocking = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        run.captures.addListener(new CaptureListener() {
            @Override
            public void published(Capture capture, long from, long to) {
                blocking.countDown();
                awaitUninterruptibly(over);
            }

            @Override
            public void lifecycle(Capture capture, LifecycleEvent event) {}

            @Override
            public void report(String message) {}
        });
        Thread reading = new Thread(() -> run.log(orders, "info", "placed"));
        reading.start();
        blocking.await();
        try {
            assertThatThrownBy(() -> logs(MOMENT, MOMENT)
                            .assertThat()
                            .from("orders")
                            .withMessage("refused")
                            .isEmpty())
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("cannot tell")
                    .hasMessageContaining("its last lines are still being read");
        } finally {
            over.countDown();
            reading.join();
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                // The run's end interrupts it.
            }
        }
    }

    // --- presence

    @Test
    void triesAPositiveAssertionAgainWhenRecordsArrive() {
        run.log(orders, "info", "first");
        onceLookedAt(() -> run.log(orders, "info", "second"));

        logs(LONG, MOMENT)
                .assertThat()
                .matching(looking(record -> "second".equals(record.message())))
                .isNotEmpty();
    }

    @Test
    void givesUpAPositiveAssertionAfterItsTime() {
        assertThatThrownBy(
                        () -> logs(MOMENT, MOMENT).assertThat().from("orders").isNotEmpty())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("waited 1 ms");
    }

    @Test
    void asksNoEngineForWhatIsThere() {
        run.log(orders, "info", "first");
        run.engineIsSilent();

        logs(LONG, LONG).assertThat().from("orders").isNotEmpty();
    }

    @Test
    void waitsForTheRestOfARemovedContainerAfterALoss() {
        run.log(orders, "info", "first");
        orders.lost(Loss.of(null, Instant.EPOCH, -1, "the engine discarded it"));
        orders.status(removed());
        onceLookedAt(() -> {
            run.log(orders, "info", "last");
            orders.incomplete("its log has rotated");
        });

        logs(LONG, MOMENT)
                .assertThat()
                .from("orders")
                .matching(looking(record -> "last".equals(record.message())))
                .isNotEmpty();
    }

    @Test
    void waitsForAContainerThatIsJustStarting() {
        onceLookedAt(() -> run.log(run.container("refunds"), "info", "ready"));
        looked.countDown();

        logs(LONG, MOMENT).assertThat().from("refunds").isNotEmpty();
    }

    // --- absence

    @Test
    void failsAnAbsenceAsSoonAsARecordArrives() {
        run.log(orders, "info", "first");
        onceLookedAt(() -> run.log(orders, "info", "second"));

        assertThatThrownBy(() -> logs(LONG, LONG)
                        .assertThat()
                        .matching(looking(record -> "second".equals(record.message())))
                        .isEmpty())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("second");
    }

    @Test
    void countsWhatArrivesWhileItWaits() {
        run.log(orders, "info", "same");
        onceLookedAt(() -> run.log(orders, "info", "same"));

        assertThatThrownBy(() -> logs(MOMENT, Duration.ofMillis(500))
                        .assertThat()
                        .matching(looking(record -> "same".equals(record.message())))
                        .hasSize(1))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("found 2");
    }

    @Test
    void seesTextThatMayContinue() {
        run.feed(orders, "2026-11-21T12:00:00.001Z ERROR broken");

        assertThatThrownBy(() ->
                        logs(MOMENT, Duration.ZERO).assertThat().from("orders").isEmpty())
                .hasMessageContaining("broken");
    }

    @Test
    void givesTheEnginesSilenceForAReason() {
        run.engineIsSilent();
        assertThatThrownBy(() ->
                        logs(MOMENT, MOMENT).assertThat().from("orders").noneMatch(record -> record.level() == ERROR))
                .hasMessageContaining("cannot tell")
                .hasMessageContaining("no answer within 10 s");
        assertThatThrownBy(() -> logs(MOMENT, MOMENT).from("orders").records())
                .hasMessageContaining("the engine did not answer");
    }

    // --- eventually, staysEmpty, await

    @Test
    void evaluatesAtOnceAndThenOnArrivalsOnly() {
        AtomicInteger evaluations = new AtomicInteger();
        onceLookedAt(() -> run.log(payments, "info", "refund issued"));

        logs(MOMENT, MOMENT).assertThat().eventually(LONG, it -> {
            evaluations.incrementAndGet();
            try {
                it.from("payments").withMessage("refund issued").hasSize(1);
            } finally {
                looked.countDown();
            }
        });

        assertThat(evaluations).hasValue(2);
    }

    @Test
    void evaluatesOnTheCallersThread() {
        Thread caller = Thread.currentThread();
        run.log(orders, "info", "first");

        logs(MOMENT, MOMENT).assertThat().eventually(LONG, it -> {
            assertThat(Thread.currentThread()).isSameAs(caller);
            it.isNotEmpty();
        });
    }

    @Test
    void continuesWhereTheLastEvaluationStopped() {
        AtomicInteger asked = new AtomicInteger();
        Predicate<LogRecord> last = looking(record -> {
            asked.incrementAndGet();
            return "last".equals(record.message());
        });
        for (int i = 0; i < 100; i++) {
            run.log(orders, "info", "one of many");
        }
        onceLookedAt(() -> run.log(orders, "info", "last"));

        logs(MOMENT, MOMENT)
                .assertThat()
                .eventually(
                        LONG,
                        it -> it.from("orders").withLevel(INFO).matching(last).hasSize(1));

        assertThat(asked).hasValue(101);
    }

    @Test
    void looksForEachConditionApart() {
        run.log(orders, "info", "first");
        onceLookedAt(() -> run.log(payments, "info", "second"));

        logs(MOMENT, MOMENT).assertThat().eventually(LONG, it -> {
            it.matching(looking(record -> "first".equals(record.message()))).hasSize(1);
            it.from("payments").withMessage("second").hasSize(1);
            it.from("payments").withMessage("first").isEmpty();
            it.withFieldMatching("n", n -> n == null).isEmpty();
            it.matching(record -> "second".equals(record.message())).hasSize(1);
        });
    }

    @Test
    void staysEmptyFailsAtOnce() {
        run.log(orders, "info", "first");
        onceLookedAt(() -> run.log(orders, "warn", "odd"));

        assertThatThrownBy(() -> logs(MOMENT, MOMENT)
                        .assertThat()
                        .from("orders")
                        .matching(looking(record -> "odd".equals(record.message())))
                        .staysEmpty(LONG))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("odd");
    }

    @Test
    void isOverWhenEveryContainerThatItNamesIsGone() {
        run.log(orders, "info", "first");
        remove(orders);

        logs(MOMENT, MOMENT).assertThat().from("orders").withLevel(ERROR).staysEmpty(LONG);
        assertThatThrownBy(() -> logs(LONG, MOMENT)
                        .assertThat()
                        .from("orders")
                        .eventually(LONG, it -> it.withLevel(ERROR).isNotEmpty()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("exited 0");
        assertThatThrownBy(() -> logs(LONG, MOMENT).from("orders").await(LONG, record -> record.level() == ERROR))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("exited 0");
    }

    @Test
    void awaitsTheRecord() {
        run.log(orders, "info", "first");
        onceLookedAt(() -> run.log(orders, "info", "second"));

        LogRecord record = logs(MOMENT, MOMENT).await(LONG, looking(each -> "second".equals(each.message())));

        assertThat(record.message()).isEqualTo("second");
        assertThatThrownBy(() -> logs(MOMENT, MOMENT).await(MOMENT, each -> false))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("waited 1 ms");
    }

    @Test
    void stopsWaitingWhenTheThreadIsInterrupted() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> logs(LONG, LONG).assertThat().from("orders").isNotEmpty())
                .hasMessageContaining("the waiting thread was interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    // --- together with the rest

    @Test
    void settlesUnderSoftAssertions() {
        run.log(orders, "info", "first");
        onceLookedAt(() -> run.log(orders, "info", "second"));
        CapturedLogs logs = logs(LONG, MOMENT);
        LogSoftAssertions softly = new LogSoftAssertions();

        softly.assertThat(logs)
                .from("orders")
                .matching(looking(record -> "second".equals(record.message())))
                .singleElement()
                .hasMessage("second");

        softly.assertAll();
    }

    /** Each holds only once the second record has come. */
    static List<Arguments> extractions() {
        List<Arguments> all = new ArrayList<>();
        extraction(all, "extracting", it -> it.extracting(LogRecord::message).contains("second"));
        extraction(
                all,
                "extracting several",
                it -> it.extracting(LogRecord::level, LogRecord::message)
                        .containsExactly(tuple(INFO, "first"), tuple(INFO, "second")));
        extraction(
                all,
                "extracting properties",
                it -> it.extracting("level", "message").contains(tuple(INFO, "second")));
        extraction(all, "extracting a property", it -> it.extracting("message").containsExactly("first", "second"));
        extraction(
                all,
                "extracting a typed property",
                it -> it.extracting("message", String.class).endsWith("second"));
        extraction(
                all,
                "extractingResultOf",
                it -> it.extractingResultOf("message", String.class).containsAnyOf("second", "third"));
        extraction(all, "map", it -> it.map(LogRecord::message).containsOnly("second", "first"));
        extraction(
                all,
                "map to several",
                it -> it.map(LogRecord::level, LogRecord::message).hasSize(2));
        extraction(
                all,
                "flatMap",
                it -> it.flatMap(record -> List.of(record.message(), "and")).containsSequence("and", "second"));
        extraction(
                all,
                "flatExtracting several",
                it -> it.flatExtracting(LogRecord::level, LogRecord::message).hasSizeGreaterThan(3));
        extraction(
                all,
                "extracting twice",
                it -> it.extracting(LogRecord::message)
                        .extracting(String::length)
                        .isEqualTo(List.of(5, 6)));
        extraction(
                all,
                "extracting and filtering",
                it -> it.extracting(LogRecord::message)
                        .filteredOn(message -> message.startsWith("s"))
                        .singleElement()
                        .isEqualTo("second"));
        extraction(
                all,
                "an element",
                it -> it.extracting(LogRecord::message).element(1).isEqualTo("second"));
        extraction(
                all,
                "an element as a text",
                it -> it.extracting(LogRecord::message)
                        .element(1, InstanceOfAssertFactories.STRING)
                        .startsWith("sec"));
        extraction(
                all,
                "elements",
                it -> it.elements(0, 1).extracting(LogRecord::message).containsExactly("first", "second"));
        extraction(
                all,
                "satisfying",
                it -> it.extracting(LogRecord::message)
                        .satisfies(messages -> assertThat(messages).hasSize(2)));
        extraction(
                all,
                "filteredOn a property",
                it -> it.filteredOn("message", "second").isNotEmpty());
        extraction(
                all,
                "filteredOn a function",
                it -> it.filteredOn(LogRecord::message, "second").hasSize(1));
        extraction(
                all,
                "filteredOn an operator",
                it -> it.filteredOn("message", in("second")).first());
        extraction(
                all,
                "filteredOnAssertions",
                it -> it.filteredOnAssertions(
                                record -> assertThat(record.message()).isEqualTo("second"))
                        .extracting(LogRecord::message)
                        .containsExactly("second"));
        return all;
    }

    private static void extraction(List<Arguments> all, String name, Consumer<CapturedLogsAssert> assertion) {
        all.add(Arguments.of(Named.of(name, assertion)));
    }

    @ParameterizedTest
    @MethodSource("extractions")
    void extractsAgainWhenRecordsArrive(Consumer<CapturedLogsAssert> assertion) {
        run.log(orders, "info", "first");
        onceLookedAt(() -> run.log(orders, "info", "second"));

        assertion.accept(
                logs(LONG, MOMENT).assertThat().from("orders").matching(looking(record -> record.message() != null)));
    }

    @ParameterizedTest
    @MethodSource("extractions")
    void extractsAgainUnderSoftAssertions(Consumer<CapturedLogsAssert> assertion) {
        run.log(orders, "info", "first");
        onceLookedAt(() -> run.log(orders, "info", "second"));
        LogSoftAssertions softly = new LogSoftAssertions();

        assertion.accept(softly.assertThat(logs(LONG, MOMENT))
                .from("orders")
                .matching(looking(record -> record.message() != null)));

        softly.assertAll();
    }

    @ParameterizedTest
    @MethodSource("extractions")
    void failsForWhatItHasExtracted(Consumer<CapturedLogsAssert> assertion) {
        run.log(orders, "info", "first");

        assertThatThrownBy(
                        () -> assertion.accept(logs(MOMENT, MOMENT).assertThat().from("orders")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Looked at 1 record");
    }

    @Test
    void extractionTooEarlyDoesNotProveAbsence() {
        run.log(orders, "info", "first");
        onceLookedAt(() -> run.log(orders, "warn", "second"));

        assertThatThrownBy(() -> logs(MOMENT, LONG)
                        .assertThat()
                        .matching(looking(record -> true))
                        .extracting(LogRecord::level)
                        .doesNotContain(WARN))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("WARN");
    }

    @Test
    void asksNoEngineForWhatItCanExtract() {
        run.log(orders, "info", "first");
        run.engineIsSilent();

        logs(LONG, LONG).assertThat().extracting(LogRecord::message).contains("first");
        logs(LONG, LONG)
                .assertThat()
                .from("orders")
                .map(LogRecord::message)
                .first()
                .isEqualTo("first");
    }

    @Test
    void looksAfreshInEachAssertionOfAChain() {
        run.log(orders, "info", "first");
        var records = logs(LONG, MOMENT).assertThat().from("orders");
        records.hasSize(1);
        run.log(orders, "info", "second");
        records.hasSize(2);
    }
}
