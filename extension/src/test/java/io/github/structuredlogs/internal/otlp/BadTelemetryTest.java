package io.github.structuredlogs.internal.otlp;

import static io.github.structuredlogs.assertj.LogAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.internal.json.JsonScanner;
import io.github.structuredlogs.internal.scope.FedCaptures;
import io.github.structuredlogs.internal.scope.RunLogs;
import io.github.structuredlogs.internal.store.BoundedTelemetry;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.Telemetry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Spans and measurements that cannot be taken are counted, and said. */
class BadTelemetryTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";

    private final FedCaptures run = new FedCaptures();
    private final Capture orders = run.container("orders");
    private final CapturedLogs logs = RunLogs.of(run);

    @AfterEach
    void close() {
        run.close();
    }

    @Test
    void linesThatAreCutOff() {
        String line = RecordedLines.lines(RecordedLines.SDK).get(0);
        for (int length : new int[] {60, line.length() / 2, line.length() - 1}) {
            run.feed(orders, line.substring(0, length));
        }
        orders.writer().flush();

        assertThat(orders.telemetry().rejections()).containsOnly(Map.entry(Rejection.UNREADABLE_LINE, 3));
        assertThat(orders.size()).isZero();
        assertThat(run.captures.reports()).singleElement().asString().contains("orders: not captured: a line of spans");
    }

    @Test
    void idsOfTheWrongLength() {
        run.feed(orders, span("4bf92f35", SPAN, "1", "2"));
        run.feed(orders, span(TRACE, "00f067aa", "1", "2"));
        run.feed(orders, span("0".repeat(32), SPAN, "1", "2"));
        run.feed(orders, span("g".repeat(32), SPAN, "1", "2"));
        run.feed(orders, span(TRACE.toUpperCase(Locale.ROOT), SPAN, "1", "2"));

        assertThat(orders.telemetry().rejections()).containsOnly(Map.entry(Rejection.INVALID_ID, 4));
        assertThat(orders.telemetry().spans().list())
                .singleElement()
                .satisfies(span -> assertThat(span).hasTrace(TRACE));
    }

    @Test
    void timesBefore1970AndBeyondALong() {
        run.feed(orders, span(TRACE, SPAN, "-1", "2"));
        run.feed(orders, span(TRACE, SPAN, "1", "soon"));
        run.feed(orders, span(TRACE, SPAN, "1", "18446744073709551615"));
        run.feed(orders, span(TRACE, SPAN, "2", "1"));

        assertThat(orders.telemetry().rejections()).containsOnly(Map.entry(Rejection.INVALID_TIME, 2));
        assertThat(orders.telemetry().spans().list().get(0).end())
                .isEqualTo(Instant.ofEpochSecond(18446744073L, 709551615));
        assertThat(orders.telemetry().spans().list().get(1).duration()).isZero();
    }

    @Test
    void whatCouldNotBeTakenLeavesAbsenceUndecided() {
        run.feed(orders, span("4bf92f35", SPAN, "1", "2"));
        run.feed(orders, span(TRACE, SPAN, "1", "2"));

        assertThat(logs.spans()).withTrace(TRACE).isNotEmpty();
        assertThatThrownBy(() -> assertThat(logs.spans()).withName("refund").isEmpty())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("cannot tell")
                .hasMessageContaining("orders: 1 times a span whose trace or span id has the wrong length");
    }

    @Test
    void moreThanTheBound() {
        JsonScanner scanner = new JsonScanner();
        byte[] line = span(TRACE, SPAN, "1", "2").getBytes(StandardCharsets.UTF_8);
        Telemetry telemetry = BoundedTelemetry.of(100 * 3L * line.length);
        for (int i = 0; i < 150; i++) {
            scanner.read(line, 0, line.length);
            telemetry.line(scanner.jsonTape(), line.length, i);
        }

        assertThat(telemetry.spans().size()).isEqualTo(100);
        assertThat(telemetry.rejections()).containsOnly(Map.entry(Rejection.BEYOND_BOUND, 50));
    }

    @Test
    void aMillionSpansInOneTest() {
        int lines = 2_000;
        int each = 500;
        String one = span(TRACE, SPAN, "1", "2");
        int from = one.indexOf("{\"traceId\"");
        int to = one.lastIndexOf("]}]}]}");
        String span = one.substring(from, to);
        String line = one.substring(0, from) + (span + ",").repeat(each - 1) + span + one.substring(to);

        for (int i = 0; i < lines; i++) {
            run.feed(orders, line);
        }

        int kept = orders.telemetry().spans().size();
        long room = Runtime.getRuntime().maxMemory() / 8 / 3 / line.length() * each;
        assertThat(kept).isEqualTo((int) Math.min(room, (long) lines * each));
        assertThat(orders.telemetry().rejections().getOrDefault(Rejection.BEYOND_BOUND, 0))
                .isEqualTo(lines * each - kept);
        assertThat(logs.spans()).withTrace(TRACE).isNotEmpty();
    }

    static String span(String trace, String span, String start, String end) {
        return "{\"resourceSpans\":[{\"resource\":{\"attributes\":[]},\"scopeSpans\":[{\"spans\":[{\"traceId\":\""
                + trace
                + "\",\"spanId\":\"" + span + "\",\"name\":\"order\",\"kind\":2,\"startTimeUnixNano\":\"" + start
                + "\",\"endTimeUnixNano\":\"" + end + "\",\"status\":{}}]}]}]}";
    }
}
