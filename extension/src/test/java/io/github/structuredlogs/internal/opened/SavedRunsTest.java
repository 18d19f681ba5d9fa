package io.github.structuredlogs.internal.opened;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.files.RunMark;
import io.github.structuredlogs.internal.text.Redaction;
import io.github.structuredlogs.internal.viewer.Report;
import io.github.structuredlogs.internal.viewer.ReportReader;
import io.github.structuredlogs.internal.viewer.SampleRecord;
import io.github.structuredlogs.internal.viewer.SampleRun;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedRunsTest {
    private static final String RUN = "20261128T225120.123Z-4711";

    @TempDir
    Path directory;

    private Report report = new SampleRun().report();
    private List<String> notes = List.of();

    // --- runs

    @Test
    void directoryOfARunIsItsReport() throws IOException {
        SampleRun run = SampleRun.shop().withSpans();
        run.write(directory.resolve(RUN).resolve("report.html"));

        assertThat(messages(RUN))
                .hasSize(42)
                .startsWith("LOG:  starting step 0")
                .endsWith("refund failed");
        // A tabulator is four blanks on the page.
        assertThat(report).hasToString(run.report().toString().replace("\t", "    "));
        assertThat(notes).isEmpty();
    }

    @Test
    void directoryAboveIsTheLatestRunBelowIt() throws IOException {
        SampleRun.shop().write(directory.resolve("target/" + RUN).resolve("report.html"));
        green("later").write(directory.resolve("target/20261129T225120.123Z-4712/report.html"));

        assertThat(messages(".")).containsExactly("later");
    }

    @Test
    void modulesAreShownTogether() throws IOException {
        green("one").write(directory.resolve("a/target/" + RUN).resolve("report.html"));
        green("two").write(directory.resolve("b/target/" + RUN).resolve("report.html"));

        assertThat(messages(".")).containsExactlyInAnyOrder("one", "two");
        assertThat(report.tests()).hasSize(2);
    }

    @Test
    void zipIsReadAsTheDirectoryThatItWas() throws IOException {
        Path page = SampleRun.shop().write(directory.resolve("page.html"));
        try (OutputStream out = Files.newOutputStream(directory.resolve("artefact.zip"));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("structured-logs/" + RUN + "/"));
            zip.putNextEntry(new ZipEntry("structured-logs/" + RUN + "/report.html"));
            Files.copy(page, zip);
        }

        assertThat(messages("artefact.zip")).hasSize(42);
        assertThat(notes).isEmpty();
    }

    @Test
    void findsAreTheirRecordsStill() throws IOException {
        SampleRun.shop().write(directory.resolve("a.html"));
        SampleRun before = green("before all others");
        before.entries.set(
                0, new SampleRun.Entry(SampleRecord.text(SampleRun.at(-5), "orders", "before all others"), -1, 1));
        before.write(directory.resolve("b.html"));

        List<String> messages = messages("a.html", "b.html");
        assertThat(messages).hasSize(43).startsWith("before all others");
        Report.Test failed = report.tests().stream()
                .filter(test -> !test.finds().isEmpty())
                .findFirst()
                .orElseThrow();
        assertThat(failed.finds())
                .extracting(find -> messages.get(find.record()))
                .containsExactly("value too long for type character varying(30)", "refund failed", "refund requested");
        assertThat(failed.comparison().messages())
                .filteredOn(message -> message.record() >= 0)
                .extracting(message -> messages.get(message.record()))
                .contains("value too long for type character varying(30)");
    }

    // --- what is not as it should be

    @Test
    void runWhoseJvmWasKilledShowsThePagesOfItsFailedTestsAndTheOthersNames() throws IOException {
        Path run = killed();
        Path shop = run.resolve("com.acme.shop.RefundIT");
        SampleRun.shop().write(shop.resolve("RefundIT.refunds.html"));
        Files.writeString(shop.resolve("index.json"), """
            {"class":"com.acme.shop.RefundIT","started":"2026-11-28T22:51:20Z","containers":[
              {"name":"orders","id":"0a","image":"acme/orders","status":"running","incomplete":"the engine went away"}],
            "tests":[
              {"name":"RefundIT > refundsATeapotThatArrivedBroken()","outcome":"failed","started":"2026-11-28T22:51:26Z"},
              {"name":"passedBefore","outcome":"passed","started":"2026-11-28T22:51:21Z","ended":"2026-11-28T22:51:22Z"},
              {"name":"wasRunning","outcome":"running","started":"2026-11-28T22:51:30Z","records":0}]}
            """);

        assertThat(messages(RUN)).hasSize(42);
        assertThat(notes)
                .containsExactly(
                        RUN + ": the JVM of this run was killed before it could write its report; this is what it had"
                                + " written until then.",
                        "wasRunning ran when the JVM ended.");
        assertThat(report.tests())
                .extracting(Report.Test::displayName)
                .contains("passedBefore", "wasRunning")
                .containsOnlyOnce("RefundIT > refundsATeapotThatArrivedBroken()");
        assertThat(report.notes()).containsAll(notes);
    }

    @Test
    void pagesThatShareAContainerShowItsRecordsOnce() throws IOException {
        Path run = killed();
        for (String name : List.of("one", "two")) {
            SampleRun page = new SampleRun();
            page.containers.add(new Report.Container(
                    "orders", "0a", "acme/orders", "running", false, List.of(), List.of(), null, 0, List.of(), null));
            page.add(SampleRecord.text(SampleRun.at(1), "orders", "of both"), 0);
            page.add(SampleRecord.text(SampleRun.at(name.length()), "orders", "of " + name), 0);
            page.entries.set(1, new SampleRun.Entry(page.entries.get(1).record(), 0, name.equals("one") ? 7 : 8));
            page.test(name, 1, 3, Report.ReportOutcome.FAILED, new Report.Find(0, "of both", null, List.of()));
            page.write(run.resolve("T").resolve(name + ".html"));
        }
        Files.writeString(run.resolve("T/index.json"), "{\"class\":\"T\"}");

        List<String> messages = messages(RUN);
        assertThat(messages).containsExactlyInAnyOrder("of both", "of one", "of two");
        assertThat(report.containers()).hasSize(1);
        assertThat(report.tests())
                .allSatisfy(test ->
                        assertThat(messages.get(test.finds().get(0).record())).isEqualTo("of both"));
    }

    @Test
    void recordsThatEndInTheMiddleAreShownWithoutTheLast() throws IOException {
        Path run = killed();
        Path file = Files.writeString(run.resolve("records.jsonl"), """
            {"container":"orders","observed":"2026-11-28T22:51:20Z","level":"WARN","message":"whole","format":"ecs","stream":"STDOUT"}
            {"container":"orders","observed":"2026-11-28T22:51:21Z","lev\
            """);

        assertThat(messages(RUN)).containsExactly("whole");
        assertThat(report.containers()).extracting(Report.Container::name).containsExactly("orders");
        assertThat(notes)
                .contains(
                        file.toAbsolutePath() + " ends within a record, which is left out: the JVM was killed while it"
                                + " wrote it, or the file was cut off.");
    }

    @Test
    void runThatGoesOnIsShownAsFarAsItIs() throws IOException {
        Path run = Files.createDirectories(directory.resolve(RUN));
        ProcessHandle own = ProcessHandle.current();
        new RunMark(own.pid(), own.info().startInstant().orElseThrow(), null, null).write(run);
        Files.writeString(
                run.resolve("records.jsonl"),
                "{\"container\":\"orders\",\"observed\":\"2026-11-28T22:51:20Z\",\"message\":\"so"
                        + " far\",\"format\":\"ecs\",\"stream\":\"STDOUT\"}\n");

        assertThat(messages(RUN)).containsExactly("so far");
        assertThat(notes).containsExactly(RUN + ": the run goes on; this is what there is so far.");
    }

    @Test
    void reportOfAnotherVersionIsNamedAndTheRestIsShown() throws IOException {
        Path page = directory.resolve("other.html");
        Files.writeString(
                page,
                "<!doctype html><script type=\"text/plain\" id=\"index\">" + deflated("{\"version\":7}") + "</script>");
        green("shown").write(directory.resolve("own.html"));

        assertThat(messages("other.html", "own.html")).containsExactly("shown");
        assertThat(notes)
                .singleElement()
                .asString()
                .endsWith(
                        "other.html was written by another version of Structured Logs: its data has version 7, and this"
                                + " one reads 1. Open the file itself in a browser, it brings its own page.");
    }

    @Test
    void directoryWithoutARunSaysSo() throws IOException {
        Files.writeString(directory.resolve("notes.txt"), "nothing");

        assertThatThrownBy(() -> messages("."))
                .isInstanceOf(NothingToShowException.class)
                .hasMessageStartingWith("There is nothing to show in ");
        assertThat(notes).singleElement().asString().startsWith("Expected a run of Structured Logs in ");
    }

    @Test
    void pathWithoutAFileSaysSo() {
        assertThatThrownBy(() -> messages("nowhere")).isInstanceOf(NothingToShowException.class);
        assertThat(notes).singleElement().asString().startsWith("Expected a file or directory at ");
    }

    // --- saved logs

    @Test
    void savedLogsAreMergedByTime() throws IOException {
        Files.writeString(directory.resolve("orders.log"), """
            2026-11-28T22:51:20.000000001Z {"@timestamp":"2026-11-28T22:51:20Z","log.level":"INFO","message":"first"}
            2026-11-28T22:51:22.000000001Z {"@timestamp":"2026-11-28T22:51:22Z","log.level":"ERROR","message":"third"}
            """);
        Files.writeString(directory.resolve("compose.log"), """
            payments-1  | {"@timestamp":"2026-11-28T22:51:21Z","log.level":"INFO","message":"second"}
            database-1  | plain text without a time
            """);

        assertThat(messages("orders.log", "compose.log"))
                .containsExactly("first", "second", "plain text without a time", "third");
        assertThat(report.containers())
                .extracting(Report.Container::name)
                .containsExactly("orders", "payments-1", "database-1");
    }

    @Test
    void secretsOfSavedLogsStayOut() throws IOException {
        Files.writeString(directory.resolve("orders.log"), "login with password=hunter2\n");

        assertThat(messages("orders.log")).containsExactly("login with password=***");
        assertThat(Files.readString(directory.resolve("out.html"))).doesNotContain("hunter2");
    }

    @Test
    void logWithoutARecordSaysSo() throws IOException {
        Files.writeString(directory.resolve("empty.log"), "");

        assertThatThrownBy(() -> messages("empty.log")).isInstanceOf(NothingToShowException.class);
        assertThat(notes).singleElement().asString().endsWith("empty.log holds no record.");
    }

    // ---

    private Path killed() throws IOException {
        Path run = Files.createDirectories(directory.resolve(RUN));
        // No process has the highest id for long.
        new RunMark(Integer.MAX_VALUE, Instant.parse("2026-11-28T22:51:20.123Z"), null, null).write(run);
        return run;
    }

    private static SampleRun green(String message) {
        SampleRun run = new SampleRun()
                .container("orders", "acme/orders:1", "running")
                .test("passes " + message, 1, 2, Report.ReportOutcome.PASSED);
        return run.add(SampleRecord.json(SampleRun.at(1.5), "orders", LogLevel.INFO, null, message), 0);
    }

    private static String deflated(String text) throws IOException {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        try (OutputStream deflated = new java.util.zip.DeflaterOutputStream(
                java.util.Base64.getEncoder().wrap(out), new java.util.zip.Deflater(6, true))) {
            deflated.write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        return out.toString(java.nio.charset.StandardCharsets.US_ASCII);
    }

    private List<String> messages(String... paths) throws IOException {
        Path out = directory.resolve("out.html");
        try (SavedRuns runs = new SavedRuns()) {
            for (String path : paths) {
                runs.add(directory.resolve(path).normalize().toString());
            }
            notes = runs.notes();
            runs.write(out, Redaction.of(List.of()));
        }
        List<String> messages = new ArrayList<>();
        try (ReportReader reader = ReportReader.open(out)) {
            report = reader.report();
            reader.forEachRemaining(row -> {
                LogRecord record = row.record();
                messages.add(record.message());
            });
        }
        return messages;
    }
}
