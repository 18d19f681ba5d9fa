package io.github.structuredlogs.internal.jupiter;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.Print;
import io.github.structuredlogs.StructuredLogs;
import io.github.structuredlogs.testing.TestRun;
import io.github.structuredlogs.testing.WriterContainer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/**
 * Eight at once: classes that each have a container, and tests that share one.
 *
 * <p>{@code mvn -pl extension -am verify -Dtest=ParallelTest -Dsurefire.failIfNoSpecifiedTests=false -Dproof.rounds=100}
 * makes as many tests in each class, and as many requests in each test that shares.
 */
@Tag("containers")
class ParallelTest {

    private static final int AT_ONCE = 8;
    private static final int ROUNDS = Integer.getInteger("proof.rounds", 3);

    private static Map<String, String> parallel(String methods) {
        return Map.of(
                "junit.jupiter.execution.parallel.enabled", "true",
                "junit.jupiter.execution.parallel.mode.default", methods,
                "junit.jupiter.execution.parallel.mode.classes.default", "concurrent",
                "junit.jupiter.execution.parallel.config.strategy", "fixed",
                // Whoever waits for the tests of a class keeps a thread as well.
                "junit.jupiter.execution.parallel.config.fixed.parallelism", String.valueOf(2 * AT_ONCE));
    }

    @Test
    void eachClassSeesItsOwnContainer() {
        TestRun run = TestRun.of(
                parallel("same_thread"),
                OneTestCase.class,
                TwoTestCase.class,
                ThreeTestCase.class,
                FourTestCase.class,
                FiveTestCase.class,
                SixTestCase.class,
                SevenTestCase.class,
                EightTestCase.class);

        run.assertAllPass(AT_ONCE * ROUNDS);
    }

    @Test
    void eachTestSeesItsOwnTraceInAContainerThatAllShare() {
        TestRun run = TestRun.of(parallel("concurrent"), SharingTestCase.class);

        run.assertAllPass(AT_ONCE);
    }

    /** The alias is in a field of one class; the other one uses the singleton as well, and nothing says so. */
    @Test
    void aSingletonIsEverybodysAlsoWhileAClassHasAnAliasOfIt() {
        try {
            TestRun run = TestRun.of(parallel("same_thread"), AliasTestCase.class, UserTestCase.class);

            run.assertAllPass(2);
            assertThat(Singleton.get().isRunning()).isTrue();
        } finally {
            Singleton.get().stop();
        }
    }

    static final class Singleton {
        static final CyclicBarrier TOGETHER = new CyclicBarrier(2);

        private static @Nullable WriterContainer writer;

        private Singleton() {}

        static synchronized WriterContainer get() {
            if (writer == null) {
                writer = WriterContainer.onRequest();
                writer.start();
            }
            return writer;
        }

        static void together() throws Exception {
            TOGETHER.await(60, SECONDS);
        }
    }

    @StructuredLogs(print = Print.NEVER)
    static class AliasTestCase {
        static final WriterContainer WRITER = Singleton.get();

        @Test
        void runsMeanwhile() throws Exception {
            Singleton.together();
            Singleton.together();
            assertThat(WRITER.isRunning()).isTrue();
        }
    }

    @StructuredLogs(print = Print.NEVER)
    static class UserTestCase {
        @Test
        void doesNotMissWhatItHasCaused(CapturedLogs logs) throws Exception {
            Singleton.together();
            try {
                Singleton.get().write("json=\"level\":\"error\",\"msg\":\"refused\"");
                Singleton.get().awaitStored(1);
                assertThatThrownBy(
                                () -> assertThat(logs).atOrAbove(LogLevel.ERROR).isEmpty())
                        .hasMessageContaining("refused");
            } finally {
                Singleton.together();
            }
        }
    }

    @StructuredLogs(print = Print.NEVER, settle = "20s")
    @Testcontainers
    abstract static class OwnTestCase {

        private final Supplier<WriterContainer> writer;

        /** Not the container itself: one in a field of its object would be the test's own. */
        OwnTestCase(Supplier<WriterContainer> writer) {
            this.writer = writer;
        }

        @ParameterizedTest
        @MethodSource("numbers")
        void seesWhatItsTestHasCaused(int number, CapturedLogs logs) {
            String message = getClass().getSimpleName() + " " + number;
            for (int i = 0; i <= number % 5; i++) {
                writer.get().write("json=\"msg\":\"" + message + "\"");
            }

            assertThat(logs)
                    .extracting(LogRecord::message)
                    .containsOnly(message)
                    .hasSize(number % 5 + 1);
            assertThat(logs).from(writer.get()).hasSize(number % 5 + 1);
        }

        static IntStream numbers() {
            return IntStream.range(0, ROUNDS);
        }
    }

    static class OneTestCase extends OwnTestCase {
        @Container
        static final WriterContainer ONE = WriterContainer.onRequest();

        OneTestCase() {
            super(() -> ONE);
        }
    }

    static class TwoTestCase extends OwnTestCase {
        @Container
        static final WriterContainer TWO = WriterContainer.onRequest();

        TwoTestCase() {
            super(() -> TWO);
        }
    }

