package io.github.structuredlogs.internal.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.saved.LogFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which lines make a record: prefixes, joins, bounds. */
public class LinesTest {

    public static List<LogRecord> read(String... lines) {
        try {
            byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
            return LogFile.read(new ByteArrayInputStream(bytes), Formats.builtIn());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public static LogRecord one(String... lines) {
        List<LogRecord> records = read(lines);
        assertThat(records).hasSize(1);
        return records.get(0);
    }

    @Test
    void unwrapsKnownPrefixes() {
        String json = "{\"time\":\"2026-11-21T18:29:08Z\",\"level\":\"ERROR\",\"msg\":\"m\"}";
        for (String prefix : new String[] {
            "INFO: ",
            "shop-orders-1  | ",
            "2026-11-21T18:29:09.123456789Z stdout F ",
            "2026-11-21T18:29:09.123456789Z ",
            "\u001b[32m",
            "\ufeff",
            ", "
        }) {
            LogRecord record = one(prefix + json);
            assertThat(record.format()).as(prefix).isEqualTo("slog");
            assertThat(record.level()).as(prefix).hasToString("ERROR");
            assertThat(record.raw()).as(prefix).endsWith(json);
        }
    }

    @Test
    void takesTheLevelFromAPrefixIfTheObjectSaysNone() {
        LogRecord record = one("W, [2026-11-21T18:52:42.888099 #23558]  WARN -- shop: {\"order\":42}");

        assertThat(record.level()).hasToString("WARN");
        assertThat(record.timestamp()).hasToString("2026-11-21T18:52:42.888099Z");
        assertThat(record.fields()).containsEntry("order", 42);
    }

    @Test
    void leavesABraceInASentence() {
        for (String line : new String[] {
            "CONFIGURATION {\"level\":\"error\"}",
            "{\"level\":\"error\"} and more",
            "{\"a\":1}{\"a\":2}",
            "{not json}",
            "[1,2]",
            "null"
        }) {
            LogRecord record = one(line);
            assertThat(record.format()).as(line).isEqualTo("text");
            assertThat(record.message()).as(line).isEqualTo(line);
        }
    }

    @Test
    void joinsAnObjectOverSeveralLines() {
        LogRecord record = one("{", "  \"level\": \"error\",", "", "  \"message\": \"m\"", "}");

        assertThat(record.message()).isEqualTo("m");
        assertThat(record.raw()).hasLineCount(5);
    }

    @Test
    void publishesTheLinesOfABrokenObject() {
        List<LogRecord> records = read("{", "{\"level\":\"info\",\"msg\":\"one\",\"time\":1}", "{ \"a\":", "plain");

        assertThat(records).extracting(LogRecord::message).containsExactly("{", "one", "{ \"a\":", "plain");
    }

    @Test
    void joinsAStackTraceToTheTextBeforeIt() {
        LogRecord record = one(
                "2026-11-21 18:45:24,888 ERROR [c.e.Orders] (main) Shipping failed",
                "java.lang.IllegalStateException: Cannot ship: line1",
                "line2",
                "\tat c.e.Orders.ship(Orders.java:12)",
                "Caused by: java.lang.IllegalArgumentException: bad",
                "\t... 1 more");

        assertThat(record.message()).isEqualTo("Shipping failed");
        assertThat(record.exception().type()).isEqualTo("java.lang.IllegalStateException");
        assertThat(record.exception().message()).isEqualTo("Cannot ship: line1\nline2");
        assertThat(record.exception().stackTrace()).contains("Caused by: ");
    }

    @Test
    void keepsAnExceptionWithoutFramesApart() {
        List<LogRecord> records = read(
                "2026-11-21 18:45:24,888 ERROR [c.e.Orders] (main) Shipping failed",
                "java.lang.IllegalStateException: Cannot ship",
                "2026-11-21 18:45:24,889 INFO  [c.e.Orders] (main) goes on");

        assertThat(records)
                .extracting(LogRecord::message)
                .containsExactly("Shipping failed", "java.lang.IllegalStateException: Cannot ship", "goes on");
    }

    @Test
    void readsAnUncaughtExceptionByItself() {
        LogRecord record = one(
                "Exception in thread \"main\" java.lang.NullPointerException: x is null",
                "\tat c.e.Main.main(Main.java:3)");

        assertThat(record.exception().type()).isEqualTo("java.lang.NullPointerException");
        assertThat(record.exception().message()).isEqualTo("x is null");
    }

    @Test
    void joinsPythonsTracebackAndItsCauses() {
        LogRecord record = one(
                "ERROR:shop:Shipping failed",
                "Traceback (most recent call last):",
                "  File \"s.py\", line 3, in ship",
                "    int('x1')",
                "ValueError: invalid literal",
                "",
                "The above exception was the direct cause of the following exception:",
                "",
                "Traceback (most recent call last):",
                "  File \"s.py\", line 9, in <module>",
                "    ship()",
                "shop.ShippingError: Cannot ship");

        assertThat(record.level()).hasToString("ERROR");
        assertThat(record.message()).isEqualTo("Shipping failed");
        assertThat(record.exception().type()).isEqualTo("shop.ShippingError");
        assertThat(record.exception().message()).isEqualTo("Cannot ship");
    }

    @Test
    void aStackTraceAfterAJsonRecordIsItsOwn() {
        List<LogRecord> records = read(
                "{\"level\":\"info\",\"msg\":\"one\",\"time\":1}",
                "\tat c.e.Main.main(Main.java:3)",
                "\tat c.e.X.y(X.java:1)");

        assertThat(records).hasSize(2);
        assertThat(records.get(1).raw()).hasLineCount(2);
    }

    @Test
    void indentedLineJoinsAndBlankLineDoesNot() {
        assertThat(read("Config:", "  a=1", "  b=2", "", "", "done"))
                .extracting(LogRecord::message)
                .containsExactly("Config:\n  a=1\n  b=2", "done");
    }

    @Test
    void joinsTheLastWordsOfTheJvm() {
        LogRecord record = one(
                "#",
                "# A fatal error has been detected by the Java Runtime Environment:",
                "#",
                "#  SIGSEGV (0xb) at pc=0x00007f2f3c0a1b2c, pid=1, tid=42",
                "# Problematic frame:",
                "# C  [libzstd-jni.so+0x3b2c]  ZSTD_decompress+0x1c",
                "#");

        assertThat(record.raw()).hasLineCount(7);
        assertThat(read("# a comment", "# another one")).hasSize(2);
    }

    @Test
    void joinsJavaUtilLoggingsTwoLines() {
        LogRecord record = one("Nov 21, 2026 6:41:25 PM com.example.Orders ship", "SEVERE: Shipping failed");

        assertThat(record.format()).isEqualTo("jul");
        assertThat(record.level()).hasToString("ERROR");
        assertThat(record.logger()).isEqualTo("com.example.Orders");
        assertThat(record.message()).isEqualTo("Shipping failed");
        assertThat(record.timestamp()).hasToString("2026-11-21T18:41:25Z");
    }

    @Test
    void joinsKlogsBlock() {
        LogRecord record = one("I1121 18:35:21.051770   20631 main.go:4] \"multi\" text=<", "\tline1", "\tline2", " >");

        assertThat(record.message()).isEqualTo("multi");
        assertThat(record.fields()).containsEntry("text", "line1\nline2");
    }

    @Test
    void takesTheEnginesTimesOffASavedLog() {
        List<LogRecord> records = read(
                "2026-11-21T18:29:08.810621165Z {\"level\":\"info\",\"msg\":\"one\",\"time\":1}",
                "2026-11-21T18:29:08.810621166Z two",
                "2026-11-21T18:29:08.810621167Z   indented");

        assertThat(records).hasSize(2);
        assertThat(records.get(0).observed()).hasToString("2026-11-21T18:29:08.810621165Z");
        assertThat(records.get(1).observed()).hasToString("2026-11-21T18:29:08.810621166Z");
        assertThat(records.get(1).raw()).isEqualTo("two\n  indented");
    }

    @Test
    void whatARecordWritesIsReadAgain() {
        for (String line : Arrays.asList(
                "{\"level\":50,\"time\":1795285748810,\"name\":\"orders\",\"msg\":\"unknown sku\",\"sku\":\"X-1\",\"n\":9007199254740993,"
                        + "\"d\":1.50,\"a\":[1,null,{\"b\":true}],\"trace_id\":\"4bf92f3577b34da6a3ce929d0e0e4736\"}",
                "level=error msg=failed err=\"bad id\" level=x",
                "plain text")) {
            LogRecord record = one(line);
            LogRecord again = one(record.toJson());

            assertThat(again.toJson()).isEqualTo(record.toJson());
            assertThat(again.raw()).isEqualTo(line);
            assertThat(again.fields()).isEqualTo(record.fields());
            assertThat(again.format()).isEqualTo(record.format());
        }
    }

    @Test
    void joinsWhatPostgresAddsToAnError() {
        LogRecord record = one(
                "2026-11-21 18:35:21.051 UTC [64] [3-1] ERROR:  duplicate key value",
                "2026-11-21 18:35:21.051 UTC [64] [3-2] DETAIL:  Key (id)=(42) already exists.",
                "2026-11-21 18:35:21.051 UTC [64] [3-3] STATEMENT:  INSERT INTO orders",
                "\tVALUES (42)");

        assertThat(record.level()).hasToString("ERROR");
        assertThat(record.message()).isEqualTo("duplicate key value");
        assertThat(record.fields())
                .containsEntry("detail", "Key (id)=(42) already exists.")
                .containsEntry("statement", "INSERT INTO orders\nVALUES (42)");
    }

    @Test
    void leavesAPostgresAdditionWithoutItsErrorARecord() {
        List<LogRecord> records = read(
                "2026-11-21 18:35:21.051 UTC [64] ERROR:  no", "2026-11-21 18:35:21.051 UTC shop DETAIL:  another's");

        assertThat(records).extracting(LogRecord::message).containsExactly("no", "another's");
    }

    @Test
    void keepsALineOfMySqlThatIsCutOff() {
        String line = "2026-11-21T18:29:08.810621Z 0 [System] [MY-0101";

        assertThat(one(line).message()).isEqualTo(line);
    }

    /** The next line comes in a buffer that is used again. */
    @Test
    void joinsALineWhereverItLiesInItsBuffer() {
        byte[] next = "[stacktrace]".getBytes(StandardCharsets.UTF_8);
        byte[] error = "[2026-11-21 18:35:21] production.ERROR: bad".getBytes(StandardCharsets.UTF_8);
        byte[] buffer = Arrays.copyOf(next, next.length + error.length);
        System.arraycopy(error, 0, buffer, next.length, error.length);
        List<Integer> lengths = new ArrayList<>();
        RecordReader reader = new RecordReader(Formats.builtIn(), record -> lengths.add(record.length()));

        reader.line(buffer, next.length, error.length, 1);
        reader.line(buffer, 0, next.length, 2);
        reader.flush();

        assertThat(lengths).containsExactly(error.length + 1 + next.length);
    }
}
