package io.github.structuredlogs.internal.jupiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.structuredlogs.StructuredLogs;
import io.github.structuredlogs.testing.TestRun;
import io.github.structuredlogs.testing.WriterContainer;
import java.nio.file.Path;
import java.util.Map;
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
                                "structuredlogs.history.directory",
                                directory.resolve("history").toString()),
                        RefundTestCase.class)
                .output();
    }

    @Test
    void aFailureIsComparedWithTheLastGreenRun() {
        assertThat(run(false)).isEmpty();

        assertThat(run(true))
                .contains("\"refund of # issued\" followed in the last green run] refund of O-2 requested")
                .doesNotContain("[new] stock is low")
                .contains("[new] no rate");
    }

    @StructuredLogs
    @Testcontainers
    static class RefundTestCase {
        @Container
        static final WriterContainer WRITER = WriterContainer.onRequest();

        @Test
        void refunds() {
            WRITER.write("json=\"level\":\"warn\",\"msg\":\"stock is low\"");
            WRITER.write("json=\"level\":\"info\",\"msg\":\"refund of O-" + (fails ? 2 : 1) + " requested\"");
            if (fails) {
                WRITER.write("json=\"level\":\"warn\",\"msg\":\"no rate\"");
                fail("not refunded");
            }
            WRITER.write("json=\"level\":\"info\",\"msg\":\"refund of O-1 issued\"");
        }
    }
}
