package io.github.structuredlogs.internal.jupiter;

import static io.github.structuredlogs.assertj.LogAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.Print;
import io.github.structuredlogs.StructuredLogs;
import io.github.structuredlogs.testing.RunInOwnJvm;
import io.github.structuredlogs.testing.TestImages;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;

/**
 * More records from one container than the test's JVM has heap. {@code mvn verify -pl extension -am -Dtest=ManyRecordsTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dload.records=10000000} is the large form; it prints what it took.
 */
@Tag("containers")
@Tag("load")
class ManyRecordsTest {

    @Test
    void areAllThere() {
        String output = RunInOwnJvm.of(
                ManyRecordsTestCase.class,
                Map.of("JAVA_TOOL_OPTIONS", "-Xmx128m -Dload.records=" + System.getProperty("load.records", "300000")));

        System.out.println(output);
        assertThat(output).contains("1 tests successful", "0 tests failed");
    }

    @StructuredLogs(print = Print.NEVER)
    static class ManyRecordsTestCase {
        private static final int RECORDS = Integer.getInteger("load.records");

        /** 225 bytes with its line end. */
        private static final String LINE =
                "{\"@timestamp\":\"2026-11-21T12:04:05.123Z\",\"log.level\":\"%s\",\"message\":\"%s\","
                        + "\"ecs.version\":\"1.2.0\",\"log.logger\":\"com.acme.orders.OrderService\","
                        + "\"trace.id\":\"4bf92f3577b34da6a3ce929d0e0e4736\",\"order\":%8d}";

        @Test
        void areAllThere(CapturedLogs logs) throws IOException {
            try (GenericContainer<?> writer = new GenericContainer<>(TestImages.writer())
                    .withCreateContainerCmdModifier(command -> command.withEntrypoint("perl"))
                    .withCommand(
                            "-e",
                            "$rare = $_ % 1000 == 0, printf '" + LINE + "' . qq(\\n),"
                                    + " $rare ? ('ERROR', 'not paid in time') : ('INFO', 'order was placed'), $_ for 1.."
                                    + RECORDS)) {
                long began = System.nanoTime();
                writer.start();
                assertThat(logs).eventually(Duration.ofMinutes(20), it -> it.hasSize(RECORDS));
                figure("%,d records after %d ms", RECORDS, millisSince(began));

                began = System.nanoTime();
                AtomicLong last = new AtomicLong();
                assertThat(logs)
                        .matching(record -> record.field("order") instanceof Number order
                                && order.longValue() == last.incrementAndGet())
                        .hasSize(RECORDS);
                figure("each looked at, in order, none twice, after %d ms", millisSince(began));

                began = System.nanoTime();
                assertThat(logs).withLevel(LogLevel.ERROR).hasSize(RECORDS / 1000);
                figure("the errors counted after %d ms", millisSince(began));
                assertThat(logs).withMessage("not paid in time").hasSize(RECORDS / 1000);
                assertThat(logs).withField("order", RECORDS).singleElement().hasLevel(LogLevel.ERROR);
                assertThat(logs).first().hasField("order", 1);
                assertThat(logs).last().hasField("order", RECORDS);
                assertThatThrownBy(() ->
                                assertThat(logs).extracting(LogRecord::message).contains("never"))
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContainingAll("Narrow further", "more heap");
                System.gc();
                figure(
                        "live heap %d MiB of at most %d, on disk %d MiB",
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20,
                        Runtime.getRuntime().maxMemory() >> 20,
                        onDisk() >> 20);
            }
        }

        private static long millisSince(long began) {
            return (System.nanoTime() - began) / 1_000_000;
        }

        private static void figure(String format, Object... values) {
            System.out.printf(format + "%n", values);
        }

        /** The file has no name any more. */
        private static long onDisk() throws IOException {
            long bytes = 0;
            Path own = Path.of("/proc/self/fd");
            if (Files.isDirectory(own)) {
                try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(own)) {
                    for (Path each : descriptors) {
                        if (Files.isSymbolicLink(each)
                                && Files.readSymbolicLink(each).toString().contains("structured-logs-")) {
                            bytes += Files.size(each);
                        }
                    }
                }
            }
            return bytes;
        }
    }
}
