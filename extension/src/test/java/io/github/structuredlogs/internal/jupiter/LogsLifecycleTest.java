package io.github.structuredlogs.internal.jupiter;

import static io.github.structuredlogs.LogLevel.ERROR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.Color;
import io.github.structuredlogs.ExpectedLogs;
import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.Print;
import io.github.structuredlogs.StructuredLogs;
import io.github.structuredlogs.StructuredLogsExtension;
import io.github.structuredlogs.testing.RunInOwnJvm;
import io.github.structuredlogs.testing.TestRun;
import io.github.structuredlogs.testing.WriterContainer;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;
import org.opentest4j.TestAbortedException;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** The extension in every kind of test class, each in a run of its own against real containers. */
@Tag("containers")
@Tag("compatibility")
class LogsLifecycleTest {

    // --- order of annotations

    @Test
    void worksAboveAndBelowTestcontainers() {
        TestRun run = TestRun.of(AboveTestCase.class, BelowTestCase.class);

        run.assertAllPass(4);
        // The container that a field holds has the field's name, whatever had it before.
        assertThat(run.output()).contains("shared ", "own ").doesNotContain("shared#", "own#");
    }

    @StructuredLogs
    @Testcontainers
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class AboveTestCase {
        @Container
        static final WriterContainer SHARED = WriterContainer.onRequest("text=from the start");

        @Container
        final WriterContainer own = WriterContainer.onRequest("text=of this test");

        @Test
        @Order(1)
        void first(CapturedLogs logs) {
            assertThat(logs).from(SHARED).isEmpty();
            assertThat(logs.all()).from("shared").withMessage("from the start").hasSize(1);
            assertThat(logs).from(own).withMessage("of this test").hasSize(1);
            assertThat(logs).from("own").hasSize(1);
        }

        @Test
        @Order(2)
        void second(CapturedLogs logs) {
            assertThat(logs).from(own).withMessage("of this test").hasSize(1);
            assertThat(logs.all()).from("shared").withMessage("from the start").hasSize(1);
        }
    }

    @Testcontainers
    @StructuredLogs
    static class BelowTestCase extends AboveTestCase {}

    // --- runs

    @Test
    void goesOnWhenARunWithinATestHasEnded() {
        TestRun.of(RunWithinATestCase.class).assertAllPass(1);
    }

    @StructuredLogs
    @Testcontainers
    static class RunWithinATestCase {
        @Container
        static final WriterContainer WRITER = WriterContainer.onRequest();

        @Test
        void runsOthers(CapturedLogs logs) {
            TestRun.of(AboveTestCase.class).assertAllPass(2);

            WRITER.write("text=it might go on in the next line");
            assertThat(logs)
                    .from(WRITER)
                    .withMessage("it might go on in the next line")
                    .hasSize(1);
        }
    }

    // --- kinds of tests

    @Test
    void seesEachTestsRecordsInNestedParameterizedRepeatedAndDynamicTests() {
        TestRun.of(KindsTestCase.class).assertAllPass(2 + 2 + 2 + 1);
    }

    @StructuredLogs
    @Testcontainers
    static class KindsTestCase {
        @Container
        static final WriterContainer WRITER = WriterContainer.onRequest();

        @ParameterizedTest
        @ValueSource(strings = {"one", "two"})
        void parameterized(String text, CapturedLogs logs) {
            WRITER.write("text=" + text);

            assertThat(logs).hasSize(1).first().hasMessage(text);
        }

        @RepeatedTest(2)
        void repeated(CapturedLogs logs) {
            WRITER.write("text=again");

            assertThat(logs).hasSize(1);
        }

        @TestFactory
        Stream<DynamicTest> dynamic(CapturedLogs logs) {
            return IntStream.rangeClosed(1, 2)
                    .mapToObj(number -> DynamicTest.dynamicTest("dynamic " + number, () -> {
                        WRITER.write("text=dynamic");

                        assertThat(logs).hasSize(number);
                    }));
        }

        @Nested
        class Inside {
            CapturedLogs logs;

            @BeforeEach
            void write() {
                WRITER.write("text=before");
            }

