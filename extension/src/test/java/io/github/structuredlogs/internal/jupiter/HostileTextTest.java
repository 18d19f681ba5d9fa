package io.github.structuredlogs.internal.jupiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.StructuredLogs;
import io.github.structuredlogs.assertj.LogSoftAssertions;
import io.github.structuredlogs.testing.TestRun;
import io.github.structuredlogs.testing.WriterContainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testcontainers.containers.Network;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/**
 * What a container prints to harm its reader, and what it should have kept to itself, through everything that the extension
 * prints and writes: nothing of it comes out, while assertions compare what was really logged.
 */
@Tag("containers")
class HostileTextTest {

    /** CSI, OSC 8, OSC 52, DCS, C1 as UTF-8, bidi, zero-width, tags, CR, BEL, NUL, DEL, separators, a lone surrogate. */
    private static final String HOSTILE =
            "\u001b[2J\u001b[31m\u001b]8;;http://evil\u0007x\u001b]8;;\u0007\u001b]52;c;cm0=\u0007\u001bP1$r\u001b\\"
                    + "\u009b2J\u009d52;c;cm0=\u009c\u0085\u202eevil\u2066\u2069\u200f\u061c\u200b\u2060\ufeff\udb40\udc41\u00ad"
                    + "\rover\b\u0007\u0000\u007f\u2028\u2029\ud800";

    private static final String COMMANDS =
            "##vso[task.setvariable]x ##teamcity[message] ##[error]x [[ATTACHMENT|/etc/passwd]]";

    /** Each of the secrets holds it. */
    private static final String SECRET = "hunter2";

    private static final Pattern COMMAND = Pattern.compile("(?m)^\\s*::\\w|##(?:vso|teamcity)?\\[|\\[\\[ATTACHMENT\\|");

    private static final Map<String, String> MESSAGES = new ConcurrentHashMap<>();

    @TempDir
    Path directory;

    @Test
    void nothingOfItComesOut() {
        MESSAGES.clear();
        TestRun run = TestRun.of(
                Map.of(
                        "structuredlogs.files.directory", directory.toString(),
                        "structuredlogs.files.records", "true",
                        "structuredlogs.level", "TRACE"),
                HostileTestCase.class);
        run.results().testEvents().assertStatistics(stats -> stats.started(2).failed(2));

        Map<String, String> outputs = new TreeMap<>(MESSAGES);
        outputs.put("console", run.output());
        outputs.putAll(files());
        assertThat(outputs.keySet())
                .anyMatch(name -> name.endsWith("index.json"))
                .anyMatch(name -> name.endsWith("records.jsonl"))
                .anyMatch(name -> name.endsWith("shows-1.txt"))
                .anyMatch(name -> name.endsWith("shows-1.jsonl"));
        assertThat(outputs).hasSizeGreaterThan(20);
        assertSoftly(soft -> outputs.forEach((name, output) -> {
            String harm = harm(output) + (name.contains(".json") ? "" : commands(output));
            soft.assertThat(harm).as(name + "\n" + visible(output)).isEmpty();
            soft.assertThat(output.lines().filter(line -> line.contains(SECRET)))
                    .as(name)
                    .isEmpty();
        }));
        assertThat(run.output()).contains("\\u001b[2J", "\\u202e", "password=***", " FAILED ");
    }

    private Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** {@return what would act on a terminal or hide in it; empty if nothing would} */
    private static String harm(String output) {
        StringBuilder harm = new StringBuilder();
        output.codePoints()
                .filter(c -> switch (Character.getType(c)) {
                    case Character.CONTROL -> c != '\n';
                    case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
                    case Character.SURROGATE -> true;
                    default -> false;
                })
                .distinct()
                .forEach(c -> harm.append("U+%04x ".formatted(c)));
        return harm.toString();
    }

    /** {@return what would command a build server that reads it line by line} */
    private static String commands(String output) {
        return COMMAND.matcher(output).results().map(MatchResult::group).collect(Collectors.joining(" "));
    }

    private static String visible(String output) {
        StringBuilder visible = new StringBuilder();
        output.codePoints().limit(20_000).forEach(c -> {
            if (c != '\n' && !harm(Character.toString(c)).isEmpty()) {
                visible.append("<U+%04x>".formatted(c));
            } else {
                visible.appendCodePoint(c);
            }
        });
        return visible.toString();
    }

    @SuppressWarnings("serial")
    static class HostileException extends RuntimeException {
        HostileException(String message) {
            super(message, new IllegalStateException("root " + message));
        }
    }

    @StructuredLogs
    @Testcontainers
    static class HostileTestCase {

        private static final Network NETWORK = Network.newNetwork();

