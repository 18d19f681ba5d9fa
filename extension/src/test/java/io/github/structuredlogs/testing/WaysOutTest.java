package io.github.structuredlogs.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.diagnosis.Diagnosis;
import io.github.structuredlogs.internal.diagnosis.PassedTestHistory;
import io.github.structuredlogs.internal.diagnosis.TestFailure;
import io.github.structuredlogs.internal.output.console.FailureBlock;
import io.github.structuredlogs.internal.output.files.LogsOfFailure;
import io.github.structuredlogs.internal.render.BuildServer;
import io.github.structuredlogs.internal.render.ConsoleOptions;
import io.github.structuredlogs.internal.render.NormalFormWriter;
import io.github.structuredlogs.internal.render.RecordFormatter;
import io.github.structuredlogs.internal.text.Redaction;
import io.github.structuredlogs.internal.text.SafeText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every way on which text of a container leaves, without an engine: whatever the container prints, what comes out holds no
 * secret, no character that acts on its reader, and no command to a build server.
 */
class WaysOutTest {

    private static final String SECRET = "hunter2";

    private static final String ACTS =
            "\u001b[2J\u001b]0;x\u0007\u009b31m\u0085\u202e\u2066\u200f\u200b\u2028\r\b\u0000";

    private static final List<String> COMMANDS = List.of(
            "##vso[task.setvariable variable=x]y",
            "##[error]x",
            "##teamcity[buildStop comment='x']",
            "##VSO[x]",
            "[[ATTACHMENT|/etc/passwd]]",
            "[[PROPERTY|a=b]]",
            "section_start:1560896352:a",
            "travis_fold:start:a",
            ":maven-surefire-event:x");

    private static final List<String> COMMANDS_OF_LINES =
            List.of("::error::x", "  ::set-output name=a::b", "--- group", "+++ open", "~~~ muted", "^^^ +++");

    private static final Pattern COMMAND = Pattern.compile(
            "(?im)##\\w*\\[|\\[\\[(?:ATTACHMENT|PROPERTY)\\||section_start:|travis_fold:|:maven-surefire-event:"
                    + "|^\\s*::|^\\s*(?:---|\\+\\+\\+|~~~|\\^\\^\\^) ");

    private final Redaction redaction = Redaction.of(List.of());
    private final RecordFormatter formatter =
            new RecordFormatter(new ConsoleOptions(false, true, 120, 4, ZoneOffset.UTC, redaction));
    private final CapturedLogs logs = CapturedLogs.read(new ByteArrayInputStream(log()));

    WaysOutTest() throws IOException {}

    private static byte[] log() {
        StringBuilder log = new StringBuilder();
        for (String hostile : hostile()) {
            log.append(hostile.replace("\r", "").replace("\n", " ")).append('\n');
            String text = escaped(hostile);
            log.append("{\"level\":\"error\",\"time\":1795285983057,\"pid\":1,\"hostname\":\"h\",\"msg\":\"")
                    .append(text)
                    .append("\",\"")
                    .append(text)
                    .append("\":1,\"password\":\"")
                    .append(SECRET)
                    .append("\",\"env\":[{\"name\":\"DB_PASSWORD\",\"value\":\"")
                    .append(SECRET)
                    .append("\"}],\"deep\":{\"a\":[\"")
                    .append(text)
                    .append("\"]},\"err\":{\"type\":\"E")
                    .append(text)
                    .append("\",\"message\":\"")
                    .append(text)
                    .append("\",\"stack\":\"Error: ")
                    .append(text)
                    .append("\\n    at f (/a.js:1:1)\"}}\n");
        }
        return log.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> hostile() {
        return Stream.concat(COMMANDS.stream(), COMMANDS_OF_LINES.stream())
                .map(command -> command + " password=" + SECRET + " " + ACTS + "\n" + command + " token: " + SECRET)
                .toList();
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        text.chars().forEach(c -> {
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                out.append("\\u").append(Integer.toHexString(0x10000 | c).substring(1));
            } else {
                out.append((char) c);
            }
        });
        return out.toString();
    }