            @Test
            void nested() {
                WRITER.write("text=nested");

                assertThat(logs).hasSize(2).extracting(LogRecord::message).containsExactly("before", "nested");
            }
        }
    }

    @Test
    void keepsOneInstancesContainersForTheClass() {
        TestRun run = TestRun.of(PerClassTestCase.class);

        run.assertAllPass(2);
        // Named by its field although it starts before any test.
        assertThat(run.output().lines().filter(line -> line.endsWith(" started")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).startsWith("ledger "));
    }

    @StructuredLogs
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class PerClassTestCase {
        final WriterContainer ledger = WriterContainer.onRequest("text=started");
        CapturedLogs logs;

        @BeforeAll
        void start() {
            ledger.start();
        }

        @Test
        @Order(1)
        void first() {
            assertThat(logs.all()).from(ledger).withMessage("started").hasSize(1);
        }

        @Test
        @Order(2)
        void second() {
            ledger.write("text=second");

            assertThat(logs).from(ledger).hasSize(1).first().hasMessage("second");
        }

        @AfterAll
        void stop() {
            ledger.stop();
        }
    }

    @Test
    void capturesALocalVariable() {
        TestRun.of(LocalTestCase.class).assertAllPass(1);
    }

    @StructuredLogs
    static class LocalTestCase {
        @Test
        void local(CapturedLogs logs) {
            try (WriterContainer writer =
                    new WriterContainer("numbers=10").withStartupCheckStrategy(new OneShotStartupCheckStrategy())) {
                writer.start();

                assertThat(logs).from(writer).hasSize(10);
            }
            assertThat(logs).from("writer").hasSize(10);
        }
    }

    // --- ways to switch it on

    @Test
    void isAMetaAnnotationAnExtensionInCodeOrDetected() {
        TestRun.of(MetaTestCase.class, RegisteredTestCase.class).assertAllPass(2);
        TestRun.of(
                        Map.of(
                                "junit.jupiter.extensions.autodetection.enabled", "true",
                                "structuredlogs.enabled", "true"),
                        DetectedTestCase.class)
                .assertAllPass(1);
    }

