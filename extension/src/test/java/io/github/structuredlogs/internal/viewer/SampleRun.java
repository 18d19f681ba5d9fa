package io.github.structuredlogs.internal.viewer;

import static io.github.structuredlogs.LogLevel.DEBUG;
import static io.github.structuredlogs.LogLevel.ERROR;
import static io.github.structuredlogs.LogLevel.INFO;
import static io.github.structuredlogs.LogLevel.WARN;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.LoggedException;
import io.github.structuredlogs.internal.text.Redaction;
import io.github.structuredlogs.internal.viewer.Report.Change;
import io.github.structuredlogs.internal.viewer.Report.Comparison;
import io.github.structuredlogs.internal.viewer.Report.Container;
import io.github.structuredlogs.internal.viewer.Report.ContainerEvent;
import io.github.structuredlogs.internal.viewer.Report.EventKind;
import io.github.structuredlogs.internal.viewer.Report.Failure;
import io.github.structuredlogs.internal.viewer.Report.Find;
import io.github.structuredlogs.internal.viewer.Report.ImageChange;
import io.github.structuredlogs.internal.viewer.Report.MessageDifference;
import io.github.structuredlogs.internal.viewer.Report.Metric;
import io.github.structuredlogs.internal.viewer.Report.Point;
import io.github.structuredlogs.internal.viewer.Report.ReportOutcome;
import io.github.structuredlogs.internal.viewer.Report.ReportRun;
import io.github.structuredlogs.internal.viewer.Report.ReportSpan;
import io.github.structuredlogs.internal.viewer.Report.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run that a test makes up: what it was, and its records. */
@SuppressWarnings("StringConcatToTextBlock") // A stack trace reads best a frame a line.
public final class SampleRun {
    public static final String TRACE = "bb31b6aa4c0d4f1e9a7b3c5d7e9f1a2b";
    static final String ORDER = "50bebebc-b855-496a-b580-94348e3bb904";
    public static final Instant START = Instant.parse("2026-11-28T22:51:20Z");

    public final List<Entry> entries = new ArrayList<>();
    public final List<Report.Test> tests = new ArrayList<>();
    public final List<Container> containers = new ArrayList<>();
    final List<ReportSpan> spans = new ArrayList<>();
    final List<Metric> metrics = new ArrayList<>();
    public final List<String> notes = new ArrayList<>();
    Instant start = START;
    public Instant end = START.plusSeconds(12);
    ZoneId zone = ZoneId.of("Europe/Berlin");

    /** A record, the test that it belongs to, and its line. */
    public record Entry(LogRecord record, int test, long line) {}

    public static Instant at(double seconds) {
        return START.plusNanos(Math.round(seconds * 1e9));
    }

    public SampleRun add(LogRecord record, int test) {
        entries.add(new Entry(record, test, entries.size() + 1));
        return this;
    }

    public SampleRun container(String name, String image, String state) {
        containers.add(new Container(name, null, image, state, false, List.of(), List.of(), null, 0, List.of(), null));
        return this;
    }

    public SampleRun test(String name, double start, double end, ReportOutcome outcome, Find... finds) {
        tests.add(test(name, start, end, outcome, List.of(finds), null));
        return this;
    }

    private static Report.Test test(
            String name,
            double start,
            double end,
            ReportOutcome outcome,
            List<Find> finds,
            @Nullable Comparison comparison) {
        boolean failed = outcome == ReportOutcome.FAILED;
        return new Report.Test(
                "com.acme.shop.RefundIT",
                name,
                "RefundIT > " + name + "()",
                at(start),
                at(start),
                at(end),
                outcome,
                failed
                        ? new Failure(
                                "org.awaitility.core.ConditionTimeoutException",
                                "expected \"refunded\" but was \"paid\" within 3 seconds",
                                "RefundIT.java:38",
                                "org.awaitility.core.ConditionTimeoutException: expected \"refunded\" but was \"paid\""
                                        + " within 3 seconds\n\tat com.acme.shop.RefundIT." + name
                                        + "(RefundIT.java:38)")
                        : null,
                failed
                        ? "FAILED  RefundIT > " + name + "\nexpected \"refunded\" but was \"paid\" within 3 seconds"
                        : null,
                finds,
                List.of(),
                comparison);
    }

    /** The failed test with another block, and other records to look at first. */
    static Report.Test withBlock(Report.Test test, String block, List<Find> finds) {
        return new Report.Test(
                test.className(),
                test.name(),
                test.displayName(),
                test.scope(),
                test.start(),
                test.end(),
                test.outcome(),
                test.failure(),
                block,
                finds,
                test.traces(),
                test.comparison());
    }

    public Report report() {
        return new Report(
                new ReportRun("shop", zone, start, end, Map.of("Java", "17.0.13", "Structured Logs", "0.1.0")),
                tests,
                containers,
                spans,
                metrics,
                notes);
    }

