package io.github.structuredlogs.internal.scope;

import static io.github.structuredlogs.assertj.LogAssertions.assertThat;
import static io.github.structuredlogs.internal.scope.FedCaptures.MILLISECOND;
import static io.github.structuredlogs.internal.scope.FedCaptures.SETTLING;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.internal.store.Capture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was written since an instant that a test took, by whatever clock and however coarse the logger's time is. */
class TimesTest {

    private final FedCaptures run = new FedCaptures();
    private final ClassScope testClass = run.scopes.openClass(null, "A", TimesTest.class, SETTLING);
    private final CapturedLogs logs = run.scopes.viewOf(testClass);

    @AfterEach
    void close() {
        run.close();
    }

    private Instant now() {
        return Instant.ofEpochSecond(0, run.now);
    }

    @ParameterizedTest
    @EnumSource(names = {"SECONDS", "MILLIS", "MICROS", "NANOS"})
    void isNotBeforeItBecauseTheLoggerTruncatesIt(ChronoUnit unit) {
        Capture orders = run.container("orders");
        run.after(123_456_789);
        run.logAt(orders, now().truncatedTo(unit).toString(), "before");
        run.after(1_500 * MILLISECOND);
        Instant begun = now();
        run.after(200);
        run.logAt(orders, now().truncatedTo(unit).toString(), "since");

        assertThat(logs).since(begun).singleElement().hasMessage("since");
        assertThatThrownBy(
                        () -> assertThat(logs).since(begun).withMessage("since").isEmpty())
                .isInstanceOf(AssertionError.class);
        assertThat(logs).since(begun).withMessage("before").isEmpty();
        assertThat(logs).before(begun).withMessage("before").hasSize(1);
    }

    /** The engine has received it before, which a time in whole seconds does not tell. */
    @Test
    void isBeforeItInTheSameSecond() {
        Capture orders = run.container("orders");
        run.after(1_000 * MILLISECOND - run.now % (1_000 * MILLISECOND) + 100 * MILLISECOND);
        Instant second = now().truncatedTo(ChronoUnit.SECONDS);
        run.logAt(orders, second.toString(), "before");
        run.after(300 * MILLISECOND);
        Instant begun = now();
        assertThatThrownBy(() -> assertThat(logs).since(begun).isNotEmpty()).isInstanceOf(AssertionError.class);

        run.after(50 * MILLISECOND);
        run.logAt(orders, second.toString(), "since");

        assertThat(logs).since(begun).singleElement().hasMessage("since");
    }

    @ParameterizedTest
    @ValueSource(ints = {-10 * 60, -5 * 60, -30, 15, 60, 345, 14 * 60})
    void isNotElsewhereBecauseTheLoggersTimeHasNoZone(int minutes) {
        Capture orders = run.container("orders");
        run.logAt(orders, now().plusSeconds(60L * minutes).toString(), "before");
        run.after(5_000 * MILLISECOND);
        Instant begun = now();
        run.after(20 * MILLISECOND);
        run.logAt(orders, now().plusSeconds(60L * minutes).toString(), "since");

        assertThat(logs).since(begun).singleElement().hasMessage("since");
        assertThat(logs).before(begun).singleElement().hasMessage("before");
    }

    /** As of a container with a local time whose output waits in a buffer. */
    @Test
    void isNotElsewhereBecauseALocalTimeComesLate() {
        Capture orders = run.container("orders");
        Instant begun = now();
        run.after(200 * MILLISECOND);
        Instant written = now();
        run.after(10_000 * MILLISECOND);
        run.logAt(orders, written.minus(Duration.ofHours(5)).toString(), "since");

        assertThat(logs).since(begun).singleElement().hasMessage("since");
        assertThatThrownBy(() -> assertThat(logs).since(begun).isEmpty()).isInstanceOf(AssertionError.class);
    }

    @Test
    void isNotBeforeItInASavedLogBecauseTheLoggerTruncatesIt() throws IOException {
        CapturedLogs saved = CapturedLogs.read(
                new ByteArrayInputStream("{\"time\":\"2026-11-21T12:00:00Z\",\"level\":\"error\",\"msg\":\"m\"}\n"
                        .getBytes(StandardCharsets.UTF_8)));

        assertThat(saved).since(Instant.parse("2026-11-21T12:00:00.5Z")).hasSize(1);
        assertThat(saved).since(Instant.parse("2026-11-21T12:00:01Z")).isEmpty();
        assertThat(saved).before(Instant.parse("2026-11-21T12:00:00.5Z")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {-3_000, -200, 200, 3_000})
    void isNotBeforeItBecauseTheEngineHasAnotherClock(int ahead) {
        run.engineClockIsAheadBy(Duration.ofMillis(ahead));
        Capture orders = run.container("orders");
        Instant begun = now();
        run.after(20 * MILLISECOND);
        run.log(orders, "error", "since");
        run.logAt(orders, now().plusMillis(ahead).toString(), "since");

        assertThat(logs).since(begun).hasSize(2);
        assertThat(logs).since(logs.records().get(0).time()).hasSize(2);
    }

    @Test
    void isThatOfARecordThatArrivesLate() {
        Capture orders = run.container("orders");
        Instant written = now();
        run.after(40_000 * MILLISECOND);
        Instant begun = now();
        run.logAt(orders, written.plusNanos(1_000_000).toString(), "before");

        assertThat(logs).since(begun).isEmpty();
        assertThat(logs).before(begun).hasSize(1);
    }
}
