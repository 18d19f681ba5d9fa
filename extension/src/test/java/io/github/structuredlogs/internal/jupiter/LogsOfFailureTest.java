package io.github.structuredlogs.internal.jupiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.Print;
import io.github.structuredlogs.StructuredLogs;
import io.github.structuredlogs.internal.output.files.LogsOfFailure;
import io.github.structuredlogs.testing.TestRun;
import io.github.structuredlogs.testing.WriterContainer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** Where tests may run in parallel, the block of a failed test is in the very failure that JUnit reports. */
@Tag("containers")
@Tag("compatibility")
class LogsOfFailureTest {

    private static final String TITLE = " FAILED  ";

    /** All else is left at its default: no mode is concurrent. */
    private static final Map<String, String> PARALLEL = Map.of(
            "junit.jupiter.execution.parallel.enabled", "true",
            "junit.jupiter.execution.parallel.config.strategy", "fixed",
            "junit.jupiter.execution.parallel.config.fixed.parallelism", "2");

    @Test
    void isInWhateverATestOrClassFailsWith() {
        TestRun run = TestRun.of(
                PARALLEL,
                FailsTestCase.class,
                FailedSetUpTestCase.class,
                FailedStartTestCase.class,
                LogsTestCase.class);

        assertThat(blocks(run))
                .containsOnlyKeys(
                        "fails()",
                        "inItsSetUp()",
                        "inItsTearDown()",
                        "[1]",
                        "[2]",
                        "nested()",
                        "dynamic",
                        "LogsOfFailureTest$FailedSetUpTestCase",
                        "LogsOfFailureTest$FailedStartTestCase",
                        "logsAnError()")
                .allSatisfy((test, blocks) -> assertThat(blocks)
                        .singleElement()
                        .asString()
                        .startsWith("what the containers logged\n")
                        .contains(TITLE, test)
                        .doesNotContain("\u001b"));
        assertThat(run.output()).doesNotContain(TITLE);
    }

    @Test
    void isPrintedWhereOneTestRunsAfterTheOther() {
        TestRun run = TestRun.of(
                Map.of("junit.jupiter.execution.parallel.mode.default", "concurrent"), FailedSetUpTestCase.class);

        assertThat(blocks(run).values()).containsExactly(List.of());
        assertThat(run.output()).containsOnlyOnce(TITLE);
    }

