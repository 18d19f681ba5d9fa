package io.github.structuredlogs.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.diagnosis.Diagnosis;
import io.github.structuredlogs.internal.diagnosis.PassedTestHistory;
import io.github.structuredlogs.internal.diagnosis.TestFailure;
import io.github.structuredlogs.internal.output.console.FailureBlock;
import io.github.structuredlogs.internal.render.BuildServer;
import io.github.structuredlogs.internal.render.ConsoleOptions;
import io.github.structuredlogs.internal.render.RecordFormatter;
import io.github.structuredlogs.internal.text.Redaction;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What throws, takes for ever, or speaks another language in the test itself. */
class RobustnessTest {

    private final RecordFormatter formatter =
            new RecordFormatter(new ConsoleOptions(false, true, 120, 4, ZoneOffset.UTC, Redaction.of(List.of())));

    private static CapturedLogs logs(String text) throws IOException {
        return CapturedLogs.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void eventuallyTakesAnyExceptionForNotYet() throws IOException {
        CapturedLogs logs = logs("ERROR x\n");
        int[] calls = new int[1];
        assertThat(logs).eventually(Duration.ofSeconds(5), it -> {
            if (calls[0]++ == 0) {
                throw new NoSuchElementException("not yet");
            }
            it.isNotEmpty();
        });
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(logs).eventually(Duration.ofMillis(20), it -> {
                    throw new NoSuchElementException("no value present");
                }))
                .withMessageContaining("Not within 20 ms")
                .withMessageContaining("no value present");
    }

    @Test
    void anyDurationIsTaken() throws IOException {
        CapturedLogs logs = logs("ERROR x\n");
        Duration forever = ChronoUnit.FOREVER.getDuration();
        assertThatCode(() -> assertThat(logs).eventually(forever, it -> it.isNotEmpty()))
                .doesNotThrowAnyException();
        assertThat(logs.await(forever, record -> true).level()).isEqualTo(LogLevel.ERROR);
    }

    @Test
    void aFailureWhoseMessageCannotBeReadIsShown() throws IOException {
        Throwable failure = new AssertionError("unused") {
            private static final long serialVersionUID = 1;

            @Override
            public String getMessage() {
                throw new IllegalStateException("no message");
            }

            @Override
            public synchronized Throwable getCause() {
                throw new IllegalStateException("no cause");
            }
        };
        TestFailure test = new TestFailure(
                "OrderIT > fails()",
                failure,
                Instant.EPOCH,
                Set.of(),
                logs("ERROR refused\n").records(),
                List.of(),
                List.of(),
                List.of(),
                new PassedTestHistory());
        assertThat(new FailureBlock(formatter, BuildServer.NONE).format(test, Diagnosis.of(test), null))
                .contains("its message cannot be read", "refused");
    }

    @Test
    void numbersAreWrittenAlikeInEveryLanguage() throws IOException {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            LogRecord record = logs("{\"level\":\"info\",\"msg\":\"m\",\"body\":\"" + "x".repeat(5_000) + "\"}\n")
                    .records()
                    .get(0);
            assertThat(formatter.format(record)).contains("(5,000 chars)");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aKeyOverSeveralLinesIsOneRecord() throws IOException {
        String key =
                "-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA\nb3BlbnNzaC1rZXk=\n-----END RSA PRIVATE KEY-----";
        List<LogRecord> records = logs("loaded\n" + key + "\nnext\n").records();
        assertThat(records).hasSize(3);
        assertThat(formatter.format(records.get(1))).doesNotContain("MIIE", "b3Bl");
        assertThat(records.get(2).message()).isEqualTo("next");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Exception in thread \"main\" java.lang.IllegalStateException: no\n\tat a.B.c(B.java:1)",
                "Traceback (most recent call last):\n  File \"a.py\", line 1, in f\nValueError: no",
                "Unhandled exception. System.InvalidOperationException: no\n   at A.B() in /a.cs:line 1",
                "/app/index.js:3\n    throw new Error('no')\n    ^",
                "(node:1) UnhandledPromiseRejectionWarning: Error: no",
                "Error: no\n    at f (/app/a.js:1:1)",
                "a.rb:3:in `f': no (RuntimeError)",
                "** (RuntimeError) no",
                "Unhandled exception in thread started by <function f at 0x7f>"
            })
    void anUncaughtExceptionIsAnError(String text) throws IOException {
        assertThat(logs(text + "\n").records().get(0).level()).isEqualTo(LogLevel.ERROR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "panic: runtime error: index out of range",
                "fatal error: all goroutines are asleep - deadlock!",
                "Segmentation fault (core dumped)",
                "bash: line 1:     7 Segmentation fault      ./a",
                "#\n# A fatal error has been detected by the Java Runtime Environment:\n#\n#  SIGSEGV (0xb)",
                "terminate called after throwing an instance of 'std::runtime_error'",
                "Fatal Python error: Segmentation fault",
                "*** stack smashing detected ***: terminated",
                "FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory",
                "thread 'main' panicked at src/main.rs:2:5:\nno",
                "java.lang.OutOfMemoryError: Java heap space\nDumping heap to /tmp/java_pid1.hprof ...",
                "exec /app/run.sh: exec format error",
                "exec: \"shop\": executable file not found in $PATH",
                "Killed"
            })
    void aCrashIsFatal(String text) throws IOException {
        assertThat(logs(text + "\n").records().get(0).level()).isEqualTo(LogLevel.FATAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Exceptions are logged to stderr",
                "Errors: 0",
                "panics are recovered",
                "See the traceback below",
                "segmentation of users finished",
                "java.lang.IllegalStateException is handled by the filter",
                "# comment",
                "Killed 3 idle connections",
                "** done **"
            })
    void wordsAboutCrashesHaveNoLevel(String text) throws IOException {
        assertThat(logs(text + "\n").records().get(0).level()).isNull();
    }
}