        /** Named by what its alias would be. */
        @Container
        static final WriterContainer WRITER = WriterContainer.onRequest().withNetwork(NETWORK);

        static Stream<String> names() {
            return Stream.of("name " + HOSTILE + " password=" + SECRET, "::error::x " + COMMANDS + "y".repeat(5000));
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("names")
        void shows(String name, CapturedLogs logs) {
            try (WriterContainer aliased =
                    WriterContainer.onRequest().withNetwork(NETWORK).withNetworkAliases("::error::\u202ealias")) {
                aliased.start();
                bytes(aliased, "::error::from the alias\n");
                WRITER.write("date=");
                bytes(WRITER, text());
                bytes(WRITER, json() + "\n");
                assertThat(logs)
                        .eventually(
                                Duration.ofSeconds(10),
                                it -> it.withField("depth.list[0].api_key", SECRET)
                                        .isNotEmpty());
                compares(logs);
                fails(logs);
                aliased.stop();
            }
            throw new HostileException(HOSTILE + "\n::error::x\n" + COMMANDS + " password=" + SECRET + " http://u:"
                    + SECRET + "@h/ " + "z".repeat(330) + " http://user:" + SECRET + "x".repeat(200) + "@h/");
        }

        private static void bytes(WriterContainer writer, String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            byte[] invalid = {(byte) 0xed, (byte) 0xa0, (byte) 0x80, (byte) 0x9b, (byte) 0xff, '\n'};
            for (byte[] each : List.of(utf8, invalid)) {
                writer.write("base64=" + Base64.getEncoder().encodeToString(each));
            }
        }

        /** What no format knows, a stack, a key of several lines. */
        private static String text() {
            return HOSTILE + " " + COMMANDS + "\n"
                    + "::error::from a container\n"
                    + "connecting with password=" + SECRET + ", Authorization: Bearer " + SECRET + "abcdefgh1\n"
                    + "jdbc:postgresql://shop:" + SECRET + "@db/shop\n"
                    + "java.lang.IllegalStateException: "
                    + HOSTILE.replace("\r", "").replace("\u0085", "") + " token=" + SECRET + "\n"
                    + "\tat com.acme.A.b(A.java:1)\n"
                    + "Caused by: java.io.IOException: ::error::x password=" + SECRET + "\n"
                    + "\tat com.acme.A.c(A.java:2)\n"
                    + "v".repeat(70_000) + " password=" + SECRET + "\n";
        }

        private static String json() {
            String hostile = escaped(HOSTILE + COMMANDS);
            String hostileName = hostile.replace("\\ud800", "");
            String key = "-----BEGIN RSA PRIVATE KEY-----\\nMIIE" + SECRET + "\\n" + SECRET
                    + "\\n-----END RSA PRIVATE KEY-----";
            Map<String, String> members = new LinkedHashMap<>();
            members.put("@timestamp", "\"2026-11-21T12:00:00Z\"");
            members.put("log.level", "\"ERROR\"");
            members.put("ecs.version", "\"1.2.0\"");
            members.put("log.logger", '"' + hostile + " password=" + SECRET + '"');
            members.put("process.thread.name", '"' + hostile + '"');
            members.put("message", "\"" + hostile + " password=" + SECRET + "\\n::error::second\\n" + key + "\"");
            members.put("error.type", '"' + hostile + '"');
            members.put("error.message", "\"" + hostile + " token=" + SECRET + "\\n" + key + "\"");
            members.put(
                    "error.stack_trace",
                    "\"a.B: " + hostile + " token=" + SECRET + "\\n" + key + "\\n\\tat " + hostile
                            + "(A.java:1)\\nCaused by: c.D: " + hostile + " secret=" + SECRET + "\"");
            members.put("trace.id", '"' + hostile + '"');
            members.put(hostileName, '"' + hostile + '"');
            members.put("password", '"' + SECRET + '"');
            members.put(
                    "depth",
                    "{\"list\":[{\"api_key\":\"" + SECRET + "\",\"" + hostileName + "\":1}],\"cookie\":{\"a\":\""
                            + SECRET + "\"}}");
            members.put("url", "\"http://user:" + SECRET + "@host/\"");
            members.put("long", "\"" + hostile.repeat(300) + "\"");
            StringBuilder json = new StringBuilder();
            members.forEach((name, value) -> json.append(json.isEmpty() ? "{" : ",")
                    .append('"')
                    .append(name)
                    .append("\":")
                    .append(value));
            return json.append('}').toString();
        }

        private static String escaped(String text) {
            return text.chars()
                    .mapToObj(c -> c < 0x80 && c >= ' ' && c != '"' && c != '\\'
                            ? Character.toString(c)
                            : "\\u%04x".formatted(c))
                    .collect(Collectors.joining());
        }

        /** What was really logged. */
        private static void compares(CapturedLogs logs) {
            assertThat(logs).withField("password", SECRET).isNotEmpty();
            assertThat(logs)
                    .withMessageContaining(HOSTILE + COMMANDS + " password=" + SECRET)
                    .isNotEmpty();
            assertThat(logs).withMessageContaining("shop:" + SECRET + "@db").isNotEmpty();
            assertThat(logs)
                    .matching(
                            record -> record.exception() != null && record.raw().contains(SECRET))
                    .isNotEmpty();
        }

        /** Every kind of assertion; what it says is kept. */
        private static void fails(CapturedLogs logs) {
            LogRecord record = logs.await(Duration.ofSeconds(5), it -> it.hasField("password"));
            says("isEmpty", () -> assertThat(logs).isEmpty());
            says("hasSize", () -> assertThat(logs).withField("password", SECRET).hasSize(7));
            says("none", () -> assertThat(logs).withField("password", "other").isNotEmpty());
            says("no container", () -> assertThat(logs).from(HOSTILE).isNotEmpty());
            says(
                    "criteria",
                    () -> assertThat(logs)
                            .withMessage(HOSTILE)
                            .withLogger(HOSTILE)
                            .withField(HOSTILE, HOSTILE)
                            .isNotEmpty());
            says("allMatch", () -> assertThat(logs).allMatch(it -> it.message() == null));
            says(
                    "allSatisfy",
                    () -> assertThat(logs).allSatisfy(it -> it.assertThat().hasMessage("x")));
            says("contains", () -> assertThat(logs).doesNotContain(record));
            says(
                    "element",
                    () -> assertThat(logs).withField("password", SECRET).first().hasMessage("x"));
            says(
                    "extracting",
                    () -> assertThat(logs).extracting(LogRecord::message).containsExactly("x"));
            says(
                    "extracting names",
                    () -> assertThat(logs)
                            .extracting("message", "url", "password")
                            .containsExactly());
            says(
                    "extracting a secret",
                    () -> assertThat(logs).extracting("password").containsExactly("x"));
            says(
                    "one extracted secret",
                    () -> assertThat(logs)
                            .withField("password", SECRET)
                            .extracting("password")
                            .first()
                            .isEqualTo("x"));
            says(
                    "one map with a secret",
                    () -> assertThat(logs)
                            .withField("password", SECRET)
                            .extracting(LogRecord::fields)
                            .first()
                            .isNull());
            says(
                    "exceptions",
                    () -> assertThat(logs).extracting(LogRecord::exception).containsExactly());
            says("fields", () -> assertThat(logs).extracting(LogRecord::fields).containsExactly());
            says("staysEmpty", () -> assertThat(logs).staysEmpty(Duration.ofMillis(10)));
            says("eventually", () -> assertThat(logs).eventually(Duration.ofMillis(10), it -> it.hasSize(0)));
            says("await", () -> logs.await(Duration.ofMillis(10), it -> false));
            says("has message", () -> record.assertThat().hasMessage("x"));
            says("has field", () -> record.assertThat().hasField("password", "x"));
            says("has deep field", () -> record.assertThat().hasField("depth", "x"));
            says("has no field", () -> record.assertThat().hasNoField("password"));
            says("unknown field", () -> record.assertThat().hasField("x"));
            says("has exception", () -> record.assertThat().hasException("x"));
            says("has trace", () -> record.assertThat().hasTrace("4bf92f3577b34da6a3ce929d0e0e4736"));
            says("has logger", () -> record.assertThat().hasLogger("x"));
            says("field", () -> record.assertThat().field("password").isEqualTo("x"));
            says("field at depth", () -> record.assertThat().field("depth").isEqualTo("x"));
            says("field with text", () -> record.assertThat().field("url").isEqualTo("x"));
            says(
                    "hostile field",
                    () -> record.assertThat().field(HOSTILE + COMMANDS).isEqualTo("x"));
            says("is null", () -> record.assertThat().isNull());
            says("is equal", () -> record.assertThat().isEqualTo("x"));
            says("soft", () -> {
                LogSoftAssertions soft = new LogSoftAssertions();
                soft.assertThat(logs).withField("password", SECRET).isEmpty();
                soft.assertThat(record).hasMessage("x");
                soft.assertAll();
            });
        }

        private static void says(String kind, ThrowingCallable assertion) {
            Throwable failure = catchThrowable(assertion);
            assertThat(failure).as(kind).isInstanceOf(AssertionError.class);
            MESSAGES.put(kind, String.valueOf(failure.getMessage()));
        }
    }
}
