package io.github.structuredlogs.internal.saved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.parse.LinesTest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Saved logs in what those who saved them put around the lines. */
class LogFileTest {

    private static final Instant INSTANT = Instant.parse("2026-11-21T18:35:21Z");

    @Test
    void readsTheEnginesOwnFileEachStreamForItself() {
        List<LogRecord> records = LinesTest.read(
                entry("2026-11-21 18:35:21,051 ERROR [c.a.Orders] (main) failed\\n", "stdout", 1),
                entry("java.lang.IllegalStateException: no\\n", "stdout", 2),
                entry("noise\\n", "stderr", 3),
                entry("\\tat a.B.c(B.java:1)\\n", "stdout", 4),
                entry("a line in ", "stdout", 5),
                entry("parts\\n", "stdout", 6));

        assertThat(records)
                .extracting(LogRecord::message, LogRecord::stream, LogRecord::observed)
                .containsExactly(
                        tuple("failed", LogStream.STDOUT, INSTANT.plusNanos(1)),
                        tuple("noise", LogStream.STDERR, INSTANT.plusNanos(3)),
                        tuple("a line in parts", LogStream.STDOUT, INSTANT.plusNanos(5)));
        assertThat(records.get(0).exception().stackTrace()).contains("at a.B.c");
        assertThat(records.get(2).raw()).isEqualTo("a line in parts");
    }

    /** Windows' editors and PowerShell's redirections put one before the first line. */
    @Test
    void readsAFileThatBeginsWithAByteOrderMark() {
        for (String line : new String[] {
            "{\"time\":\"2026-11-21T18:35:21Z\",\"level\":\"ERROR\",\"msg\":\"failed\"}",
            "2026-11-21T18:35:21Z ERROR 1 --- [main] c.a.Orders : failed",
            "2026-11-21 18:35:21,000 ERROR [c.a.Orders] (main) failed",
            "time=2026-11-21T18:35:21Z level=ERROR msg=failed",
            "2026-11-21 18:35:21.000 UTC [1] ERROR:  failed",
            entry("2026-11-21 18:35:21,000 ERROR [c.a.Orders] (main) failed\\n", "stdout", 1),
            "2026-11-21T18:35:21.000000001Z {\"time\":\"2026-11-21T18:35:21Z\",\"level\":\"ERROR\",\"msg\":\"failed\"}",
            "2026-11-21T18:35:21.000000001Z stderr F 2026-11-21 18:35:21,000 ERROR [c.a.Orders] (main) failed",
            "orders-1  | 2026-11-21 18:35:21,000 ERROR [c.a.Orders] (main) failed"
        }) {
            LogRecord record = LinesTest.read("\ufeff" + line).get(0);

            assertThat(record.message()).as(line).isEqualTo("failed");
            assertThat(record.level()).as(line).hasToString("ERROR");
            assertThat(record.timestamp()).as(line).isEqualTo(INSTANT);
        }
    }

    private static String entry(String log, String stream, int nano) {
        return "{\"log\":\"" + log + "\",\"stream\":\"" + stream + "\",\"time\":\"2026-11-21T18:35:21.00000000" + nano
                + "Z\"}";
    }

    @Test
    void joinsThePartsOfKubernetesLines() {
        List<LogRecord> records = LinesTest.read(
                "2026-11-21T18:35:21.051770123+01:00 stdout P {\"level\":\"info\",\"ms",
                "2026-11-21T18:35:21.051770124+01:00 stderr F other",
                "2026-11-21T18:35:21.051770125+01:00 stdout F g\":\"b\",\"time\":\"2026-11-21T17:35:21Z\"}");

        assertThat(records).extracting(LogRecord::message).containsExactly("b", "other");
        assertThat(records).extracting(LogRecord::stream).containsExactly(LogStream.STDOUT, LogStream.STDERR);
        assertThat(records.get(0).observed()).hasToString("2026-11-21T17:35:21.051770123Z");
    }

    @Test
    void readsWhatComposePrintsEachContainerForItself() {
        List<LogRecord> records = LinesTest.read(
                "Attaching to db-1, orders-1",
                "db-1      | 2026-11-21 18:35:21.051 UTC [1] LOG:  ready",
                "\u001b[36morders-1  | \u001b[0m2026-11-21 18:35:21,051 ERROR [c.a.Orders] (main) failed",
                "db-1      | ",
                "orders-1  | java.lang.IllegalStateException: no",
                "db-1      | 2026-11-21T18:35:22.051770123Z plain",
                "orders-1  | \tat a.B.c(B.java:1)",
                "orders-1 exited with code 1");

        assertThat(records)
                .extracting(LogRecord::container, LogRecord::message)
                .containsExactly(
                        tuple(null, "Attaching to db-1, orders-1"),
                        tuple("db-1", "ready"),
                        tuple("orders-1", "failed"),
                        tuple("db-1", "plain"),
                        tuple(null, "orders-1 exited with code 1"));
        assertThat(records.get(2).exception().type()).isEqualTo("java.lang.IllegalStateException");
        assertThat(records.get(2).raw()).startsWith("2026-11-21 18:35:21,051 ERROR");
        assertThat(records.get(3).observed()).hasToString("2026-11-21T18:35:22.051770123Z");
    }

    @Test
    void takesTheEnginesTimeOffAndKeepsTheIndentation() {
        List<LogRecord> records = LinesTest.read(
                "2026-11-21T18:35:21.051770123Z first",
                "2026-11-21T18:35:21.051770124Z ",
                "2026-11-21T18:35:21.051770125Z   indented",
                "2026-11-21T18:35:21.051770126Z next");

        assertThat(records).extracting(LogRecord::message).containsExactly("first\n  indented", "next");
    }

    @Test
    void takesNoLevelForAContainer() {
        List<LogRecord> records = LinesTest.read("INFO  | jvm 1    | started", "ERROR | jvm 1    | failed");

        assertThat(records).extracting(LogRecord::container).containsOnlyNulls();
        assertThat(records.get(1).level()).hasToString("ERROR");
    }
}