    static class ThreeTestCase extends OwnTestCase {
        @Container
        static final WriterContainer THREE = WriterContainer.onRequest();

        ThreeTestCase() {
            super(() -> THREE);
        }
    }

    static class FourTestCase extends OwnTestCase {
        @Container
        static final WriterContainer FOUR = WriterContainer.onRequest();

        FourTestCase() {
            super(() -> FOUR);
        }
    }

    static class FiveTestCase extends OwnTestCase {
        @Container
        static final WriterContainer FIVE = WriterContainer.onRequest();

        FiveTestCase() {
            super(() -> FIVE);
        }
    }

    static class SixTestCase extends OwnTestCase {
        @Container
        static final WriterContainer SIX = WriterContainer.onRequest();

        SixTestCase() {
            super(() -> SIX);
        }
    }

    static class SevenTestCase extends OwnTestCase {
        @Container
        static final WriterContainer SEVEN = WriterContainer.onRequest();

        SevenTestCase() {
            super(() -> SEVEN);
        }
    }

    static class EightTestCase extends OwnTestCase {
        @Container
        static final WriterContainer EIGHT = WriterContainer.onRequest();

        EightTestCase() {
            super(() -> EIGHT);
        }
    }

    /** A container that is being started is its class's or test's before they have a callback again. */
    @Test
    void aBlockShowsNothingOfAContainerThatIsBeingStartedForAnotherTest() {
        TestRun run = TestRun.of(
                parallel("concurrent"), StartsTestCase.class, StartsItsOwnTestCase.class, FailsTestCase.class);

        run.results().testEvents().assertStatistics(stats -> stats.succeeded(2).failed(1));
        assertThat(run.results().testEvents().failed().stream()
                        .flatMap(event -> event.getRequiredPayload(TestExecutionResult.class).getThrowable().stream())
                        .flatMap(failure -> Stream.of(failure.getSuppressed())))
                .singleElement()
                .asString()
                .contains("$FailsTestCase > fails(", "pantry running, 1 ERROR")
                .doesNotContain("oven", "burnt");
    }

    /** Ready when another test has failed, which waits for it to be started. */
    private static final class AfterTheFailure extends AbstractWaitStrategy {
        private static final CountDownLatch STARTED = new CountDownLatch(2);
        private static final CountDownLatch FAILED = new CountDownLatch(1);

        @Override
        protected void waitUntilReady() {
            STARTED.countDown();
            await(FAILED);
        }

        static void await(CountDownLatch latch) {
            try {
                assertThat(latch.await(60, SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        static WriterContainer oven() {
            return new WriterContainer("json=\"level\":\"error\",\"msg\":\"burnt\"", "sleep=600")
                    .waitingFor(new AfterTheFailure());
        }
    }

    @StructuredLogs
    @Testcontainers
    static class StartsTestCase {
        @Container
        static final WriterContainer OVEN = AfterTheFailure.oven();

        @Test
        void passes() {}
    }

    @StructuredLogs
    @Testcontainers
    static class StartsItsOwnTestCase {
        @Container
        final WriterContainer oven = AfterTheFailure.oven();

        @Test
        void passes() {}
    }

    @StructuredLogs
    @Testcontainers
    static class FailsTestCase {
        @Container
        static final WriterContainer PANTRY = WriterContainer.onRequest();

        @AfterAll
        static void goOn() {
            AfterTheFailure.FAILED.countDown();
        }

        @Test
        void fails(CapturedLogs logs) {
            AfterTheFailure.await(AfterTheFailure.STARTED);
            PANTRY.write("json=\"level\":\"error\",\"msg\":\"no plate\"");
            logs.await(Duration.ofSeconds(20), record -> "no plate".equals(record.message()));
            fail("no plate");
        }
    }

    @StructuredLogs(print = Print.NEVER, settle = "20s")
    @Testcontainers
    @Execution(ExecutionMode.CONCURRENT)
    static class SharingTestCase {
        private static final CyclicBarrier ALL = new CyclicBarrier(AT_ONCE);

        @Container
        private static final WriterContainer WRITER = WriterContainer.onRequest();

        @RepeatedTest(AT_ONCE)
        void seesItsTrace(RepetitionInfo repetition, CapturedLogs logs) throws Exception {
            String traceparent = logs.traceparent();
            String own = "of " + repetition.getCurrentRepetition();
            ALL.await(60, SECONDS);
            for (int i = 0; i < ROUNDS; i++) {
                WRITER.write(
                        "json=\"msg\":\"" + own + "\",\"traceId\":\"" + traceparent.substring(3, 35) + "\"",
                        "json=\"msg\":\"of nobody\"");
                assertThat(logs).withTrace(traceparent).hasSize(i + 1);
            }
            ALL.await(60, SECONDS);

            assertThat(logs)
                    .withTrace(traceparent)
                    .extracting(LogRecord::message)
                    .containsOnly(own)
                    .hasSize(ROUNDS);
            assertThat(logs.all()).from(WRITER).withMessage("of nobody").hasSize(AT_ONCE * ROUNDS);
            ALL.await(60, SECONDS);
        }
    }
}
