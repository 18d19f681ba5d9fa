package io.github.structuredlogs.internal.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.internal.text.Redaction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {

    @TempDir
    Path directory;

    @Test
    void numbersRecordsInTheOrderInWhichTheyAreAdded() throws IOException {
        try (ReportFile file = create("report.html")) {
            assertThat(file.add(record("one"), 0, 0, 1)).isZero();
            assertThat(file.add(record("two"), 0, 0, 2)).isEqualTo(1);
        }
    }

    @Test
    void fileAppearsWholeWhenItIsFinished() throws IOException {
        Path target = directory.resolve("run/report.html");
        try (ReportFile file = ReportFile.create(target, SampleRun.START, SampleRun.at(12), Redaction.of(List.of()))) {
            file.add(record("one"), 0, 0, 1);
            assertThat(target).doesNotExist();
            file.finish(new SampleRun().report());
        }
        assertThat(target).isNotEmptyFile();
        assertThat(filesIn(target.getParent())).containsExactly("report.html");
    }

    @Test
    void fileThatIsNotFinishedLeavesNothing() throws IOException {
        try (ReportFile file = create("report.html")) {
            file.add(record("one"), 0, 0, 1);
        }
        assertThat(filesIn(directory)).isEmpty();
    }

    @Test
    void fileReplacesAnOlderOne() throws IOException {
        Path target = Files.writeString(directory.resolve("report.html"), "older");
        SampleRun.shop().write(target);
        assertThat(Files.readString(target)).startsWith("<!doctype html>").endsWith("</html>\n");
    }

    @Test
    void indexHoldsWhatTheReportSays() throws IOException {
        JsonNode index = index(SampleRun.shop().write(directory.resolve("report.html")));

        assertThat(index.at("/version").asInt()).isEqualTo(ReportIndex.VERSION);
        assertThat(index.at("/records").asInt()).isEqualTo(42);
        assertThat(index.at("/run/zone").asText()).isEqualTo("Europe/Berlin");
        assertThat(index.at("/run/start").asLong()).isEqualTo(SampleRun.START.toEpochMilli() * 1000);
        assertThat(index.at("/tests/4/outcome").asText()).isEqualTo("FAILED");
        assertThat(index.at("/tests/4/finds/0/record").asInt()).isEqualTo(40);
        assertThat(index.at("/tests/4/comparison/images/0/now").asText()).isEqualTo("acme/payments:2.4.1");
        assertThat(index.at("/containers/0/memoryLimit").asLong()).isEqualTo(512L << 20);
        assertThat(index.at("/containers/0/events/1/kind").asText()).isEqualTo("READY");
        assertThat(index.at("/chunks/0/0").asInt()).isEqualTo(42);
        assertThat(index.at("/histogram/levels/2").toString()).isEqualTo("[14,0,0,1,0,1,0]");
        assertThat(index.at("/histogram/tests/4").toString()).isEqualTo("[0,0,0,4,0,2,0]");
    }

    @Test
    void recordsBeginAnotherChunkWhenOneIsFull() throws IOException {
        SampleRun run = new SampleRun().container("orders", "acme/orders", "running");
        for (int i = 0; i < RecordChunk.CAPACITY + 1; i++) {
            run.add(record("number " + i), -1);
        }
        Path file = run.write(directory.resolve("report.html"));

        assertThat(index(file).at("/chunks").toString()).startsWith("[[4096,").contains("],[1,");
        assertThat(chunks(file)).hasSize(2);
        assertThat(rows(chunks(file).get(1))).singleElement().asString().startsWith("number 4096");
    }

    @Test
    void longRecordsBeginAnotherChunkSooner() throws IOException {
        SampleRun run = new SampleRun().container("orders", "acme/orders", "running");
        for (int i = 0; i < 6; i++) {
            run.add(SampleRecord.text(SampleRun.START, "orders", "x".repeat(1 << 20) + i), -1);
        }
        assertThat(chunks(run.write(directory.resolve("report.html")))).hasSizeGreaterThan(1);
    }

    @Test
    void rawLinesOfOneStatementAreOneTemplate() throws IOException {
        SampleRun run = new SampleRun().container("orders", "acme/orders", "running");
        for (int i = 0; i < 50; i++) {
            run.add(
                    SampleRecord.json(
                            SampleRun.at(i * 0.1),
                            "orders",
                            LogLevel.INFO,
                            "OrderService",
                            "order placed",
                            "orderId",
                            "id-" + i,
                            "qty",
                            i),
                    -1);
        }
        byte[] chunk = chunks(run.write(directory.resolve("report.html"))).get(0);

        assertThat(texts(chunk, 2))
                .containsExactly("{\"@timestamp\":\"\u001a*\",\"log.level\":\"INFO\",\"message\":\"\u001a \","
                        + "\"log.logger\":\"\u001a!\",\"orderId\":\"\u001a,\",\"qty\":\u001a-}");
    }

    @Test
    void rawLineIsTheTextLineItself() throws IOException {
        SampleRun run = new SampleRun().container("orders", "acme/orders", "running");
        run.add(SampleRecord.text(SampleRun.START, "orders", "starting up"), -1);
        assertThat(texts(chunks(run.write(directory.resolve("report.html"))).get(0), 2))
                .containsExactly("\u001a ");
    }

    @Test
    void secretsDoNotEnterTheFile() throws IOException {
        SampleRun run = new SampleRun().container("orders", "acme/orders", "running");
        run.add(
                SampleRecord.json(
                        SampleRun.START,
                        "orders",
                        LogLevel.INFO,
                        null,
                        "login with password=hunter2-message",
                        "apiKey",
                        "hunter2-field",
                        "nested",
                        Map.of("secret", "hunter2-nested")),
                -1);
        run.add(
                SampleRecord.json(
                        SampleRun.START,
                        "orders",
                        LogLevel.INFO,
                        null,
                        "named beside",
                        "name",
                        "password",
                        "value",
                        "hunter2-named"),
                -1);
        run.add(
                SampleRecord.json(
                        SampleRun.START,
                        "orders",
                        LogLevel.INFO,
                        null,
                        "in turn",
                        "headers",
                        List.of("Authorization", "hunter2-in-turn")),
                -1);
        run.notes.add("token=hunter2-note");
        Path file = run.write(directory.resolve("report.html"));

        assertThat(Files.readString(file)).doesNotContain("hunter2");
        assertThat(index(file).toString()).doesNotContain("hunter2").contains("***");
        assertThat(new String(chunks(file).get(0), StandardCharsets.UTF_8))
                .doesNotContain("hunter2")
                .contains("***");
    }

    @Test
    void controlCharactersAreMadeVisible() throws IOException {
        SampleRun run = new SampleRun().container("orders", "acme/orders", "running");
        run.add(
                SampleRecord.text(SampleRun.START, "orders", "\u001b[31mred \u001d\u001f\u001e\u001c\u001a \u202eback"),
                -1);
        byte[] chunk = chunks(run.write(directory.resolve("report.html"))).get(0);

        assertThat(rows(chunk))
                .singleElement()
                .asString()
                .startsWith("\\u001b[31mred \\u001d\\u001f\\u001e\\u001c\\u001a \\u202eback\u001f");
    }

    @Test
    void hostileTextsEndNoElement() throws IOException {
        String hostile = "</title></script><script>alert(1)</script><!--{{modules}}";
        SampleRun run = new SampleRun().container("orders", "acme/orders", "running");
        run.add(SampleRecord.text(SampleRun.START, "orders", hostile), -1);
        run.test(hostile, 1, 2, Report.ReportOutcome.FAILED);
        String page = Files.readString(run.write(directory.resolve("report.html")));

        assertThat(page).doesNotContain("<script>alert", "<!--").contains("&lt;script&gt;alert(1)&lt;/script&gt;");
        assertThat(Pattern.compile("<script").matcher(page).results()).hasSize(6);
    }

    @Test
    void blocksOfFailedTestsAreThereWithoutScripts() throws IOException {
        String page = Files.readString(SampleRun.shop().write(directory.resolve("report.html")));
        assertThat(page.substring(page.indexOf("id=\"plain\""), page.indexOf("<noscript>")))
                .contains("<pre>FAILED  RefundIT &gt; refundsATeapotThatArrivedBroken");
    }

    @Test
    void policyAllowsNoRequestAndTheNonceIsFresh() throws IOException {
        Pattern nonce = Pattern.compile("script-src 'nonce-([^']+)' 'strict-dynamic'");
        List<String> seen = new ArrayList<>();
        for (String name : List.of("one.html", "two.html")) {
            String page = Files.readString(SampleRun.shop().write(directory.resolve(name)));
            assertThat(page)
                    .contains("content=\"default-src 'none';")
                    .doesNotContain("connect-src", "src=\"", "href=\"");
            Matcher matcher = nonce.matcher(page);
            assertThat(matcher.find()).isTrue();
            seen.add(matcher.group(1));
        }
        assertThat(seen).doesNotHaveDuplicates();
    }

    @Test
    void pageWithoutDataIsSmall() throws IOException {
        byte[] page = Files.readAllBytes(new SampleRun().write(directory.resolve("report.html")));
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(page);
        }
        assertThat(zipped.size()).isLessThan(150_000);
    }

    @Test
    void licencesOfTheLibrariesAreInThePage() throws IOException {
        assertThat(Files.readString(new SampleRun().write(directory.resolve("report.html"))))
                .contains("Copyright (c) 2017 Google LLC", "Leon Sorokin");
    }

    @Test
    void directoryThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> ReportFile.create(
                        file.resolve("report.html"), Instant.EPOCH, Instant.EPOCH, Redaction.of(List.of())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString());
    }

    private ReportFile create(String name) throws IOException {
        return ReportFile.create(directory.resolve(name), SampleRun.START, SampleRun.at(12), Redaction.of(List.of()));
    }

    private static SampleRecord record(String message) {
        return SampleRecord.text(SampleRun.START, "orders", message);
    }

    private static List<String> filesIn(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static JsonNode index(Path file) throws IOException {
        return new ObjectMapper()
                .readTree(inflated(Files.readString(file), "id=\"index\">").get(0));
    }

    private static List<byte[]> chunks(Path file) throws IOException {
        return inflated(Files.readString(file), "class=\"chunk\">");
    }

    private static List<byte[]> inflated(String page, String begin) throws IOException {
        List<byte[]> all = new ArrayList<>();
        for (int at = page.indexOf(begin); at >= 0; at = page.indexOf(begin, at + 1)) {
            String text = page.substring(at + begin.length(), page.indexOf("</script>", at));
            all.add(new InflaterInputStream(
                            new ByteArrayInputStream(Base64.getDecoder().decode(text)), new Inflater(true))
                    .readAllBytes());
        }
        return all;
    }

    private static List<String> rows(byte[] chunk) {
        return texts(chunk, 3);
    }

    /** The texts of a part behind the columns. */
    private static List<String> texts(byte[] chunk, int number) {
        ByteBuffer lengths = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
        int part = RecordChunk.Column.values().length + number;
        int at = 4 * (RecordChunk.Column.values().length + 5);
        for (int i = 0; i < part; i++) {
            at += lengths.getInt(4 * (i + 1));
        }
        String text = new String(chunk, at, lengths.getInt(4 * (part + 1)), StandardCharsets.UTF_8);
        return List.of(text.split("\u001d"));
    }
}
