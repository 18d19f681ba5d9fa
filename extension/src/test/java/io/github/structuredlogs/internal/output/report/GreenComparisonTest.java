package io.github.structuredlogs.internal.output.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.diagnosis.Shop;
import io.github.structuredlogs.internal.history.ChangedImage;
import io.github.structuredlogs.internal.history.ContainerImage;
import io.github.structuredlogs.internal.history.GreenRun;
import io.github.structuredlogs.internal.history.SaidMessage;
import io.github.structuredlogs.internal.parse.values.MessageTemplate;
import io.github.structuredlogs.internal.viewer.Report.Change;
import io.github.structuredlogs.internal.viewer.Report.ImageChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GreenComparisonTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final Shop shop = new Shop();

    private LogRecord info(String message) {
        return shop.log("orders", LogLevel.INFO, "Orders", message);
    }

    private static SaidMessage said(LogRecord record, int count) {
        LogLevel level = record.level();
        return new SaidMessage(
                MessageTemplate.of(record),
                String.valueOf(record.container()),
                level == null ? null : level.name(),
                MessageTemplate.text(record, 100),
                count);
    }

    private static GreenRun green(SaidMessage... said) {
        return new GreenRun(NOON, false, List.of(said), Set.of(), Map.of());
    }

    private static List<GreenComparison.ChangedMessage> changes(GreenRun green, LogRecord... records) {
        return known(green, List.of(records), List.of()).messages();
    }

    private static GreenComparison known(GreenRun green, List<LogRecord> records, List<LogRecord> shared) {
        return Objects.requireNonNull(GreenComparison.of(green, records, shared, true, List.of()));
    }

    @Test
    void whatIsSaidNowAloneIsNewAndTheMostSevereIsFirst() {
        LogRecord usual = info("refund of O-1 requested");
        LogRecord again = info("refund of O-2 requested");
        LogRecord note = info("retrying refund of O-2");
        LogRecord error = shop.log("orders", LogLevel.ERROR, "Orders", "refund of O-2 failed");
        LogRecord second = shop.log("orders", LogLevel.ERROR, "Orders", "refund of O-2 failed");

        assertThat(known(green(said(usual, 1)), List.of(again, note), List.of()).unlisted())
                .isEmpty();
        assertThat(changes(green(said(usual, 1)), again, note, error, second))
                .containsExactly(
                        new GreenComparison.ChangedMessage(
                                Change.NEW, "orders", LogLevel.ERROR, "refund of # failed", 0, 2, error),
                        new GreenComparison.ChangedMessage(
                                Change.NEW, "orders", LogLevel.INFO, "retrying refund of #", 0, 1, note));
    }

    @Test
    void whatItsContainersLoggedBeforeItThenIsNotNew() {
        LogRecord start = info("Started in 2.7 s");
        LogRecord again = info("Started in 3.1 s");
        GreenRun green = new GreenRun(NOON, false, List.of(), Set.of(MessageTemplate.of(start)), Map.of());

        assertThat(changes(green, again)).isEmpty();
    }

    @Test
    void whatWasSaidThenAloneIsMissingInTheOrderInWhichItCame() {
        LogRecord requested = info("refund of O-1 requested");
        LogRecord paid = shop.text("db", "LOG: paid 12");
        LogRecord issued = info("refund of O-1 issued");

        assertThat(changes(green(said(requested, 1), said(paid, 2), said(issued, 1)), info("refund of O-2 requested")))
                .containsExactly(
                        new GreenComparison.ChangedMessage(Change.MISSING, "db", null, "LOG: paid #", 2, 0, null),
                        new GreenComparison.ChangedMessage(
                                Change.MISSING, "orders", LogLevel.INFO, "refund of # issued", 1, 0, null));
    }

    @Test
    void whatMayBeATestsBesideItIsNotMissing() {
        LogRecord issued = info("refund of O-1 issued");

        assertThat(known(green(said(issued, 1)), List.of(), List.of(info("refund of O-2 issued")))
                        .messages())
                .isEmpty();
    }

    @Test
    void nothingIsMissingFromATestThatDidNotBegin() {
        GreenComparison compared = GreenComparison.of(
                green(said(info("refund of O-1 issued"), 1)), List.of(), List.of(), false, List.of());

        assertThat(Objects.requireNonNull(compared).messages()).isEmpty();
    }

    @Test
    void moreOftenIsThreeTimesAndThreeMore() {
        LogRecord polled = info("polled O-1");
        LogRecord paid = info("paid O-1");
        LogRecord retried = shop.log("orders", LogLevel.WARN, "Orders", "retried O-1");
        LogRecord sent = info("sent O-1");
        List<LogRecord> now = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            now.add(info("polled O-" + i));
            if (i < 4) {
                now.add(shop.log("orders", LogLevel.WARN, "Orders", "retried O-" + i));
            }
            if (i < 3) {
                now.add(info("paid O-" + i));
            }
            if (i < 29) {
                now.add(info("sent O-" + i));
            }
        }

        assertThat(known(green(said(polled, 10), said(paid, 1), said(retried, 1), said(sent, 10)), now, List.of())
                        .messages())
                .extracting(
                        GreenComparison.ChangedMessage::template,
                        GreenComparison.ChangedMessage::before,
                        GreenComparison.ChangedMessage::now)
                .containsExactly(tuple("retried #", 1L, 4L), tuple("polled #", 10L, 40L));
    }

    @Test
    void saysThatNewMessagesAreNotKnownWhereNotAllWereKept() {
        SaidMessage[] many = new SaidMessage[400];
        for (int i = 0; i < many.length; i++) {
            many[i] = new SaidMessage(i, "orders", "INFO", "message " + i, 1);
        }

        GreenComparison compared = known(green(many), List.of(info("refund requested")), List.of());

        assertThat(compared.messages())
                .extracting(GreenComparison.ChangedMessage::change)
                .doesNotContain(Change.NEW);
        assertThat(compared.unlisted()).contains("not known which ones are new");
    }

    @Test
    void saysHowManyNewMessagesAreNotListed() {
        List<LogRecord> records = new ArrayList<>();
        for (char first = 'a'; first < 'v'; first++) {
            for (char second = 'a'; second < 'u'; second++) {
                records.add(info("refund of kind " + first + "x" + second + " requested"));
            }
        }

        GreenComparison compared = known(green(), records, List.of());

        assertThat(compared.messages()).hasSize(400);
        assertThat(compared.unlisted()).isEqualTo("20 more new messages are not listed; these are the most severe.");
    }

    @Test
    void namesChangedImages() {
        GreenComparison compared = GreenComparison.of(
                green(),
                List.of(),
                List.of(),
                true,
                List.of(new ChangedImage(
                        "orders",
                        new ContainerImage("acme/orders:1", "sha256:11aa"),
                        new ContainerImage("acme/orders:2", "sha256:22bb"))));

        assertThat(Objects.requireNonNull(compared).images())
                .containsExactly(new ImageChange("orders", "acme/orders:1", "acme/orders:2"));
        assertThat(compared.passed()).isEqualTo(NOON);
    }

    @Test
    void thereIsNothingToCompareWithIfOnlyOtherTestsOfTheClassHavePassed() {
        GreenRun ofClass = new GreenRun(NOON, true, List.of(), Set.of(), Map.of());

        assertThat(GreenComparison.of(ofClass, List.of(), List.of(), true, List.of()))
                .isNull();
        assertThat(GreenComparison.of(null, List.of(), List.of(), true, List.of()))
                .isNull();
    }
}
