package io.github.structuredlogs.internal.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.LoggedException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportReaderTest {

    @TempDir
    Path directory;

    @Test
    void recordsComeOutAsTheyWentIn() throws IOException {
        SampleRun run = SampleRun.shop().withSpans();
        run.add(SampleRecord.text(null, "database", "no time at all"), -1);
        run.add(SampleRecord.text(SampleRun.at(8.0000012), "database", "注文 مرفوض 🫖"), -1);
        run.add(
                SampleRecord.json(
                        Instant.parse("1969-12-31T23:59:59.999Z"),
                        "orders",
                        LogLevel.FATAL,
                        "a.b.C",
                        "two\nlines",
                        "big",
                        new BigInteger("12345678901234567890123"),
                        "exact",
                        new BigDecimal("0.10000000000000000000001"),
                        "deep",
                        Map.of("list", List.of(1, "two", Map.of("three", true)))),
                2);

        List<ReportReader.ReportRow> rows = read(run.write(directory.resolve("report.html")));

        assertThat(rows).hasSameSizeAs(run.entries);
        for (int i = 0; i < rows.size(); i++) {
            ReportReader.ReportRow row = rows.get(i);
            LogRecord given = run.entries.get(i).record();
            assertThat(row.record()).isEqualTo(shown(given, row.record().fields()));
            assertThat(row.record().fields().toString())
                    .isEqualTo(given.fields().toString());
            assertThat(row.test()).isEqualTo(run.entries.get(i).test());
            assertThat(row.line()).isEqualTo(run.entries.get(i).line());
        }
    }

    private static ShownRecord shown(LogRecord record, Map<String, @Nullable Object> fields) {
        return new ShownRecord(
                record.timestamp(),
                record.observed(),
                record.level(),
                record.levelText(),
                record.logger(),
                record.thread(),
                record.message(),
                asShown(record.exception()),
                record.traceId(),
                record.spanId(),
                fields,
                record.format(),
                record.raw(),
                record.container(),
                record.stream());
    }

    /** A tabulator is four blanks on the page. */
    private static @Nullable LoggedException asShown(@Nullable LoggedException exception) {
        return exception == null
                ? null
                : new LoggedException(
                        exception.type(),
                        exception.message(),
                        String.valueOf(exception.stackTrace()).replace("\t", "    "));
    }

    @Test
    void whatStandsBesideTheRecordsComesOutAsItWentIn() throws IOException {
        SampleRun run = SampleRun.shop().withSpans();
        run.notes.add("Some records were left out.");
        try (ReportReader reader = ReportReader.open(run.write(directory.resolve("report.html")))) {
            assertThat(reader.report()).hasToString(run.report().toString().replace("\t", "    "));
        }
    }

    @Test
    void aPageOfWhatWasReadIsTheSamePage() throws IOException {
        Path first = SampleRun.shop().withSpans().write(directory.resolve("first.html"));
        SampleRun again = new SampleRun();
        try (ReportReader reader = ReportReader.open(first)) {
            Report report = reader.report();
            again.tests.addAll(report.tests());
            again.containers.addAll(report.containers());
            again.spans.addAll(report.spans());
            again.metrics.addAll(report.metrics());
            reader.forEachRemaining(
                    row -> again.entries.add(new SampleRun.Entry(row.record(), row.test(), row.line())));
        }
        String second = Files.readString(again.write(directory.resolve("second.html")));

        assertThat(data(second)).isEqualTo(data(Files.readString(first)));
    }

    private static String data(String page) {
        return page.substring(page.indexOf("id=\"index\""));
    }

    @Test
    void recordsBeyondOneChunkAreRead() throws IOException {
        SampleRun run = new SampleRun().container("orders", "acme/orders", "running");
        for (int i = 0; i < 2 * RecordChunk.CAPACITY + 1; i++) {
            run.add(SampleRecord.text(SampleRun.at(i * 0.001), "orders", "number " + i), -1);
        }
        assertThat(read(run.write(directory.resolve("report.html"))))
                .extracting(row -> row.record().message())
                .hasSize(2 * RecordChunk.CAPACITY + 1)
                .startsWith("number 0")
                .endsWith("number " + 2 * RecordChunk.CAPACITY);
    }

    @Test
    void fileThatWasCutOffGivesWhatItHas() throws IOException {
        byte[] whole = Files.readAllBytes(SampleRun.shop().write(directory.resolve("report.html")));
        String text = new String(whole, StandardCharsets.ISO_8859_1);
        Path cut = directory.resolve("cut.html");

        Files.write(cut, Arrays.copyOf(whole, text.indexOf("class=\"chunk\">") + 200));
        try (ReportReader reader = ReportReader.open(cut)) {
            assertThat(reader.report().tests()).hasSize(5);
            assertThat(reader.hasNext()).isFalse();
            assertThat(reader.damage()).isEqualTo("The file was cut off.");
            assertThat(reader.missing()).isEqualTo(42);
        }
        Files.write(cut, Arrays.copyOf(whole, text.indexOf("id=\"index\">") + 200));
        assertThatThrownBy(() -> ReportReader.open(cut))
                .isInstanceOf(UnreadableReportException.class)
                .hasMessage(cut + " ends within its index: it was cut off.");
        Files.write(cut, Arrays.copyOf(whole, 5_000));
        assertThatThrownBy(() -> ReportReader.open(cut))
                .hasMessage(cut + " is no report of Structured Logs, or ends before its index.");
    }

    @Test
    void damagedRecordsEndTheReadingWithASentence() throws IOException {
        String page = Files.readString(SampleRun.shop().write(directory.resolve("report.html")));
        int chunk = page.indexOf("class=\"chunk\">") + "class=\"chunk\">".length();
        for (int at : new int[] {0, 40, 400}) {
            Path damaged = Files.writeString(
                    directory.resolve("damaged.html"),
                    page.substring(0, chunk + at) + "AAAAAAAA" + page.substring(chunk + at + 8));
            try (ReportReader reader = ReportReader.open(damaged)) {
                reader.forEachRemaining(row -> assertThat(row.record()).isNotNull());
                assertThat(reader.damage()).isNotNull();
            }
        }
    }

    private static List<ReportReader.ReportRow> read(Path file) throws IOException {
        List<ReportReader.ReportRow> rows = new ArrayList<>();
        try (ReportReader reader = ReportReader.open(file)) {
            reader.forEachRemaining(rows::add);
            assertThat(reader.damage()).isNull();
            assertThat(reader.missing()).isZero();
        }
        return rows;
    }
}
