package io.github.structuredlogs.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.query.RecordSearch;
import io.github.structuredlogs.internal.scope.FedCaptures;
import io.github.structuredlogs.testing.RunInOwnJvm;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** More records than the heap holds. */
class SmallHeapTest {

    @Test
    void looksAtMoreRecordsThanTheHeapHolds() {
        assertThat(RunInOwnJvm.of(ManyRecordsTestCase.class, Map.of("JAVA_TOOL_OPTIONS", "-Xmx64m")))
                .contains("3 tests successful", "0 tests failed");
    }

    @Test
    void saysOnceThatTheFileCannotBeWritten() {
        assertThat(RunInOwnJvm.of(
                        NoFileTestCase.class, Map.of("JAVA_TOOL_OPTIONS", "-Xmx256m -Djava.io.tmpdir=/nonexistent")))
                .contains("1 tests successful", "0 tests failed");
    }

    static class ManyRecordsTestCase {
        /** With their index more than twice the heap. */
        private static final int RECORDS = 250_000;

        private static final FedCaptures RUN = new FedCaptures();

        private static CapturedLogs logs() {
            synchronized (RUN) {
                if (RUN.captures.list().isEmpty()) {
                    Capture orders = RUN.container("orders");
                    for (int i = 0; i < RECORDS; i++) {
                        RUN.now++;
                        RUN.feed(
                                orders,
                                "{\"level\":\"" + (i % 100 == 0 ? "error" : "info") + "\",\"msg\":\"order " + i
                                        + " placed\",\"order\":" + i + ",\"note\":\"" + "x".repeat(500) + "\"}");
                    }
                }
            }
            return RUN.scopes
                    .view(RUN.scopes.openClass(null, "class", SmallHeapTest.class, FedCaptures.SETTLING))
                    .all();
        }

        @Test
        void countsAndNarrowsAllOfThem() {
            CapturedLogs logs = logs();
            assertThat(RUN.captures.list().get(0).rawBytes() + 64L * RECORDS)
                    .isGreaterThan(2 * Runtime.getRuntime().maxMemory());

            logs.assertThat().hasSize(RECORDS);
            logs.assertThat().withLevel(LogLevel.ERROR).hasSize(RECORDS / 100);
            logs.assertThat().withField("order", RECORDS - 1).singleElement().hasLevel(LogLevel.INFO);
            logs.assertThat().withMessageContaining("99999 placed").hasSize(2);
            logs.assertThat()
                    .matching(record -> record.field("order") instanceof Number order && order.intValue() % 2 == 0)
                    .hasSize(RECORDS / 2);
            logs.assertThat().first().hasMessage("order 0 placed");
            logs.assertThat().last().hasMessage("order " + (RECORDS - 1) + " placed");
        }

        @Test
        void givesAdviceWhereEachIsToBeLookedAt() {
            CapturedLogs logs = logs();
            assertThatThrownBy(() ->
                            logs.assertThat().extracting(LogRecord::message).contains("order 1 placed"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContainingAll(RECORDS + " records match", "Narrow further", "count them", "more heap");
            assertThatThrownBy(() -> logs.assertThat().noneMatch(record -> record.message() == null))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("Narrow further");
            assertThatThrownBy(() -> logs.records().get(1))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("Narrow further");
        }

        @Test
        void looksAtEachOfAsManyAsAreHeld() {
            CapturedLogs logs = logs();
            var narrowed = logs.assertThat()
                    .matching(record ->
                            record.field("order") instanceof Number order && order.intValue() < RecordSearch.MAX_HELD);

            narrowed.extracting(LogRecord::raw)
                    .hasSize((int) RecordSearch.MAX_HELD)
                    .doesNotHaveDuplicates();
            // AssertJ would make an error of each.
            assertThatThrownBy(() -> narrowed.allSatisfy(record ->
                            assertThat(record.level()).as(record.raw()).isEqualTo(LogLevel.FATAL)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("FATAL");
            assertThatThrownBy(() -> narrowed.anySatisfy(record ->
                            assertThat(record.level()).as(record.raw()).isEqualTo(LogLevel.FATAL)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("FATAL");
            narrowed.anySatisfy(record -> assertThat(record.level()).isEqualTo(LogLevel.ERROR));
        }
    }

    static class NoFileTestCase {
        @Test
        void keepsThemInMemoryAndSaysSo() {
            try (FedCaptures run = new FedCaptures()) {
                Capture orders = run.container("orders");
                for (int i = 0; i < 300_000; i++) {
                    run.log(orders, "info", "order " + i + " placed by somebody who likes long lines");
                }

                assertThat(orders.size()).isEqualTo(300_000);
                assertThat(orders.record(299_999).message()).startsWith("order 299999 placed");
                assertThat(run.captures.reports())
                        .singleElement()
                        .asString()
                        .startsWith("Records beyond the memory limit cannot be written to a file and stay in memory")
                        .contains("/nonexistent", "structuredlogs.memory.limit");
            }
        }
    }
}