    @TestFactory
    Stream<DynamicTest> nothingThatHarmsOrTellsComesOut() {
        Map<String, String> ways = new LinkedHashMap<>();
        int number = 0;
        for (LogRecord record : logs.records()) {
            number++;
            ways.put("toString() of record " + number, record.toString());
            ways.put("toString() of exception " + number, String.valueOf(record.exception()));
            ways.put("console " + number, formatter.format(record));
            ways.put(
                    "failure of one record " + number,
                    message(() -> record.assertThat().hasMessage("x")));
            ways.put(
                    "failure of its fields " + number,
                    message(() -> record.assertThat().field("deep").isEqualTo("x")));
        }
        ways.put(
                "AssertJ's failure of a list",
                message(() -> assertThat(logs.records()).isEmpty()));
        ways.put(
                "AssertJ's failure of a record",
                message(() -> assertThatObject(logs.records().get(1)).isNull()));
        ways.put("JUnit's failure", message(() -> Assertions.assertEquals(List.of(), logs.records())));
        ways.put("failure of a number", message(() -> assertThat(logs).hasSize(7_777)));
        ways.put("failure of absence", message(() -> assertThat(logs).isEmpty()));
        ways.put(
                "nearest",
                message(() -> assertThat(logs)
                        .withMessage(hostile().get(0))
                        .withField("password", "x")
                        .isNotEmpty()));
        ways.put(
                "failure of all",
                message(() -> assertThat(logs).allMatch(it -> it.raw().isEmpty())));
        ways.put(
                "failure of an extracted value",
                message(() -> assertThat(logs).extracting("message", "password").containsExactly()));
        ways.put(
                "failure of fields",
                message(() -> assertThat(logs).extracting(LogRecord::fields).containsExactly()));
        ways.put("await", message(() -> logs.await(Duration.ofMillis(1), it -> false)));
        ways.put(
                "unknown container",
                String.valueOf(catchThrowable(() -> logs.from(hostile().get(0)))));
        ways.put("block", block(BuildServer.NONE));
        ways.put("records.jsonl", lines());
        ways.put("explanation beside a failure", suppressed());
        ways.put("a sentence", new SafeText(redaction).inline(String.join(" ", hostile())));
        ways.put("lines", new SafeText(redaction).lines(String.join("\n", hostile())));
        return ways.entrySet().stream()
                .map(way -> DynamicTest.dynamicTest(way.getKey(), () -> assertHarmless(way.getKey(), way.getValue())));
    }

    private static void assertHarmless(String way, String text) {
        assertThat(text).isNotEmpty().doesNotContain(SECRET);
        assertThat(text.codePoints().filter(c -> c != '\n' && acts(c)).mapToObj(Integer::toHexString))
                .isEmpty();
        if (!way.endsWith(".jsonl")) {
            assertThat(text).doesNotContainPattern(COMMAND);
        }
    }

    private static boolean acts(int c) {
        int type = Character.getType(c);
        return Character.isISOControl(c)
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }

    private static String message(ThrowingCallable assertion) {
        Throwable failure = Objects.requireNonNull(catchThrowable(assertion));
        assertThat(failure).isInstanceOf(AssertionError.class);
        return String.valueOf(failure.getMessage()).replace("\t", " ");
    }

    private String block(BuildServer server) {
        TestFailure test = new TestFailure(
                "HostileIT > " + hostile().get(0),
                new AssertionError(String.join("\n", hostile())),
                Instant.EPOCH,
                Set.of(),
                logs.records(),
                List.of(),
                List.of(),
                List.of(),
                new PassedTestHistory());
        return new FailureBlock(formatter, server).format(test, Diagnosis.of(test), null);
    }

    private String lines() {
        NormalFormWriter form = new NormalFormWriter(redaction);
        StringBuilder lines = new StringBuilder();
        logs.records().forEach(record -> lines.append(form.line(record)));
        return lines.toString();
    }

    private String suppressed() {
        AssertionError failure = new AssertionError("expected");
        LogsOfFailure.addTo(failure, block(BuildServer.NONE));
        StringWriter trace = new StringWriter();
        failure.getSuppressed()[0].printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
