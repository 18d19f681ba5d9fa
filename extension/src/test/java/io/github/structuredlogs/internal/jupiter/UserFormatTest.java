package io.github.structuredlogs.internal.jupiter;

import static io.github.structuredlogs.assertj.LogAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.LogFormat;
import io.github.structuredlogs.StructuredLogs;
import io.github.structuredlogs.testing.RunInOwnJvm;
import io.github.structuredlogs.testing.WriterContainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** A log format of a user's that fails, or never returns. */
@Tag("containers")
@Tag("engine")
@Timeout(180)
class UserFormatTest {

    @TempDir
    private Path services;

    /** As its author would name it: in a file of the class path. */
    private String run(Class<? extends LogFormat> format, Class<?> testCase) throws IOException {
        Path file = services.resolve("META-INF/services/" + LogFormat.class.getName());
        Files.createDirectories(file.getParent());
        Files.writeString(file, format.getName());
        return RunInOwnJvm.of(
                testCase, Map.of("JAVA_TOOL_OPTIONS", "-Xbootclasspath/a:" + services, "NO_COLOR", "1", "CI", ""));
    }

    @Test
    void failingFormatIsReportedOnceAndLosesNothing() throws IOException {
        String output = run(FailingFormat.class, FailingTestCase.class);

        assertThat(output)
                .contains("1 tests successful", "0 tests failed")
                .containsOnlyOnce("not today")
                .contains("the built-in formats read");
    }

    @Test
    void endlessFormatDelaysNothingElse() throws IOException {
        String output = run(BlockingFormat.class, BlockedTestCase.class);

        assertThat(output)
                .contains("1 tests successful", "0 tests failed")
                .contains("writer: a line of its output has been read for more than");
    }

    public static final class FailingFormat implements LogFormat {
        @Override
        public String name() {
            return "failing";
        }

        @Override
        public boolean read(String line, Entry entry) {
            entry.message("half read");
            throw new IllegalStateException("not today");
        }
    }

    public static final class BlockingFormat implements LogFormat {
        @Override
        public String name() {
            return "blocking";
        }

        @Override
        public boolean read(String line, Entry entry) {
            try {
                if (line.equals("endless")) {
                    Thread.sleep(Long.MAX_VALUE);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return false;
        }
    }

    @StructuredLogs
    @Testcontainers
    static class FailingTestCase {
        @Container
        static final WriterContainer WRITER = WriterContainer.onRequest();

        @Test
        void logs(CapturedLogs logs) {
            WRITER.write("text=one", "numbers=100", "to=err", "text=two");

            assertThat(logs).hasSize(102);
            assertThat(logs).withMessage("one").hasSize(1);
            assertThat(logs).withMessage("half read").isEmpty();
        }
    }

    @StructuredLogs
    @Testcontainers
    static class BlockedTestCase {
        @Container
        static final WriterContainer WRITER = WriterContainer.onRequest();

        @Container
        static final WriterContainer OTHER = WriterContainer.onRequest();

        @Test
        void logs(CapturedLogs logs) {
            WRITER.write("text=before");
            assertThat(logs).from(WRITER).withMessage("before").hasSize(1);
            WRITER.write("text=endless", "text=after");
            OTHER.write("text=fine");

            assertThat(logs).from(OTHER).withMessage("fine").hasSize(1);
            assertThatThrownBy(() ->
                            assertThat(logs).from(WRITER).withMessage("after").hasSize(1))
                    .isInstanceOf(AssertionError.class);
        }
    }
}
