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
import java.nio.charset.Charset;
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

    /** Java's own stream ends without a word at what follows a member. */
    @Test
    void areReadFromEachMemberOfAPackedFile() throws IOException {
        byte[] info = packed(
                "{\"level\":\"info\",\"msg\":\"started\"}\n".repeat(2_000).getBytes(StandardCharsets.UTF_8));
        byte[] error = packed("{\"level\":\"error\",\"msg\":\"refused\"}\n".getBytes(StandardCharsets.UTF_8));

        assertThat(CapturedLogs.read(new ByteArrayInputStream(joined(info, error, new byte[100]))))
                .withLevel(LogLevel.ERROR)
                .hasSize(1);
        for (int length = 1; length < error.length; length++) {
            byte[] torn = joined(info, Arrays.copyOf(error, length));
            assertThatThrownBy(() -> CapturedLogs.read(new ByteArrayInputStream(torn)))
                    .as("%d bytes", length)
                    .isInstanceOf(IOException.class);
        }
        for (byte[] followed : List.of(
                joined(info, "{\"level\":\"error\"}\n".getBytes(StandardCharsets.UTF_8)),
                joined(info, new byte[100], error))) {
            assertThatThrownBy(() -> CapturedLogs.read(new ByteArrayInputStream(followed)))
                    .hasMessageContaining("followed by something that is not packed");
        }
        byte[] damaged = error.clone();
        damaged[damaged.length - 8] ^= 1;
        assertThatThrownBy(() -> CapturedLogs.read(new ByteArrayInputStream(damaged)))
                .hasMessageContaining("checksum");
    }

    @Test
    void areReadInOtherEncodingsWithinAPackedFile() throws IOException {
        for (byte[] bytes : List.of(
                packed(("\ufeff" + LOG).getBytes(StandardCharsets.UTF_16LE)),
                packed(packed(LOG.getBytes(StandardCharsets.UTF_8))),
                LOG.getBytes(Charset.forName("UTF-32LE")),
                ("\ufeff" + LOG).getBytes(Charset.forName("UTF-32BE")),
                ("Привет\n" + LOG).getBytes(StandardCharsets.UTF_16LE))) {
            assertThat(CapturedLogs.read(new ByteArrayInputStream(bytes)))
                    .withLevel(LogLevel.ERROR)
                    .hasSize(2);
        }
    }

    @Test
    void areNoArchives() {
        for (String archive : List.of(
                "PK\u0003\u0004zip",
                "PK\u0005\u0006",
                "\u0001\0\0\0\0\0\0\u0001x",
                "BZh11",
                "(\u00b5/\u00fd",
                "\u00fd7zXZ",
                "7z\u00bc\u00af'\u001c",
                "\u0004\"M\u0018d@",
                "\u001f\u009d\u0090",
                "orders.log" + "\0".repeat(247) + "ustar\0" + "\0".repeat(300),
                "%PDF-1.4\n",
                "LPKSHHRH\0\0",
                "\0\0\0" + "0\n\u0006stderr\u0010{\"level\":\"error\"}",
                "\u007fELF\u0002\u0001\u0001" + "\0".repeat(50),
                "{\"level\":\"info\",\"msg\":\"started\"}\n{\0\"\0l\0e\0v\0e\0l\0\"\0:\0\"\0e\0r\0r\0o\0r\0")) {
            assertRefused(archive, "not a log");
        }
    }

    /** A job often keeps the answer of whoever could not give it the log. */
    @Test
    void areNotWhatWasSavedInTheirPlace() {
        for (String page : List.of(
                "<!DOCTYPE html>\n<html><head><title>Sign in</title></head></html>\n",
                "\n  <html lang=\"en\">\n<body>404</body></html>",
                "\u00ef\u00bb\u00bf<!-- x --><!doctype html><html></html>")) {
            assertRefused(page, "not a log but an HTML page");
        }
        for (String error : List.of(
                "<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>BlobNotFound</Code></Error>",
                "<Error><Code>AccessDenied</Code></Error>")) {
            assertRefused(error, "a server's error: <");
        }
        for (String answer : List.of(
                "{\"message\":\"Not Found\",\"documentation_url\":\"https://docs.github.com/rest\",\"status\":\"404\"}",
                "{\n  \"message\": \"Not Found\",\n  \"documentation_url\": \"https://docs.github.com/rest\"\n}",
                "{\"message\":\"404 Not found\"}",
                "{\"message\":\"No such container: orders\"}",
                "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"code\":404}",
                "The logs for this run have expired and are no longer available.\n",
                "failed to get run log: HTTP 410: Server Error (https://api.github.com/repos/a/b/actions/runs/1/logs)",
                "Error: No such container: orders\n",
                "Error response from daemon: configured logging driver does not support reading\n",
                "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?",
                "Error from server (NotFound): pods \"orders\" not found\n",
                "The connection to the server localhost:8080 was refused - did you specify the right host or port?",
                "unable to retrieve container logs for containerd://abc")) {
            assertRefused(
                    answer, "said in its place: " + answer.lines().findFirst().orElseThrow());
        }
    }

    @Test
    void areLogsIfAContainerOnlySpeaksOfSuch() throws IOException {
        for (String log : List.of(
                "served <html>\n",
                "{\"message\":\"Not Found\"}\n",
                "{\"message\":\"404 Not Found\",\"level\":\"info\"}\n",
                "{\"message\":\"500 items loaded\"}\n",
                "log not found, a new one begins\n",
                LOG + "Error response from daemon: No such container: helper\n",
                "orders-1  | error from daemon in stream: I am a client\n".repeat(4),
                "Error response from daemon: no\n" + LOG,
                "\u001b[32mok\u001b[0m \b\b done\n",
                "<Error> disk full\n",
                "The connection to the server was lost. Attempting reset: Failed.\n",
                "{\"message\":\"asked\",\"level\":\"info\"}\n{\"message\":\"answered\",\"body\":{\"documentation_url\":\"https://x\"}}\n",
                LOG + "no line end")) {
            assertThat(CapturedLogs.read(stream(log))).withLevel(LogLevel.FATAL).isEmpty();
        }
        assertThat(CapturedLogs.read(stream(""))).isEmpty();
    }

    /** What is missing might be what must not be there; what is there, is there. */
    @Test
    void areUndecidedWhereTheirEndOrMoreIsMissing() throws IOException {
        String entry = "{\"log\":\"ok\\n\",\"stream\":\"stdout\",\"time\":\"2026-11-21T18:35:21.000000001Z\"}\n";
        for (List<String> each : List.of(
                List.of(
                        LOG + "error from daemon in stream: Error grabbing logs: invalid character 'l'\n",
                        "ends with what a tool said: error from daemon in stream"),
                List.of(LOG + "failed to create fsnotify watcher: too many open files", "ends with what a tool said"),
                List.of(
                        LOG
                                + "\n\u001b[33;1mJob's log exceeded limit of 4194304 bytes.\nJob execution will continue.\u001b[0;m\n",
                        "ends with what a tool said"),
                List.of(LOG + "{\"level\":\"error\",\"msg\":\"cut o", "ends in the middle of a line"),
                List.of(entry.repeat(5) + "{\"log\":\"ERROR cut o", "an entry that is cut off"),
                List.of(entry.repeat(60) + "\0".repeat(700) + entry, "700 zero bytes in the place of output"),
                List.of("\0".repeat(5_000) + entry.repeat(60), "5000 zero bytes in the place of output"),
                List.of(
                        "2026-11-21T18:35:21.051770123Z stdout P {\"level\":\"err\n2026-11-21T18:35:21.061770123Z stderr F ok\n",
                        "ends in the middle of a line"),
                List.of(LOG.repeat(20) + "{\0\"\0l\0e\0v\0e\0l\0\"\0:\0\"\0e\0", "in another encoding"),
                List.of("2026-11-21T18:35:21.051770123Z stdout P {\"level\":\"err", "in the middle of a line"))) {
            CapturedLogs logs = CapturedLogs.read(stream(each.get(0)));

            assertThatThrownBy(() -> assertThat(logs).withLevel(LogLevel.FATAL).isEmpty())
                    .as(each.get(1))
                    .hasMessageContaining("cannot tell")
                    .hasMessageContaining(each.get(1));
            assertThatThrownBy(logs::records).hasMessageContaining(each.get(1));
            assertThatThrownBy(() -> assertThat(logs)
                            .eventually(
                                    Duration.ofMillis(1),
                                    it -> it.withLevel(LogLevel.FATAL).isEmpty()))
                    .hasMessageContaining(each.get(1));
            assertThatThrownBy(() -> logs.spans().list()).hasMessageContaining(each.get(1));
            assertThatThrownBy(() -> logs.metrics().assertThat().isEmpty()).hasMessageContaining(each.get(1));
            assertThat(logs).isNotEmpty();
            assertThat(logs).hasSizeGreaterThan(0);
        }
    }

    private static void assertRefused(String bytes, String why) {
        assertThatThrownBy(
                        () -> CapturedLogs.read(new ByteArrayInputStream(bytes.getBytes(StandardCharsets.ISO_8859_1))))
                .as(bytes)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(why);
    }

    private static byte[] joined(byte[]... parts) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.write(part);
        }
        return all.toByteArray();
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
