package io.github.structuredlogs.internal.saved;

import static io.github.structuredlogs.assertj.LogAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogMapping;
import io.github.structuredlogs.LogRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
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

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
