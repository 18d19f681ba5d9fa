package io.github.structuredlogs.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.diagnosis.spans.PassedSpans;
import io.github.structuredlogs.internal.history.ChangedImage;
import io.github.structuredlogs.internal.history.ContainerImage;
import io.github.structuredlogs.internal.history.GreenRun;
import io.github.structuredlogs.internal.history.SaidMessage;
import io.github.structuredlogs.internal.parse.values.MessageTemplate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a failed test's block takes from the last run in which it passed. */
class LastGreenRunTest {

    private final Shop shop = new Shop();

    private static SaidMessage said(LogRecord record) {
        LogLevel level = record.level();
        return new SaidMessage(
                MessageTemplate.of(record),
                String.valueOf(record.container()),
                level == null ? null : level.name(),
                MessageTemplate.text(record, 100),
                1);
    }

    private static GreenRun green(List<LogRecord> said, List<LogRecord> before) {
        return new GreenRun(
                Instant.EPOCH,
                false,
                said.stream().map(LastGreenRunTest::said).toList(),
                before.stream().map(MessageTemplate::of).collect(Collectors.toSet()),
                Map.of());
    }

    private String block(GreenRun green, List<? extends LogRecord> earlier) {
        TestFailure test = shop.fails("RefundIT > refunds()", new AssertionError("expected: refunded but was: paid"));
        TestFailure known = new TestFailure(
                test.name(),
                test.failure(),
                test.started(),
                Set.of(),
                test.records(),
                List.of(),
                earlier,
                test.containers(),
                test.passed().and(green),
                List.of(),
                new PassedSpans(),
                green);
        return Shop.block(known, false, 120);
    }

    @Test
    void saysWhatFollowedWhenItPassed() {
        LogRecord requested = shop.log("orders", LogLevel.INFO, "Orders", "refund of O-1001 requested");
        LogRecord issued = shop.log("orders", LogLevel.INFO, "Orders", "refund of O-1001 issued");
        shop.passed().testBegins();
        shop.log("orders", LogLevel.INFO, "Orders", "refund of O-2002 requested");

        assertThat(block(green(List.of(requested, issued), List.of()), List.of()))
                .contains("\"refund of # issued\" followed in the last green run] refund of O-2002 requested");
    }

    @Test
    void showsWhatAnEarlierTestOfThisRunSaidAndNoGreenRunDid() {
        LogRecord usual = shop.log("orders", LogLevel.INFO, "Orders", "order O-1001 paid");
        LogRecord opened = shop.log("orders", LogLevel.INFO, "Orders", "circuit breaker opened, refunds are off");
        shop.passed().testBegins();
        shop.log("orders", LogLevel.INFO, "Orders", "order O-2002 paid");

        assertThat(block(green(List.of(usual), List.of()), List.of(usual, opened)))
                .contains("circuit breaker opened, refunds are off");
    }

    @Test
    void saysWhichImageHasChanged() {
        shop.testBegins();
        shop.log("orders", LogLevel.WARN, "Orders", "no rate for CHF");
        ContainerImage then = new ContainerImage("acme/orders:1", "sha256:11aa");
        ContainerImage now = new ContainerImage("acme/orders:2", "sha256:22bb");
        TestFailure test = shop.fails("RefundIT > refunds()", new AssertionError("expected: refunded but was: paid"));
        List<ContainerReport> containers = test.containers().stream()
                .map(each -> each.withImageOf(List.of(new ChangedImage("orders", then, now))))
                .toList();

        assertThat(Shop.block(withContainers(test, containers), false, 160))
                .contains("orders running, image changed since the last green run (was acme/orders:1), ");
    }

    private static TestFailure withContainers(TestFailure test, List<ContainerReport> containers) {
        return new TestFailure(
                test.name(),
                test.failure(),
                test.started(),
                test.traces(),
                test.records(),
                test.shared(),
                test.earlier(),
                containers,
                test.passed());
    }

    @Test
    void isNewOnlyIfItWasNotSaidThen() {
        LogRecord usual = shop.log("orders", LogLevel.WARN, "Orders", "stock of SKU-1 is low");
        shop.log("orders", LogLevel.WARN, "Orders", "no rate for CHF");
        shop.testBegins();
        shop.log("orders", LogLevel.WARN, "Orders", "stock of SKU-2 is low");
        shop.log("orders", LogLevel.WARN, "Orders", "no rate for EUR");

        assertThat(block(green(List.of(usual), List.of()), List.of()))
                .contains("[new] no rate for EUR")
                .doesNotContain("[new] stock");
    }

    @Test
    void whatAlwaysIsSaidAtTheStartIsNoCause() {
        LogRecord usual = shop.log("db", LogLevel.WARN, null, "ignoring option huge_pages");
        LogRecord news = shop.log("db", LogLevel.WARN, null, "ignoring option max_allowed");
        shop.classHasIt().testBegins();

        assertThat(block(green(List.of(), List.of(usual)), List.of(usual, news)))
                .contains("new] ignoring option max_allowed")
                .doesNotContain("huge_pages");
        assertThat(block(green(List.of(), List.of(usual)), List.of(usual)))
                .contains("Nothing since the test began; start-up was normal.");
    }
}