    /** As where Spring cannot start what the test needs. */
    @Test
    void isThereWhereTheTestsInstanceCannotBeMade() {
        TestRun printed = TestRun.of(ConstructorTestCase.class, PostProcessorTestCase.class);

        assertThat(printed.output().lines().filter(line -> line.contains(TITLE)))
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).contains("$ConstructorTestCase > one()"),
                        line -> assertThat(line).contains("$ConstructorTestCase > other()"),
                        line -> assertThat(line).contains("$PostProcessorTestCase > one()"));
        assertThat(printed.output().lines().filter(line -> line.startsWith("All ")))
                .as("each test's own records")
                .hasSize(3)
                .allMatch(line -> line.startsWith("All 1 record: "));

        assertThat(blocks(TestRun.of(PARALLEL, ConstructorTestCase.class, PostProcessorTestCase.class)))
                .containsOnlyKeys("one()", "other()")
                .allSatisfy((test, blocks) ->
                        assertThat(blocks).singleElement().asString().contains(TITLE, test, "no plate"));
    }

    @StructuredLogs
    @Testcontainers
    static class ConstructorTestCase {
        @Container
        static final WriterContainer WRITER = WriterContainer.onRequest();

        ConstructorTestCase() {
            WRITER.write("json=\"level\":\"error\",\"msg\":\"no plate\"");
            throw new IllegalStateException("no plate");
        }

        @Test
        void one() {}

        @Test
        void other() {}
    }

    @StructuredLogs
    @Testcontainers
    @ExtendWith(FailingPostProcessor.class)
    static class PostProcessorTestCase {
        @Container
        static final WriterContainer WRITER = WriterContainer.onRequest();

        @Test
        void one() {}
    }

    static final class FailingPostProcessor implements TestInstancePostProcessor {
        @Override
        public void postProcessTestInstance(Object instance, ExtensionContext context) {
            PostProcessorTestCase.WRITER.write("json=\"level\":\"error\",\"msg\":\"no plate\"");
            throw new IllegalStateException("no plate");
        }
    }

    @Test
    void isPrintedWhereAFailureTakesNone() {
        TestRun run = TestRun.of(PARALLEL, TakesNoneTestCase.class);

        assertThat(blocks(run).values()).containsExactlyInAnyOrder(List.of(), List.of());
        assertThat(run.output().lines().filter(line -> line.contains(TITLE))).hasSize(2);
    }

    @Test
    void isOfTheFirstTestThatFailsWithAFailureAndPrintedOfTheOthers() {
        TestRun run = TestRun.of(PARALLEL, SameFailureTestCase.class);

        assertThat(blocks(run))
                .hasSize(2)
                .allSatisfy((test, blocks) -> assertThat(blocks).hasSize(1));
        assertThat(run.output()).containsOnlyOnce(TITLE);
    }

    @Test
    void isNowhereIfNothingIsToBePrinted() {
        TestRun run = TestRun.of(PARALLEL, SilentTestCase.class);

        assertThat(blocks(run).values()).containsExactly(List.of());
        assertThat(run.output()).isEmpty();
    }

    @Test
    void hidesWhatIsHiddenElsewhere() {
        TestRun run = TestRun.of(PARALLEL, SecretTestCase.class);

        assertThat(blocks(run).get("fails()"))
                .singleElement()
                .asString()
                .contains("password=***", "red\\u001b[31m")
                .doesNotContain("hunter2", "\u001b");
    }

    /** By the name of each test and class that failed, the blocks that its failure holds, wherever they are in it. */
    private static Map<String, List<String>> blocks(TestRun run) {
        Map<String, List<String>> blocks = new TreeMap<>();
        run.results().allEvents().failed().stream().forEach(event -> {
            Throwable failure = event.getRequiredPayload(TestExecutionResult.class)
                    .getThrowable()
                    .orElseThrow();
            List<String> own = Arrays.stream(failure.getSuppressed())
                    .filter(LogsOfFailure.class::isInstance)
                    .map(Throwable::toString)
                    .toList();
            assertThat(Throwables.getStackTrace(failure).split(TITLE, -1)).hasSize(own.size() + 1);
            blocks.put(event.getTestDescriptor().getDisplayName().replaceAll("(\\d]).*", "$1"), own);
        });
        return blocks;
    }

    @StructuredLogs
    @Testcontainers
    static class FailsTestCase {
        @Container
        static final WriterContainer WRITER = WriterContainer.onRequest();

        private String name = "";

        @BeforeEach
        void setUp(TestInfo test) {
            name = test.getDisplayName();
            if (name.equals("inItsSetUp()")) {
                fail(name);
            }
        }

        @AfterEach
        void tearDown() {
            if (name.equals("inItsTearDown()")) {
                fail(name);
            }
        }

        @Test
        void passes() {}

        @Test
        void isAborted() {
            Assumptions.abort("not here");
        }

        @Test
        void fails() {
            fail(name);
        }

        @Test
        void inItsSetUp() {}

        @Test
        void inItsTearDown() {}

        @ParameterizedTest
        @ValueSource(strings = {"one", "two"})
        void parameterized(String text) {
            fail(text);
        }

        @TestFactory
        Stream<DynamicTest> factory() {
            return Stream.of(
                    DynamicTest.dynamicTest("passing", () -> {}),
                    DynamicTest.dynamicTest("aborted", () -> Assumptions.abort("not here")),
                    DynamicTest.dynamicTest("dynamic", () -> fail("dynamic")));
        }

        @Nested
        class Inside {
            @Test
            void nested() {
                fail("nested");
            }
        }
    }

    @StructuredLogs
    @Testcontainers
    static class FailedSetUpTestCase {
        @Container
        static final WriterContainer WRITER = WriterContainer.onRequest();

        @BeforeAll
        static void setUp() {
            fail("no plate");
        }

        @Test
        void neverBegins() {}
    }

    @StructuredLogs
    @Testcontainers
    static class FailedStartTestCase {
        @Container
        static final WriterContainer WRITER = new WriterContainer("text=no plate", "exit=3")
                .withStartupCheckStrategy(new OneShotStartupCheckStrategy());

        @Test
        void neverBegins() {}
    }

    @StructuredLogs(failOn = LogLevel.ERROR)
    @Testcontainers
    static class LogsTestCase {
        @Container
        static final WriterContainer WRITER = WriterContainer.onRequest();

        @Test
        void logsAnError() {
            WRITER.write("json=\"level\":\"error\",\"msg\":\"no plate\"");
        }
    }

    @StructuredLogs
    @Testcontainers
    static class TakesNoneTestCase {
        @Container
        static final WriterContainer WRITER = WriterContainer.onRequest();

        @Test
        void first() {
            throw new TakesNone();
        }

        @Test
        void second() {
            throw new TakesNone();
        }
    }

    private static final class TakesNone extends RuntimeException {
        private static final long serialVersionUID = 1;

        TakesNone() {
            super("takes none", null, false, true);
        }
    }

    @StructuredLogs
    @Testcontainers
    static class SameFailureTestCase {
        private static final AtomicReference<AssertionError> FAILURE = new AtomicReference<>();

        @Container
        static final WriterContainer WRITER = WriterContainer.onRequest();

        private static AssertionError failure() {
            return FAILURE.updateAndGet(known -> known == null ? new AssertionError("the same") : known);
        }

        @Test
        void first() {
            throw failure();
        }

        @Test
        void second() {
            throw failure();
        }
    }

    @StructuredLogs(print = Print.NEVER)
    @Testcontainers
    static class SilentTestCase {
        @Container
        static final WriterContainer WRITER = WriterContainer.onRequest();

        @Test
        void fails() {
            fail("silently");
        }
    }

    @StructuredLogs
    @Testcontainers
    static class SecretTestCase {
        @Container
        static final WriterContainer WRITER = WriterContainer.onRequest();

        @Test
        void fails() {
            WRITER.write("json=\"level\":\"error\",\"msg\":\"red\\u001b[31m\",\"password\":\"hunter2\"");
            fail("no plate");
        }
    }
}
