package io.github.structuredlogs.internal.output.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.StatsSample;
import io.github.structuredlogs.internal.diagnosis.Pick;
import io.github.structuredlogs.internal.scope.FedCaptures;
import io.github.structuredlogs.internal.settings.Settings;
import io.github.structuredlogs.internal.settings.SettingsLayer;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.text.Redaction;
import io.github.structuredlogs.internal.viewer.Report;
import io.github.structuredlogs.internal.viewer.ReportReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunReportTest {
    private static final Instant NOON = Instant.ofEpochSecond(0, FedCaptures.NOON);

    @TempDir
    Path directory;

    private final FedCaptures run = new FedCaptures();
    private final Capture orders = run.container("orders");
    private final Capture payments = run.container("payments");
    private final List<String> reported = new ArrayList<>();

    @AfterEach
    void close() {
        run.close();
    }

    @ParameterizedTest
    @CsvSource({
        "ON_FAILURE, true, true",
        "ON_FAILURE, false, false",
        "ALWAYS, false, true",
        "ALWAYS, true, true",
        "NEVER, true, false"
    })
    void isWrittenWhenItIsWanted(String when, boolean fails, boolean isWritten) {
        run.log(orders, "info", "placed");
        RunReport report = report(Map.of("report", when));
        end(report, "buys", 0, 1, fails ? new AssertionError("no tea") : null, List.of());

        WrittenReport written = report.close("shop");

        Path page = directory.resolve("report.html");
        assertThat(page.toFile().exists()).isEqualTo(isWritten);
        assertThat(written == null ? null : written.run()).isEqualTo(isWritten ? page : null);
        // A green run has nothing to look at.
        assertThat(written == null ? null : written.line())
                .isEqualTo(isWritten && fails ? "report of this run: " + page.toUri() : null);
        assertThat(reported).isEmpty();
    }

    @Test
    void theReportOfTheBuildIsNamedIfThereIsOne() {
        Path page = directory.resolve("run/report.html");
        Path build = directory.resolve("report.html");

        assertThat(new WrittenReport(page, build, true).line()).isEqualTo("report of this build: " + build.toUri());
        assertThat(new WrittenReport(page, build, false).line()).isNull();
    }

    @Test
    void showsTheRecordsOfAllContainersInOrderOfTimeWithTheirTests() throws IOException {
        run.log(orders, "info", "first");
        run.after(seconds(1));
        run.log(payments, "info", "second");
        run.after(seconds(10));
        run.log(orders, "error", "third");
        RunReport report = report(Map.of());
        end(report, "buys", 0, 2, null, List.of());
        end(report, "refunds", 9, 12, new AssertionError("no refund"), List.of(orders.record(1)));

        Path page = page(report);

        String rows = chunks(page);
        assertThat(rows).containsSubsequence("first", "second", "third");
        JsonNode index = index(page);
        assertThat(index.at("/records").asInt()).isEqualTo(3);
        assertThat(index.at("/tests").findValuesAsText("name")).containsExactly("buys", "refunds");
        assertThat(index.at("/tests/1/finds/0/record").asInt()).isEqualTo(2);
        assertThat(index.at("/tests/1/failure/message").asText()).isEqualTo("no refund");
        assertThat(index.at("/containers").findValuesAsText("name")).containsExactly("orders", "payments");
    }

    @Test
    void pageOfAFailedTestHasItsRecordsAlone() throws IOException {
        run.log(orders, "info", "of another test");
        run.log(orders, "error", "of this test");
        RunReport report = report(Map.of());
        List<LogRecord> own = List.of(orders.record(1));

        report.failed(
                test("refunds", 0, 1, new AssertionError("no refund"), own),
                own,
                own,
                List.of(orders),
                Redaction.of(List.of()),
                directory.resolve("RefundIT.refunds.html"));

        Path page = directory.resolve("RefundIT.refunds.html");
        assertThat(chunks(page)).contains("of this test").doesNotContain("of another test");
        assertThat(index(page).at("/tests/0/finds/0/record").asInt()).isZero();
    }

    @Test
    void leavesOutWhatIsFarthestFromTheFailureAndSaysSo() throws IOException {
        String padding = "x".repeat(500);
        for (int i = 0; i < 2_000; i++) {
            run.log(orders, i == 3 ? "error" : "info", "number " + i + "! " + padding);
            run.after(seconds(1));
        }
        RunReport report = report(Map.of("report.size", "50k"));
        end(report, "refunds", 1_990, 2_000, new AssertionError("no refund"), List.of());

        Path page = page(report);

        assertThat(chunks(page)).contains("number 3! ", "number 1995! ").doesNotContain("number 10! ", "number 0! ");
        assertThat(index(page).at("/notes").toString()).contains("records are not on this page", "report.size");
        assertThat(Files.size(page) - sizeWithoutRecords()).isLessThan(100_000);
    }

    @Test
    void findsAreWhatStandsOutAndNotWhatIsNearIt() throws IOException {
        run.log(orders, "info", "near it");
        run.log(orders, "error", "password=hunter2 " + "x".repeat(100_000));
        run.log(orders, "warn", "conspicuous");
        RunReport report = report(Map.of());
        EndedTest failed = new EndedTest(
                "com.acme.RefundIT",
                "refunds",
                "RefundIT > refunds()",
                NOON,
                NOON,
                NOON.plusSeconds(1),
                Report.ReportOutcome.FAILED,
                new AssertionError("no refund"),
                null,
                List.of(
                        pick(orders.record(1), Pick.Role.FINDING),
                        pick(orders.record(2), Pick.Role.CONSPICUOUS),
                        pick(orders.record(0), Pick.Role.CONTEXT)),
                Set.of(),
                null,
                (capture, index) -> true);

        report.failed(
                failed, List.of(), List.of(), List.of(orders), Redaction.of(List.of()), directory.resolve("p.html"));

        JsonNode finds = index(page(report)).at("/tests/0/finds");
        assertThat(finds.findValuesAsText("record")).containsExactly("1", "2");
        assertThat(finds.at("/0/text").asText())
                .hasSizeBetween(400, 600)
                .endsWith("x…")
                .doesNotContain("hunter2");
    }

    @Test
    void findSaysTheExceptionBehindTheMessage() throws IOException {
        run.feed(
                orders,
                "{\"level\":\"error\",\"msg\":\"refund failed\",\"stack_trace\":\"com.acme.LedgerException: no account\\n"
                        + "\\tat com.acme.Ledger.refund(Ledger.java:36)\\n"
                        + "Caused by: java.io.IOException: token=hunter2 refused\\n"
                        + "\\tat com.acme.Bank.call(Bank.java:7)\"}");
        RunReport report = report(Map.of());

        end(report, "refunds()", 0, 1, new AssertionError("no refund"), List.of(orders.record(0)));

        assertThat(index(page(report)).at("/tests/0/finds/0/text").asText())
                .isEqualTo("refund failed — LedgerException: no account ⇐ IOException: token=*** refused");
    }

    private static Pick pick(LogRecord record, Pick.Role role) {
        return new Pick(record, 0, role, 1, null, List.of(), List.of());
    }

    private long sizeWithoutRecords() throws IOException {
        RunReport empty = new RunReport(
                settings(Map.of("report", "ALWAYS", "report.size", "0")),
                run.captures,
                () -> directory.resolve("empty"),
                CaptureFacts.NONE,
                reported::add);
        Path page = page(empty);
        return Files.size(page);
    }

    @Test
    void saysWhereItCouldNotBeWritten() throws IOException {
        Files.writeString(directory.resolve("file"), "");
        run.log(orders, "info", "placed");
        RunReport report = new RunReport(
                settings(Map.of()),
                run.captures,
                () -> directory.resolve("file").resolve("below"),
                CaptureFacts.NONE,
                reported::add);
        end(report, "buys", 0, 1, new AssertionError("no tea"), List.of());

        assertThat(report.close("shop")).isNull();
        assertThat(reported).anySatisfy(text -> assertThat(text).contains("report.html", "files.directory"));
    }

    @Test
    void recordOfTheTimeOfSeveralTestsIsThatOneThatKnowsIt() throws IOException {
        run.log(orders, "info", "of one");
        run.log(payments, "info", "of the other");
        run.log(payments, "info", "of both");
        run.after(seconds(20));
        run.log(orders, "info", "before the third");
        run.feed(orders, "{\"level\":\"info\",\"msg\":\"late\",\"trace_id\":\"4bf92f3577b34da6a3ce929d0e0e4736\"}");
        RunReport report = report(Map.of("report", "ALWAYS"));
        report.ended(owning("one", 0, 10, Set.of(), (capture, index) -> capture == orders || index == 1));
        report.ended(owning(
                "other",
                0,
                10,
                Set.of("4bf92f3577b34da6a3ce929d0e0e4736"),
                (capture, index) -> capture == payments && index <= 1));
        report.ended(owning("third", 30, 40, Set.of(), (capture, index) -> capture == orders && index == 1));

        Path page = page(report);

        Map<String, Integer> owners = new HashMap<>();
        try (ReportReader reader = ReportReader.open(Objects.requireNonNull(page))) {
            reader.forEachRemaining(
                    row -> owners.put(String.valueOf(row.record().message()), row.test()));
        }
        assertThat(owners)
                .containsOnly(
                        Map.entry("of one", 0),
                        Map.entry("of the other", 1),
                        Map.entry("of both", Report.NONE),
                        Map.entry("before the third", 2),
                        Map.entry("late", 1));
    }

    private static EndedTest owning(String name, long from, long to, Set<String> traces, EndedTest.OwnRecords records) {
        return new EndedTest(
                "com.acme.RefundIT",
                name,
                name,
                NOON.plusSeconds(from),
                null,
                NOON.plusSeconds(to),
                Report.ReportOutcome.PASSED,
                null,
                null,
                List.of(),
                traces,
                null,
                records);
    }

    @Test
    void showsWhatContainersUsedAndWhatTelemetryTheyLogged() throws IOException {
        run.log(orders, "info", "placed");
        orders.measured(new StatsSample(NOON.plusSeconds(1), 100 << 20, 512 << 20, Double.NaN, 0));
        orders.measured(new StatsSample(NOON.plusSeconds(2), 200 << 20, 512 << 20, 1.5, 0));
        run.feed(
                orders,
                "{\"resourceSpans\":[{\"resource\":{\"attributes\":[]},\"scopeSpans\":[{\"spans\":[{\"traceId\":\"4bf92f3577b34da6a3ce929d0e0e4736\",\"spanId\":\"00f067aa0ba902b7\",\"name\":\"POST"
                        + " /orders\","
                        + "\"kind\":2,\"startTimeUnixNano\":\"1795262400000000000\",\"endTimeUnixNano\":\"1795262401000000000\",\"status\":{\"code\":2,\"message\":\"no"
                        + " tea\"}}]}]}]}");
        run.feed(
                orders,
                "{\"resourceMetrics\":[{\"resource\":{\"attributes\":[]},\"scopeMetrics\":[{\"metrics\":[{\"name\":"
                        + "\"pool.used\",\"unit\":\"{connection}\",\"gauge\":{\"dataPoints\":[{\"timeUnixNano\":"
                        + "\"1795262400000000000\",\"asInt\":\"7\"}]}}]}]}]}");
        RunReport report = new RunReport(
                settings(Map.of("report", "ALWAYS")),
                run.captures,
                () -> directory,
                new CaptureFacts() {
                    @Override
                    public Path rawFile(Capture capture) {
                        return Path.of("raw").resolve(capture.name() + ".log");
                    }

                    @Override
                    public Instant ready(Capture capture) {
                        return NOON.plusSeconds(1);
                    }
                },
                reported::add);
        end(report, "buys", 0, 1, null, List.of());

        try (ReportReader reader = ReportReader.open(Objects.requireNonNull(page(report)))) {
            Report shown = reader.report();
            Report.Container container = shown.containers().get(0);
            assertThat(container.memoryLimit()).isEqualTo(512 << 20);
            assertThat(container.samples())
                    .containsExactly(
                            new Report.Sample(NOON.plusSeconds(1), 0, 100 << 20),
                            new Report.Sample(NOON.plusSeconds(2), 1.5, 200 << 20));
            assertThat(container.file()).isEqualTo(Path.of("raw", "orders.log").toString());
            assertThat(container.id()).isEqualTo(orders.containerId());
            assertThat(container.events())
                    .extracting(Report.ContainerEvent::kind)
                    .contains(Report.EventKind.READY);
            assertThat(shown.spans()).singleElement().satisfies(span -> {
                assertThat(span.service()).isEqualTo("orders");
                assertThat(span.failed()).isTrue();
                assertThat(span.attributes().toString()).isEqualTo("{status=no tea}");
            });
            assertThat(shown.metrics()).singleElement().satisfies(metric -> {
                assertThat(metric.name()).isEqualTo("pool.used");
                assertThat(metric.points()).containsExactly(new Report.Point(NOON, 7));
            });
        }
    }

    @Test
    void comparisonLinksToItsRecords() throws IOException {
        run.log(orders, "info", "as ever");
        run.log(orders, "error", "never before");
        RunReport report = report(Map.of());
        EndedTest failed = new EndedTest(
                "com.acme.RefundIT",
                "refunds",
                "refunds",
                NOON,
                NOON,
                NOON.plusSeconds(1),
                Report.ReportOutcome.FAILED,
                new AssertionError("no refund"),
                null,
                List.of(),
                Set.of(),
                new GreenComparison(
                        NOON.minusSeconds(60),
                        List.of(
                                new GreenComparison.ChangedMessage(
                                        Report.Change.NEW,
                                        "orders",
                                        LogLevel.ERROR,
                                        "never before",
                                        0,
                                        1,
                                        orders.record(1)),
                                new GreenComparison.ChangedMessage(
                                        Report.Change.MISSING, "orders", null, "gone", 1, 0, null)),
                        List.of(new Report.ImageChange("orders", "acme/orders:1", "acme/orders:2")),
                        ""),
                (capture, index) -> true);
        report.failed(
                failed, List.of(), List.of(), List.of(orders), Redaction.of(List.of()), directory.resolve("p.html"));

        JsonNode compared = index(page(report)).at("/tests/0/comparison");

        assertThat(compared.at("/messages/0/record").asInt()).isEqualTo(1);
        assertThat(compared.at("/messages/0/level").asText()).isEqualTo("ERROR");
        assertThat(compared.at("/messages/1/record").asInt()).isEqualTo(Report.NONE);
        assertThat(compared.at("/images/0/now").asText()).isEqualTo("acme/orders:2");
    }

    @Test
    void furtherRunInOneJvmIsAddedToTheReport() throws IOException {
        run.log(orders, "info", "placed");
        RunReport first = report(Map.of());
        end(first, "failsFirst", 0, 1, new AssertionError("no tea"), List.of(orders.record(0)));
        first.close("shop");
        RunReport second = report(Map.of());
        end(second, "failsAgain", 2, 3, new AssertionError("no tea"), List.of());

        Path page = page(second);

        assertThat(index(page).at("/tests").findValuesAsText("name")).containsExactly("failsFirst", "failsAgain");
        assertThat(index(page).at("/records").asInt()).isEqualTo(1);
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("report.html", "pages");
    }

    @Test
    void hidesSecrets() throws IOException {
        run.feed(orders, "{\"level\":\"info\",\"msg\":\"login\",\"password\":\"hunter2\"}");
        RunReport report = report(Map.of("report", "ALWAYS"));
        end(report, "logsIn", 0, 1, new AssertionError("password=hunter2"), List.of());

        Path page = page(report);

        assertThat(chunks(page)).contains("login").doesNotContain("hunter2");
        assertThat(index(page).toString()).doesNotContain("hunter2");
    }

    // --- the run

    private static @Nullable Path page(RunReport report) {
        WrittenReport written = report.close("shop");
        return written == null ? null : written.run();
    }

    private RunReport report(Map<String, String> settings) {
        return new RunReport(settings(settings), run.captures, () -> directory, CaptureFacts.NONE, reported::add);
    }

    private static Settings settings(Map<String, String> values) {
        SettingsLayer.SettingsLayerBuilder layer = new SettingsLayer.SettingsLayerBuilder();
        values.forEach(layer::set);
        return new Settings(List.of(layer.build("the test")), Map.of());
    }

    private void end(
            RunReport report,
            String name,
            long from,
            long to,
            @Nullable AssertionError failure,
            List<LogRecord> records) {
        EndedTest test = test(name, from, to, failure, records);
        if (failure == null) {
            report.ended(test);
        } else {
            report.failed(
                    test,
                    records,
                    records,
                    List.of(orders),
                    Redaction.of(List.of()),
                    directory.resolve("pages").resolve(name + ".html"));
        }
    }

    private static EndedTest test(
            String name, long from, long to, @Nullable AssertionError failure, List<LogRecord> records) {
        return new EndedTest(
                "com.acme.RefundIT",
                name,
                "RefundIT > " + name,
                NOON.plusSeconds(from),
                NOON.plusSeconds(from),
                NOON.plusSeconds(to),
                failure == null ? Report.ReportOutcome.PASSED : Report.ReportOutcome.FAILED,
                failure,
                failure == null ? null : "the block",
                records.stream().map(record -> pick(record, Pick.Role.FINDING)).toList(),
                Set.of(),
                null,
                (capture, index) -> {
                    Instant at = Instant.ofEpochSecond(0, capture.observedNanos(index));
                    return !at.isBefore(NOON.plusSeconds(from)) && !at.isAfter(NOON.plusSeconds(to));
                });
    }

    private static long seconds(long seconds) {
        return seconds * 1_000_000_000;
    }

    // --- the file

    private static JsonNode index(@Nullable Path page) throws IOException {
        return new ObjectMapper().readTree(inflated(page, "id=\"index\">").get(0));
    }

    private static String chunks(@Nullable Path page) throws IOException {
        return String.join("", inflated(page, "class=\"chunk\">"));
    }

    private static List<String> inflated(@Nullable Path page, String begin) throws IOException {
        assertThat(page).isNotNull();
        String text = Files.readString(page);
        List<String> parts = new ArrayList<>();
        for (int at = text.indexOf(begin); at >= 0; at = text.indexOf(begin, at + 1)) {
            byte[] bytes =
                    Base64.getDecoder().decode(text.substring(at + begin.length(), text.indexOf("</script>", at)));
            try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes), new Inflater(true))) {
                parts.add(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
            }
        }
        return parts;
    }
}
