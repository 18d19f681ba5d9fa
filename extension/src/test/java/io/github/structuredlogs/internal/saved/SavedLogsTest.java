package io.github.structuredlogs.internal.saved;

import static io.github.structuredlogs.assertj.LogAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogMapping;
import io.github.structuredlogs.LogRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs that were saved, asserted on as captured ones are. */
class SavedLogsTest {

    private static final String LOG = """
            {"time":"2026-11-21T18:29:08Z","level":"INFO","msg":"started"}
            2026-11-21 18:29:09,000 ERROR [c.e.Orders] (main) unknown sku
            java.lang.IllegalStateException: X-1
            \tat c.e.Orders.place(Orders.java:12)
            {"time":"2026-11-21T18:29:10Z","level":"ERROR","msg":"unknown sku","sku":"X-2"}
            """;

    @Test
    void areAssertedOn(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("orders.log"), LOG);

        CapturedLogs logs = CapturedLogs.read(file);

        assertThat(logs).hasSize(3);
        assertThat(logs).withLevel(LogLevel.ERROR).hasSize(2);
        assertThat(logs).withField("sku", "X-2").singleElement().hasMessageContaining("unknown sku");
    }

    @Test
    void areReadAgainFromWhatTheirRecordsWrite() throws IOException {
        CapturedLogs logs = CapturedLogs.read(stream(LOG));

        CapturedLogs again = CapturedLogs.read(
                stream(logs.records().stream().map(LogRecord::toJson).collect(Collectors.joining("\n"))));

        assertThat(again)
                .extracting(LogRecord::toJson)
                .isEqualTo(logs.records().stream().map(LogRecord::toJson).toList());
    }

    @Test
    void takeMappings() throws IOException {
        CapturedLogs logs = CapturedLogs.read(
                stream("{\"sev\":\"warn\",\"txt\":\"m\"}"),
                LogMapping.named("own").level("sev").message("txt").build());

        assertThat(logs).withLevel(LogLevel.WARN).hasSize(1);
    }

    @Test
    void neverWaitAndNameNoContainer() throws IOException {
        CapturedLogs logs = CapturedLogs.read(stream(LOG));

        assertThatThrownBy(() -> logs.from("orders")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> logs.await(Duration.ofHours(1), record -> record.level() == LogLevel.FATAL))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expecting a record\n  that meets the given condition");
    }

    /** PowerShell writes UTF-16, and rotated logs are packed: every absence would hold of what was not understood. */
    @Test
    void areReadInOtherEncodingsAndPacked() throws IOException {
        for (byte[] bytes : List.of(
                ("\ufeff" + LOG).getBytes(StandardCharsets.UTF_16LE),
                ("\ufeff" + LOG).getBytes(StandardCharsets.UTF_16BE),
                LOG.getBytes(StandardCharsets.UTF_16LE),
                LOG.getBytes(StandardCharsets.UTF_16BE),
                packed(LOG.getBytes(StandardCharsets.UTF_8)))) {
            CapturedLogs logs = CapturedLogs.read(new ByteArrayInputStream(bytes));

            assertThat(logs).withLevel(LogLevel.ERROR).hasSize(2);
        }
        byte[] torn = Arrays.copyOf(packed(LOG.getBytes(StandardCharsets.UTF_8)), 60);
        assertThatThrownBy(() -> CapturedLogs.read(new ByteArrayInputStream(torn)))
                .isInstanceOf(EOFException.class);
    }

    @Test
    void areNoArchives() {
        for (String archive :
                List.of("PK\u0003\u0004zip", "\u0001\0\0\0\0\0\0\u0001x", "BZh91", "(\u00b5/\u00fd", "\u00fd7zXZ")) {
            assertThatThrownBy(() ->
                            CapturedLogs.read(new ByteArrayInputStream(archive.getBytes(StandardCharsets.ISO_8859_1))))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("not a log");
        }
    }

    @Test
    void areUnwrappedFromPodsAndJobs() throws IOException {
        CapturedLogs pods = CapturedLogs.read(stream("""
                [pod/orders-7d9f/orders] {"level":"info","msg":"started"}
                [pod/orders-7d9f/proxy] 2026-11-21T18:29:08.810621165Z {"level":"error","msg":"refused"}
                """));
        assertThat(pods).from("proxy").withLevel(LogLevel.ERROR).singleElement().hasMessage("refused");
        assertThat(pods).from("orders").withLevel(LogLevel.ERROR).isEmpty();

        CapturedLogs job = CapturedLogs.read(stream("""
                test\tRun mvn verify\t\ufeff2026-11-21T18:29:08.8106211Z {"level":"info","msg":"started"}
                test\tRun mvn verify\t2026-11-21T18:29:08.8106212Z {"level":"error","msg":"refused"}
                """));
        assertThat(job).withLevel(LogLevel.ERROR).singleElement().hasMessage("refused");
        assertThat(job).withLevel(LogLevel.INFO).singleElement().hasMessage("started");
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(out)) {
            packing.write(bytes);
        }
        return out.toByteArray();
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
