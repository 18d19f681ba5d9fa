package io.github.structuredlogs.internal.jupiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.structuredlogs.StructuredLogs;
import io.github.structuredlogs.internal.viewer.ReportReader;
import io.github.structuredlogs.testing.TestRun;
import io.github.structuredlogs.testing.WriterContainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** A test that passed in one run, and fails in the next. */
@Tag("containers")
class HistoryTest {

    private static volatile boolean fails;

    @TempDir
    Path directory;

    private String run(boolean failing) {
        fails = failing;
        return TestRun.of(
                        Map.of(
                                "structuredlogs.print",
                                "ON_FAILURE",
                                "structuredlogs.files.directory",
                                directory.resolve("files").toString(),
                                "structuredlogs.history.directory",
                                directory.resolve("history").toString()),
                        RefundTestCase.class)
                .output();
    }

    @Test
    void aFailureIsComparedWithTheLastGreenRun() throws IOException {
        assertThat(run(false)).isEmpty();

        assertThat(run(true))
                .contains("\"refund of # issued\" followed in the last green run] refund of O-2 requested")
                .doesNotContain("[new] stock is low")
                .contains("[new] no rate");
        Path page = page();
        assertThat(messages(page))
                .containsExactly("NEW no rate 0 1", "MISSING refund of # issued 1 0", "MORE polled # 1 4");
    }

    private Path page() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("files"))) {
            return files.filter(file -> file.getFileName().toString().endsWith("refunds.html"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static List<String> messages(Path page) throws IOException {
        try (ReportReader reader = ReportReader.open(page)) {
            return Objects.requireNonNull(reader.report().tests().get(0).comparison()).messages().stream()
                    .map(message -> String.join(
                            " ",
                            message.change().name(),
                            message.template(),
                            Long.toString(message.before()),
                            Long.toString(message.now())))
                    .toList();
        }
    }

    @StructuredLogs
    @Testcontainers
    static class RefundTestCase {
        @Container
        static final WriterContainer WRITER = WriterContainer.onRequest();

        @Test
        void refunds() {
            WRITER.write("json=\"level\":\"warn\",\"msg\":\"stock is low\"");
            for (int i = 0; i < (fails ? 4 : 1); i++) {
                WRITER.write("json=\"level\":\"info\",\"msg\":\"polled " + i + "\"");
            }
            WRITER.write("json=\"level\":\"info\",\"msg\":\"refund of O-" + (fails ? 2 : 1) + " requested\"");
            if (fails) {
                WRITER.write("json=\"level\":\"warn\",\"msg\":\"no rate\"");
                fail("not refunded");
            }
            WRITER.write("json=\"level\":\"info\",\"msg\":\"refund of O-1 issued\"");
        }
    }
}