    @Test
    void isNotDetectedUnlessItIsEnabled() {
        TestRun run =
                TestRun.of(Map.of("junit.jupiter.extensions.autodetection.enabled", "true"), DetectedTestCase.class);

        run.results()
                .testEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(finishedWithFailure(
                                message(text -> text.contains("No ParameterResolver registered for parameter")))));
    }

    @Retention(RetentionPolicy.RUNTIME)
    @StructuredLogs(print = Print.NEVER)
    @interface OurLogs {}

    @OurLogs
    static class MetaTestCase {
        @Test
        void test(CapturedLogs logs) {
            assertThat(logs).isEmpty();
        }
    }

    static class RegisteredTestCase {
        @RegisterExtension
        static final StructuredLogsExtension LOGS = StructuredLogsExtension.builder()
                .print(Print.ON_FAILURE)
                .color(Color.NEVER)
                .level("writer", LogLevel.WARN)
                .settle(Duration.ofSeconds(1))
                .build();

        @Test
        void test(CapturedLogs logs) {
            assertThat(logs).isEmpty();
        }
    }

    static class DetectedTestCase {
        @Test
        void test(CapturedLogs logs) {
            assertThat(logs).isEmpty();
        }
    }

    // --- failure messages

    @Test
    void coloursTheConsoleAndNoFailureMessage() {
        TestRun run = TestRun.of(Map.of("structuredlogs.color", "always"), MistakenTestCase.class);

        assertThat(run.output()).contains("\u001b[");
        run.results()
                .testEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(finishedWithFailure(
                                message(text -> text.contains("Nearest:\n  writer") && !text.contains("\u001b[")))));
    }

    @StructuredLogs
    @Testcontainers
    static class MistakenTestCase {
        @Container
        static final WriterContainer WRITER = WriterContainer.onRequest("text={\"level\":\"info\",\"msg\":\"paid\"}");

        @Test
        void expectsAnotherLevel(CapturedLogs logs) {
            assertThat(logs.all()).withLevel(ERROR).withMessage("paid").hasSize(1);
        }
    }

    // --- settings

    @Test
    void refusesAWrongValueAtTheStartOfTheClass() {
        TestRun run = TestRun.of(Map.of("structuredlogs.print", "loud"), PlainTestCase.class);

        run.results()
                .containerEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(finishedWithFailure(
                                message("structuredlogs.print = \"loud\" (configuration parameter): expected one of"
                                        + " LIVE, AFTER_TEST, ON_FAILURE, NEVER."))));
    }

    @Test
    void refusesAWrongLevelOfAContainerAtTheStartOfTheClass() {
        TestRun run = TestRun.of(Map.of("structuredlogs.level.shared", "chatty"), AboveTestCase.class);

        run.results()
                .containerEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(finishedWithFailure(
                                message("structuredlogs.level.shared = \"chatty\" (configuration parameter): expected"
                                        + " one of TRACE, DEBUG, INFO, WARN, ERROR, FATAL, OFF."))));
        run.results().testEvents().assertStatistics(stats -> stats.started(0));
    }

    @Test
    void refusesAWrongValueOfAMethodAtTheStartOfTheClass() {
        TestRun run = TestRun.of(WrongMethodTestCase.class);

        run.results()
                .containerEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(finishedWithFailure(message("structuredlogs.settle = \"soon\" (@StructuredLogs on"
                                + " WrongMethodTestCase.later): expected a duration such as 250ms, 2s or 1m."))));
        run.results().testEvents().assertStatistics(stats -> stats.started(0));
    }

    @StructuredLogs
    static class WrongMethodTestCase {
        @Test
        void first() {}

        @Test
        @StructuredLogs(settle = "soon")
        void later() {}
    }

    @Test
    void refusesOnAMethodWhatHoldsForTheWholeRun() {
        TestRun run = TestRun.of(FilesOfMethodTestCase.class);

        run.results()
                .containerEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(finishedWithFailure(message("structuredlogs.files.raw = \"true\" (@StructuredLogs on"
                                + " FilesOfMethodTestCase.test): expected it on a class, because it applies to more than one"
                                + " test."))));
        run.results().testEvents().assertStatistics(stats -> stats.started(0));
    }

    @StructuredLogs
    static class FilesOfMethodTestCase {
        @Test
        @StructuredLogs(files = StructuredLogs.Files.RAW)
        void test() {}
    }

    @StructuredLogs
    static class PlainTestCase {
        @Test
        void test() {}
    }

    @Test
    void aMethodsSettingsHoldForItAlone() {
        TestRun run = TestRun.of(MethodSettingsTestCase.class);

        run.assertAllPass(2);
        assertThat(run.output()).contains("printed").doesNotContain("silent");
    }

    @StructuredLogs(print = Print.LIVE)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    @Testcontainers
    static class MethodSettingsTestCase {
        @Container
        static final WriterContainer WRITER = WriterContainer.onRequest();

        @Test
        @Order(1)
        void printed(CapturedLogs logs) {
            WRITER.write("text=printed");
            assertThat(logs).hasSize(1);
        }

        @Test
        @Order(2)
        @StructuredLogs(print = Print.ON_FAILURE)
        void silent(CapturedLogs logs) {
            WRITER.write("text=silent");
            assertThat(logs).hasSize(1);
        }
    }

    // --- failures

    @Test
    void showsNoBlockOfATestThatIsAbortedInWhateverWay() {
        TestRun run = TestRun.of(AbortedTestCase.class);

        run.results().testEvents().assertStatistics(stats -> stats.aborted(2).failed(0));
        assertThat(run.output()).contains("a cup").doesNotContain(" FAILED ");
    }

    @StructuredLogs
    @Testcontainers
    static class AbortedTestCase {
        @Container
        static final WriterContainer WRITER = WriterContainer.onRequest("text=a cup");

        @Test
        void byAnAssumption() {
            Assumptions.abort("not here");
        }

        @Test
        void byOneOfTheirOwn() {
            throw new NotHereException();
        }
    }

    private static final class NotHereException extends TestAbortedException {
        private static final long serialVersionUID = 1;
    }

    @Test
    void keepsTheLogsOfAContainerThatNeverStarted() {
        for (Class<?> testClass : new Class<?>[] {FailedStartAboveTestCase.class, FailedStartBelowTestCase.class}) {
            TestRun run = TestRun.of(Map.of("structuredlogs.print", "on_failure"), testClass);

            run.results().containerEvents().assertStatistics(stats -> stats.failed(1));
            assertThat(run.output()).contains("broken").contains("exited 3").contains("missing setting SHOP_URL");
        }
    }

    @StructuredLogs
    @Testcontainers
    static class FailedStartAboveTestCase {
        @Container
        static final WriterContainer BROKEN = new WriterContainer("to=err", "text=missing setting SHOP_URL", "exit=3")
                .withStartupCheckStrategy(new OneShotStartupCheckStrategy());

        @Test
        void never() {}
    }

    @Testcontainers
    @StructuredLogs
    static class FailedStartBelowTestCase {
        @Container
        static final WriterContainer BROKEN = new WriterContainer("to=err", "text=missing setting SHOP_URL", "exit=3")
                .withStartupCheckStrategy(new OneShotStartupCheckStrategy());

        @Test
        void never() {}
    }

    @Test
    void showsEachFailedTestsOwnRecordsOnce() {
        TestRun run = TestRun.of(Map.of("structuredlogs.print", "on_failure"), FailingTestCase.class);

        run.results().testEvents().assertStatistics(stats -> stats.failed(3).succeeded(1));
        assertThat(run.output())
                .containsOnlyOnce("FailingTestCase > inTest(CapturedLogs)")
                .containsOnlyOnce("FailingTestCase > inAfterEach(CapturedLogs)")
                .containsOnlyOnce("FailingTestCase > of(String, CapturedLogs) > ")
                .contains("a bad word")
                .doesNotContain("a good word");
    }

    @StructuredLogs
    @Testcontainers
    static class FailingTestCase {
        @Container
        static final WriterContainer WRITER = WriterContainer.onRequest();

        boolean failsAfterwards;

        @Test
        void inTest(CapturedLogs logs) {
            WRITER.write("text={\"level\":\"error\",\"message\":\"cause one\"}");
            assertThat(logs).withLevel(ERROR).isEmpty();
        }

        @Test
        void inAfterEach(CapturedLogs logs) {
            failsAfterwards = true;
        }

        @AfterEach
        void fail() {
            if (failsAfterwards) {
                throw new IllegalStateException("afterwards");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"good", "bad"})
        void of(String word, CapturedLogs logs) {
            WRITER.write("text=a " + word + " word");
            assertThat(logs).hasSize(1);
            assertThat(word).isEqualTo("good");
        }
    }

    @Test
    void failsATestForAnErrorThatItDidNotExpect() {
        TestRun run = TestRun.of(Map.of("structuredlogs.print", "on_failure"), GuardedTestCase.class);

        run.results().testEvents().assertStatistics(stats -> stats.failed(1).succeeded(3));
        assertThat(run.output()).containsOnlyOnce("FAILED").contains("> unexpected(", "out of mugs");
    }

    @StructuredLogs(failOn = LogLevel.ERROR)
    @Testcontainers
    static class GuardedTestCase {
        private static final String ERROR_LINE = "text={\"level\":\"error\",\"message\":\"out of mugs\"}";

        @Container
        static final WriterContainer WRITER = WriterContainer.onRequest();

        @Test
        void unexpected(CapturedLogs logs) {
            WRITER.write(ERROR_LINE);
            assertThat(logs).hasSize(1);
        }

        @Test
        @ExpectedLogs(level = ERROR, message = "mugs")
        void expected(CapturedLogs logs) {
            WRITER.write(ERROR_LINE);
            assertThat(logs).hasSize(1);
        }

        @Test
        void navigated(CapturedLogs logs) {
            WRITER.write(ERROR_LINE);
            assertThat(logs).singleElement().hasLevel(ERROR);
        }

        @Test
        @StructuredLogs(failOn = LogLevel.OFF)
        void unguarded(CapturedLogs logs) {
            WRITER.write(ERROR_LINE);
            assertThat(logs).hasSize(1);
        }
    }

    // --- the end

    @Test
    void leavesNoThread() {
        TestRun.of(KindsTestCase.class).assertAllPass(7);

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("structured-logs"));
    }

    @Test
    void aClassWithoutContainersPrintsNothing() {
        TestRun run = TestRun.of(PlainTestCase.class);

        run.assertAllPass(1);
        assertThat(run.output()).isEmpty();
    }

    @Test
    void aClassWithoutContainersPassesWhereNoEngineAnswers() {
        String output = RunInOwnJvm.of(RegisteredTestCase.class, Map.of("DOCKER_HOST", "tcp://127.0.0.1:1"));

        assertThat(output).contains("1 tests successful", "0 tests failed");
    }

    // --- at once

    @Test
    void keepsClassesThatRunAtOnceApart() {
        TestRun run = TestRun.of(
                Map.of(
                        "junit.jupiter.execution.parallel.enabled", "true",
                        "junit.jupiter.execution.parallel.mode.default", "concurrent",
                        "junit.jupiter.execution.parallel.config.strategy", "fixed",
                        "junit.jupiter.execution.parallel.config.fixed.parallelism", "4"),
                OneTestCase.class,
                TwoTestCase.class,
                ThreeTestCase.class);

        run.assertAllPass(6);
    }

    @StructuredLogs(print = Print.ON_FAILURE)
    @Testcontainers
    abstract static class AtOnceTestCase {
        @Container
        final WriterContainer writer = WriterContainer.onRequest();

        @Test
        void first(CapturedLogs logs) {
            writer.write("numbers=20");

            assertThat(logs).hasSize(20);
            assertThat(logs).from(writer).hasSize(20);
        }

        @Test
        void second(CapturedLogs logs) {
            writer.write("numbers=30");

            assertThat(logs).hasSize(30);
            assertThat(logs).from(writer).hasSize(30);
        }
    }

    static class OneTestCase extends AtOnceTestCase {}

    static class TwoTestCase extends AtOnceTestCase {}

    static class ThreeTestCase extends AtOnceTestCase {}

    // --- secrets

    /** The first class's settings hold for what there is one of in a run, but a secret is one wherever it is written. */
    @Test
    void hidesWhatALaterClassRedactsWhereverItIsWritten(@TempDir Path directory) throws IOException {
        TestRun run = TestRun.of(
                Map.of("structuredlogs.files.directory", directory.toString(), "structuredlogs.files.records", "true"),
                WithoutSecretsTestCase.class,
                RedactingTestCase.class);

        run.results().testEvents().assertStatistics(stats -> stats.succeeded(1).failed(1));
        String failure = run.results().testEvents().failed().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow()
                        .getMessage())
                .collect(Collectors.joining());
        assertThat(failure).contains("nickname").doesNotContain("ada77");
        assertThat(run.output()).contains("nickname=***").doesNotContain("ada77");
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(file).content().doesNotContain("ada77");
            }
        }
    }

    @StructuredLogs
    static class WithoutSecretsTestCase {
        @Test
        void passes() {}
    }

    @StructuredLogs(redact = "nickname")
    @Testcontainers
    static class RedactingTestCase {
        @Container
        static final WriterContainer WRITER = WriterContainer.onRequest();

        @Test
        void fails(CapturedLogs logs) {
            WRITER.write("json=\"level\":\"warn\",\"msg\":\"hello\",\"nickname\":\"ada77\"");

            assertThat(logs).withField("nickname", "ada77").hasSize(1);
            assertThat(logs).hasSize(2);
        }
    }

    // --- what a terminal would obey

    @Test
    void neutralisesTheNamesOfTests() {
        TestRun run = TestRun.of(Map.of("structuredlogs.print", "after_test"), HostileNamesTestCase.class);

        assertThat(run.output()).contains("hello", " FAILED ");
        assertThat(run.output().chars().filter(c -> c != '\n' && Character.isISOControl(c)))
                .isEmpty();
    }

    @StructuredLogs
    @Testcontainers
    static class HostileNamesTestCase {
        @Container
        static final WriterContainer WRITER = WriterContainer.onRequest();

        @ParameterizedTest(name = "{0}")
        @ValueSource(strings = {"passes \u001b[2J", "fails \u001b]52;c;aGk=\u0007 \u009b2J"})
        void named(String name) {
            WRITER.write("text=hello");
            assertThat(name).startsWith("passes");
        }
    }
}