    public Path write(Path target) throws IOException {
        List<String> names = containers.stream().map(Container::name).toList();
        try (ReportFile file = ReportFile.create(target, start, end, Redaction.of(List.of()))) {
            for (Entry entry : entries) {
                file.add(entry.record, names.indexOf(entry.record.container()), entry.test, entry.line);
            }
            file.finish(report());
        }
        return target;
    }

    /** Some tests of a shop, of which one failed: a reason that is too long for its column. */
    public static SampleRun shop() {
        SampleRun run = new SampleRun();
        run.containers.add(new Container(
                "orders",
                null,
                "acme/orders:1.8.0",
                "running",
                false,
                List.of(event(EventKind.STARTED, 1.2, "started"), event(EventKind.READY, 2.6, "ready after 1.4 s")),
                List.of(),
                null,
                512L << 20,
                samples(1.2, 160, 181),
                "orders.log"));
        run.containers.add(new Container(
                "payments",
                null,
                "acme/payments:2.4.1",
                "running",
                false,
                List.of(event(EventKind.STARTED, 0.9, "started"), event(EventKind.READY, 1.5, "ready after 0.6 s")),
                List.of(),
                null,
                256L << 20,
                samples(0.9, 60, 96),
                "payments.log"));
        run.containers.add(new Container(
                "database",
                null,
                "postgres:16.4",
                "running",
                false,
                List.of(event(EventKind.STARTED, 0.2, "started"), event(EventKind.HEALTHY, 2.1, "healthy")),
                List.of(),
                null,
                0,
                samples(0.2, 30, 48),
                "database.log"));
        for (int i = 0; i < 14; i++) {
            run.add(SampleRecord.text(at(0.3 + i * 0.1), "database", "LOG:  starting step " + i), -1);
        }
        run.add(SampleRecord.json(at(1.4), "payments", INFO, "com.acme.payments.Main", "listening", "port", 8080), -1);
        for (int i = 0; i < 13; i++) {
            run.add(
                    SampleRecord.json(
                            at(1.75 + i * 0.06),
                            "orders",
                            i % 4 == 3 ? DEBUG : INFO,
                            "org.springframework.boot.Start",
                            "bean " + i + " ready",
                            "ms",
                            i * 3),
                    -1);
        }
        String[] passed = {
            "refusesAnUnknownSku",
            "takesThePaymentForAnOrder",
            "followsARequestThroughTheShop",
            "issuesARefundInTheBackground"
        };
        double[] from = {2.8, 3.5, 4.4, 5.1, 6.0};
        for (int i = 0; i < passed.length; i++) {
            run.test(passed[i], from[i], from[i + 1] - 0.05, ReportOutcome.PASSED);
            run.add(
                    SampleRecord.json(
                            at(from[i] + 0.1),
                            "orders",
                            INFO,
                            "com.acme.orders.OrderService",
                            "order placed",
                            "orderId",
                            "a" + i,
                            "sku",
                            "TEAPOT",
                            "qty",
                            i + 1),
                    i);
            run.add(
                    SampleRecord.json(
                            at(from[i] + 0.2),
                            "payments",
                            i == 1 ? WARN : INFO,
                            "com.acme.payments.PaymentService",
                            i == 1 ? "payment took long" : "payment taken",
                            "orderId",
                            "a" + i,
                            "amount",
                            new java.math.BigDecimal("39.90"),
                            "currency",
                            "EUR"),
                    i);
        }
        int first = run.entries.size();
        run.add(
                SampleRecord.json(
                        at(6.2),
                        "database",
                        INFO,
                        null,
                        "execute <unnamed>: insert into payment (order_id," + " amount) values ($1, $2)",
                        "detail",
                        "parameters: $1 = '" + ORDER + "', $2 = '39.90'"),
                4);
        run.add(
                SampleRecord.json(
                                at(6.223),
                                "payments",
                                INFO,
                                "com.acme.payments.PaymentService",
                                "payment taken",
                                "orderId",
                                ORDER,
                                "amount",
                                new java.math.BigDecimal("39.90"),
                                "currency",
                                "EUR")
                        .traced(TRACE, null),
                4);
        run.add(
                SampleRecord.json(
                                at(6.281),
                                "orders",
                                INFO,
                                "com.acme.orders.OrderService",
                                "order placed",
                                "orderId",
                                ORDER,
                                "sku",
                                "TEAPOT",
                                "qty",
                                1,
                                "order",
                                Map.of("items", List.of(Map.of("sku", "TEAPOT", "qty", 3))))
                        .traced(TRACE, null),
                4);
        run.add(
                SampleRecord.json(
                                at(6.316),
                                "orders",
                                INFO,
                                "com.acme.orders.OrderService",
                                "refund requested",
                                "orderId",
                                ORDER)
                        .traced(TRACE, null),
                4);
        run.add(
                SampleRecord.json(
                        at(6.343),
                        "database",
                        ERROR,
                        null,
                        "value too long for type character varying(30)",
                        "statement",
                        "insert into refund (order_id, reason) values ($1, $2)",
                        "code",
                        "22001"),
                4);
        run.add(
                SampleRecord.json(
                                at(6.347),
                                "payments",
                                ERROR,
                                "com.acme.payments.PaymentService",
                                "refund failed",
                                "orderId",
                                ORDER)
                        .traced(TRACE, null)
                        .thrown(new LoggedException(
                                "org.postgresql.util.PSQLException",
                                "ERROR: value too long for type character varying(30)",
                                "org.postgresql.util.PSQLException: ERROR: value too long for type character"
                                        + " varying(30)\n"
                                        + "\tat org.postgresql.core.v3.QueryExecutorImpl.receive(QueryExecutorImpl.java:2734)\n"
                                        + "\tat org.postgresql.core.v3.QueryExecutorImpl.process(QueryExecutorImpl.java:2421)\n"
                                        + "\tat org.postgresql.jdbc.PgStatement.execute(PgStatement.java:372)\n"
                                        + "\tat com.acme.payments.Ledger.refund(Ledger.java:36)\n"
                                        + "\tat com.acme.payments.PaymentService.refund(PaymentService.java:43)\n"
                                        + "\tat java.base/java.util.concurrent.FutureTask.run(FutureTask.java:264)\n"
                                        + "\tat java.base/java.lang.Thread.run(Thread.java:840)")),
                4);
        run.tests.add(test(
                "refundsATeapotThatArrivedBroken",
                6.0,
                9.79,
                ReportOutcome.FAILED,
                List.of(
                        new Find(first + 4, "value too long for type character varying(30)", null, List.of("new")),
                        new Find(
                                first + 5,
                                "refund failed — PSQLException: ERROR: value too long for type character varying(30)",
                                null,
                                List.of("new")),
                        new Find(first + 3, "refund requested", null, List.of())),
                new Comparison(
                        Instant.parse("2026-11-28T16:02:00Z"),
                        List.of(
                                new MessageDifference(
                                        Change.NEW,
                                        "database",
                                        "ERROR",
                                        "value too long for type character varying(<n>)",
                                        0,
                                        1,
                                        first + 4),
                                new MessageDifference(
                                        Change.NEW, "payments", "ERROR", "refund failed", 0, 1, first + 5),
                                new MessageDifference(
                                        Change.MISSING, "payments", "INFO", "refund issued", 1, 0, Report.NONE),
                                new MessageDifference(
                                        Change.MORE,
                                        "database",
                                        "INFO",
                                        "execute <unnamed>: insert into payment …",
                                        1,
                                        4,
                                        first)),
                        List.of(new ImageChange("payments", "acme/payments:2.4.0", "acme/payments:2.4.1")),
                        "")));
        run.metrics.add(new Metric(
                "http.server.request.duration",
                "ms",
                "orders",
                Map.of("http.route", "/orders"),
                List.of(new Point(at(3), 12), new Point(at(5), 18.5), new Point(at(7), 41), new Point(at(9), 22))));
        run.metrics.add(new Metric(
                "http.server.request.duration",
                "ms",
                "payments",
                Map.of("http.route", "/payments"),
                List.of(new Point(at(3), 6), new Point(at(5), 9), new Point(at(7), 8), new Point(at(9), 5))));
        return run;
    }

