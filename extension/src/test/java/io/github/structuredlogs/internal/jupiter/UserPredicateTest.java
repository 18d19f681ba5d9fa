package io.github.structuredlogs.internal.jupiter;

import static io.github.structuredlogs.assertj.LogAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.StructuredLogs;
import io.github.structuredlogs.testing.TestRun;
import io.github.structuredlogs.testing.WriterContainer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.platform.engine.TestExecutionResult;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** A predicate of a user's that never returns: it runs on the test's own thread, and holds up nobody else. */
@Tag("containers")
@Tag("engine")
class UserPredicateTest {

    @Test
    @Timeout(180)
    void endlessPredicateEndsWithTheTestTimeout() {
        TestRun run = TestRun.of(BlockedTestCase.class);

        run.results()
                .testEvents()
                .assertStatistics(statistics -> statistics.succeeded(1).failed(3));
        assertThat(run.results().testEvents().failed().stream()
                        .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                                .getThrowable()
                                .orElseThrow()))
                .as("one clear message for each")
                .extracting(Throwable::getMessage)
                .allMatch(message -> message.matches("\\w+\\(.*CapturedLogs\\) timed out after 2 seconds"));
        assertThat(run.output()).contains("line 1000");
    }

    @StructuredLogs
    @Testcontainers
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class BlockedTestCase {
        @Container
        static final WriterContainer WRITER = WriterContainer.onRequest();

        @Container
        static final WriterContainer OTHER = WriterContainer.onRequest();

        private static boolean blocks(String... writtenMeanwhile) {
            OTHER.write(writtenMeanwhile);
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                // Whoever swallows this blocks for good when the failure is explained: JUnit interrupts once.
                Thread.currentThread().interrupt();
            }
            return false;
        }

        @Test
        @Order(1)
        @Timeout(2)
        void inANarrowing(CapturedLogs logs) {
            WRITER.write("text=one");
            assertThat(logs)
                    .from(WRITER)
                    .matching(record -> blocks("numbers=400"))
                    .isNotEmpty();
        }

        @Test
        @Order(2)
        @Timeout(2)
        void inACondition(CapturedLogs logs) {
            WRITER.write("text=two");
            assertThat(logs)
                    .eventually(
                            Duration.ofHours(1),
                            it -> it.matching(record -> blocks("numbers=300")).isNotEmpty());
        }

        @Test
        @Order(3)
        @Timeout(2)
        void inWhatIsAwaited(CapturedLogs logs) {
            WRITER.write("text=three");
            logs.await(Duration.ofHours(1), record -> blocks("numbers=300"));
        }

        @Test
        @Order(4)
        void captureGoesOn(CapturedLogs logs) {
            assertThat(logs.all()).from(OTHER).hasSize(1_000);
            assertThat(logs.all()).from(WRITER).hasSize(3);
        }
    }
}
