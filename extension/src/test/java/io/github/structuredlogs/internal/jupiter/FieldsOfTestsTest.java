package io.github.structuredlogs.internal.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.Print;
import io.github.structuredlogs.StructuredLogs;
import io.github.structuredlogs.testing.TestRun;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Whose records a field shows. */
class FieldsOfTestsTest {

    private static final Map<String, String> AT_ONCE = Map.of(
            "junit.jupiter.execution.parallel.enabled", "true",
            "junit.jupiter.execution.parallel.mode.default", "concurrent",
            "junit.jupiter.execution.parallel.config.strategy", "fixed",
            "junit.jupiter.execution.parallel.config.fixed.parallelism", "8");

    @Test
    void theFieldOfAnInstanceIsThatOfItsTestOnEveryThread() {
        TestRun.of(AT_ONCE, TwoAtOnceTestCase.class).assertAllPass(4);
    }

    @Test
    void theFieldOfAnInstanceThatAllTestsShareIsItsClassesWhenTheyHaveEnded() {
        TestRun.of(SharedInstanceTestCase.class).assertAllPass(1);
    }

    /** {@return whose records these are, as a failure says it, asked on a thread that no test runs on} */
    private static String whose(CapturedLogs logs) {
        return CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                logs.assertThat().isNotEmpty();
                                return "";
                            } catch (AssertionError e) {
                                return e.getMessage();
                            }
                        },
                        task -> new Thread(task).start())
                .join();
    }

    @StructuredLogs(print = Print.NEVER, settle = "1ms")
    static class TwoAtOnceTestCase {
        static final CyclicBarrier TESTS = new CyclicBarrier(2);

        CapturedLogs logs;
        private final CapturedLogs given;

        TwoAtOnceTestCase(CapturedLogs given) {
            this.given = given;
        }

        @Test
        void one() throws Exception {
            asks(TESTS);
        }

        @Test
        void two() throws Exception {
            asks(TESTS);
        }

        void asks(CyclicBarrier both) throws Exception {
            both.await(1, TimeUnit.MINUTES);
            assertThat(whose(logs)).contains("in this test");
            assertThat(whose(given)).contains("in this test");
            both.await(1, TimeUnit.MINUTES);
        }

        @Nested
        class InnerTestCase {
            static final CyclicBarrier NESTED = new CyclicBarrier(2);

            @Test
            void three() throws Exception {
                asks(NESTED);
            }

            @Test
            void four() throws Exception {
                asks(NESTED);
            }
        }
    }

    @StructuredLogs(print = Print.NEVER, settle = "1ms")
    @TestInstance(Lifecycle.PER_CLASS)
    static class SharedInstanceTestCase {
        CapturedLogs logs;

        @Test
        void one() {
            assertThat(whose(logs)).contains("in this test");
        }

        @AfterAll
        void end() {
            assertThat(whose(logs)).contains("in the class SharedInstanceTestCase");
        }
    }
}