    /** Adds spans to the failed test's trace. */
    public SampleRun withSpans() {
        spans.add(span("a1", null, "orders", "POST /orders", 6.27, 6.36, false));
        spans.add(span("a2", "a1", "orders", "place order", 6.275, 6.30, false));
        spans.add(span("a3", "a1", "payments", "POST /refunds", 6.31, 6.355, true));
        spans.add(span("a4", "a3", "payments", "insert refund", 6.33, 6.346, true));
        return this;
    }

    private static ReportSpan span(
            String id, @Nullable String parent, String service, String name, double from, double to, boolean failed) {
        return new ReportSpan(
                TRACE,
                id,
                parent,
                service,
                name,
                "SERVER",
                at(from),
                at(to),
                failed,
                Map.of("http.request.method", "POST"));
    }

    static ContainerEvent event(EventKind kind, double at, String text) {
        return new ContainerEvent(kind, at(at), text, false);
    }

    private static List<Sample> samples(double from, long low, long high) {
        List<Sample> samples = new ArrayList<>();
        for (double t = from; t < 12; t++) {
            samples.add(
                    new Sample(at(t), 0.1 + 0.3 * Math.abs(Math.sin(t)), (low + (long) ((high - low) * t / 12)) << 20));
        }
        return samples;
    }
}
