package io.github.structuredlogs.internal.capture;

import static io.github.structuredlogs.LogLevel.ERROR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.assertj.LogSoftAssertions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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

    private void remove(Capture capture) {
        capture.status(ContainerStatus.created()
                .startedAt(Instant.EPOCH)
                .exited(0, Instant.EPOCH)
                .removed(Instant.EPOCH));
        capture.complete();
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
    void seesTextThatIsHeldBackBecauseItMightGoOn() {
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
                .hasMessageContaining("the engine did not say");
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

    @Test
    void extractsWhatWasWrittenBefore() {
        run.log(orders, "info", "first");
        run.log(orders, "info", "second");

        logs(LONG, MOMENT)
                .assertThat()
                .from("orders")
                .extracting(LogRecord::message)
                .containsExactly("first", "second");
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
