package io.github.structuredlogs.internal.output.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.diagnosis.Pick;
import io.github.structuredlogs.internal.scope.FedCaptures;
import io.github.structuredlogs.internal.settings.Settings;
import io.github.structuredlogs.internal.settings.SettingsLayer;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.text.Redaction;
import io.github.structuredlogs.internal.viewer.Report;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
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
    void isWrittenWhenItIsWanted(String when, boolean fails, boolean written) {
        run.log(orders, "info", "placed");
        RunReport report = report(Map.of("report", when));
        end(report, "buys", 0, 1, fails ? new AssertionError("no tea") : null, List.of());

        Path page = report.close("shop");

        assertThat(page != null).isEqualTo(written);
        assertThat(directory.resolve("report.html").toFile().exists()).isEqualTo(written);
        assertThat(reported).isEmpty();
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

        Path page = report.close("shop");

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

        Path page = report.close("shop");

        assertThat(chunks(page)).contains("number 3! ", "number 1995! ").doesNotContain("number 10! ", "number 0! ");
        assertThat(index(page).at("/notes").toString()).contains("records are not on this page", "report.size");
        assertThat(Files.size(page) - sizeWithoutRecords()).isLessThan(100_000);
    }

    private long sizeWithoutRecords() throws IOException {
        RunReport empty = report(Map.of("report", "ALWAYS", "report.size", "0"));
        Path page = empty.close("shop");
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
                reported::add);
        end(report, "buys", 0, 1, new AssertionError("no tea"), List.of());

        assertThat(report.close("shop")).isNull();
        assertThat(reported).anySatisfy(text -> assertThat(text).contains("report.html", "files.directory"));
    }

    @Test
    void hidesSecrets() throws IOException {
        run.feed(orders, "{\"level\":\"info\",\"msg\":\"login\",\"password\":\"hunter2\"}");
        RunReport report = report(Map.of("report", "ALWAYS"));
        end(report, "logsIn", 0, 1, new AssertionError("password=hunter2"), List.of());

        Path page = report.close("shop");

        assertThat(chunks(page)).contains("login").doesNotContain("hunter2");
        assertThat(index(page).toString()).doesNotContain("hunter2");
    }

    // --- the run

    private RunReport report(Map<String, String> settings) {
        return new RunReport(settings(settings), run.captures, () -> directory, reported::add);
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
                records.stream()
                        .map(record -> new Pick(record, 0, Pick.Role.FINDING, 1, null, List.of(), List.of()))
                        .toList(),
                Set.of());
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
