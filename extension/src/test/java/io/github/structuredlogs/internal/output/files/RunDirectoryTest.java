package io.github.structuredlogs.internal.output.files;

import static io.github.structuredlogs.LogLevel.ERROR;
import static io.github.structuredlogs.LogLevel.WARN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.output.files.ClassDirectory.TestFiles;
import io.github.structuredlogs.internal.output.files.ClassDirectory.TestOutcome;
import io.github.structuredlogs.internal.output.files.RunDirectory.FileOptions;
import io.github.structuredlogs.internal.render.SampleRecord;
import io.github.structuredlogs.internal.store.RawSink;
import io.github.structuredlogs.internal.text.Redaction;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunDirectoryTest {

    private static final Instant START = Instant.parse("2026-11-21T12:04:05.678Z");

    @TempDir
    Path base;

    private RunDirectory open(boolean raw, boolean records) throws IOException {
        return RunDirectory.open(base, new FileOptions(raw, records, Redaction.of(List.of())), START, 4711);
    }

    @Test
    void belongsToOneJvm() throws IOException {
        FileOptions options = new FileOptions(false, false, Redaction.of(List.of()));
        try (RunDirectory one = RunDirectory.open(base, options, START, 1);
                RunDirectory fork = RunDirectory.open(base, options, START, 2);
                RunDirectory again = RunDirectory.open(base, options, START, 1)) {
            assertThat(one.path()).isNotEqualTo(fork.path()).isEqualTo(again.path());
            assertThat(one.path().getFileName()).hasToString("20261121T120405.678Z-1");
        }
    }

    @Test
    void aSecondRunInTheSameJvmKeepsWhatTheFirstHasWritten() throws IOException {
        try (RunDirectory first = open(true, false)) {
            Path classFiles =
                    first.forClass("a.OrderIT", START, Redaction.of(List.of())).path();
            var unused = first.raw("1", "orders");
            Path raw = first.rawFile("1");
            try (RunDirectory second = open(true, false)) {
                assertThat(second.path()).isEqualTo(first.path());
                assertThat(second.forClass("a.OrderIT", START, Redaction.of(List.of()))
                                .path())
                        .isNotEqualTo(classFiles);
                var unusedToo = second.raw("2", "orders");
                assertThat(second.rawFile("2")).isNotNull().isNotEqualTo(raw);
            }
        }
    }

    @Test
    void theRecordsOfTheRunTakeNoMoreThanTheirBound() throws IOException {
        FileOptions options = new FileOptions(false, true, Redaction.of(List.of()));
        LogRecord record = SampleRecord.of("orders", ERROR, null, "broken");
        try (RunDirectory run = RunDirectory.open(base, options, 1_000)) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 1_000; i++) {
                            run.record(record);
                        }
                    })
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("records.jsonl: the limit of");

            long size = Files.size(base.resolve("records.jsonl"));
            assertThat(size).isBetween(1L, 1_000L);
            run.record(record);
            assertThat(base.resolve("records.jsonl")).as("told once").hasSize(size);
        }
    }

    @Test
    void removesRunsLongPastAndNothingElse() throws IOException {
        for (int day = 1; day <= 28; day++) {
            Path old = base.resolve("202610%02dT000000.000Z-7".formatted(day));
            Files.createDirectories(old.resolve("com.acme.CheckoutIT"));
            Files.writeString(old.resolve("com.acme.CheckoutIT/index.json"), "{}");
        }
        Files.createDirectories(base.resolve("mine"));
        open(false, false).close();
        try (Stream<Path> left = Files.list(base)) {
            assertThat(left.map(it -> it.getFileName().toString()))
                    .hasSize(22)
                    .contains("mine", "20261121T120405.678Z-4711", "20261009T000000.000Z-7")
                    .doesNotContain("20261008T000000.000Z-7");
        }
    }

    @Test
    void keepsAllForksOfOneBuild() throws IOException {
        FileOptions options = new FileOptions(false, false, Redaction.of(List.of()));
        for (int pid = 1; pid <= 60; pid++) {
            RunDirectory.open(base, options, Instant.now(), pid).close();
        }
        try (Stream<Path> left = Files.list(base)) {
            assertThat(left).hasSize(60);
        }
    }

    @Test
    void writesAFailedTestsBlockAndRecordsInTheNormalForm() throws IOException {
        try (RunDirectory run = open(false, false)) {
            ClassDirectory directory = run.forClass("com.acme.CheckoutIT$WhenEmpty", START, Redaction.of(List.of()));
            assertThat(directory.path()).hasFileName("com.acme.CheckoutIT.WhenEmpty");
            directory.testBegins("[id:1]", "refuses()", START, List.of());
            assertThat(directory.path().resolve("index.json")).content().contains("\"outcome\":\"running\"");
            TestFiles files = directory.filesOf("[id:1]", "refuses");
            directory.write(
                    files,
                    "the block",
                    List.of(
                            SampleRecord.of("orders", ERROR, "a.B", "login with password=hunter2 \u001b[2J \u202e")
                                    .with("apiKey", "abc")
                                    .with("user", Map.of("cookie", "x"))
                                    .with("price", new BigDecimal("1.10"))
                                    .with("items", Arrays.asList("a", null, Double.NaN))
                                    .with("none", null)
                                    .trace("4bf92f3577b34da6a3ce929d0e0e4736")
                                    .thrown("A", "token: t0p", "A: token: t0p\n\tat b"),
                            SampleRecord.text("db", "ready")),
                    Redaction.of(List.of()));
            directory.testEnds("[id:1]", TestOutcome.FAILED, START.plusSeconds(2), () -> 2, List.of());
            assertThat(files.block()).hasContent("the block");
            assertThat(files.records()).hasContent("""
                            {"container":"orders","timestamp":"2026-11-21T12:04:05.321Z","observed":"2026-11-21T12:04:05.321Z","level":"ERROR","levelText":"ERROR","logger":"a.B","message":"login with password=*** \\u001b[2J \\u202e","exception":{"type":"A","message":"token: ***","stackTrace":"A: token: ***\\n\\tat b"},"traceId":"4bf92f3577b34da6a3ce929d0e0e4736","fields":{"apiKey":"***","user":{"cookie":"***"},"price":1.10,"items":["a",null,"NaN"],"none":null},"format":"json","stream":"STDOUT"}
                            {"container":"db","timestamp":"2026-11-21T12:04:05.321Z","observed":"2026-11-21T12:04:05.321Z","message":"ready","format":"text","stream":"STDOUT"}
                            """);
            assertThat(directory.path().resolve("index.json"))
                    .content()
                    .contains(
                            "\"class\":\"com.acme.CheckoutIT$WhenEmpty\",\"started\":\"2026-11-21T12:04:05.678Z\"",
                            "{\"name\":\"refuses()\",\"outcome\":\"failed\",\"started\":\"2026-11-21T12:04:05.678Z\","
                                    + "\"ended\":\"2026-11-21T12:04:07.678Z\",\"records\":2,\"block\":\"refuses.txt\","
                                    + "\"recordsFile\":\"refuses.jsonl\"}");
        }
    }

    @Test
    void hasOnDiskWhatWasWrittenBeforeItIsClosed() throws IOException {
        try (RunDirectory run = open(true, true)) {
            run.record(SampleRecord.of("orders", WARN, null, "half done"));
            RawSink raw = run.raw("4f2a", "orders");
            byte[] line = {'a', 0x1b, (byte) 0xff};
            raw.write(LogStream.STDOUT, line, 0, 3);
            raw.write(LogStream.STDOUT, new byte[] {'\n'}, 0, 1);
            assertThat(run.path().resolve("records.jsonl")).content().contains("half done");
            assertThat(Files.readAllBytes(run.path().resolve("raw/orders.log"))).containsExactly('a', 0x1b, 0xff, '\n');
            assertThat(run.raw("4f2a", "orders")).isSameAs(raw);
            assertThat(run.raw("90bc", "orders")).as("the next class's").isNotSameAs(raw);
            assertThat(run.path().resolve("raw/orders-2.log")).isEmptyFile();
        }
    }

    @Test
    void writesNoRawFilesUnlessTheyAreWanted() throws IOException {
        try (RunDirectory run = open(false, false)) {
            assertThat(run.raw("4f2a", "orders")).isNull();
            run.record(SampleRecord.text("orders", "x"));
            assertThat(run.path().toFile().list()).containsExactly("run.json");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "refusesAnUnknownSku,refusesAnUnknownSku",
        "'refuses [1] sku=\u00dc/\\:*?\"<>|','refuses_1_sku'",
        "'..','0000_'",
        "con,_con",
        "Aux.1,_Aux.1",
        "'trailing. ',trailing",
        "orders#2,orders_2"
    })
    void namesFilesSoThatEveryFileSystemTakesThem(String wanted, String name) {
        assertThat(FileNames.safe(wanted)).startsWith(name.replace("0000_", "")).matches("[A-Za-z0-9._-]{1,100}");
        assertThat(FileNames.safe("x".repeat(400))).hasSize(100);
    }

    @Test
    void tellsNamesApartThatDifferInCaseAlone() {
        FileNames names = new FileNames();
        assertThat(Stream.of("places", "PLACES", "places").map(names::give))
                .containsExactly("places", "PLACES-2", "places-3");
    }
}
