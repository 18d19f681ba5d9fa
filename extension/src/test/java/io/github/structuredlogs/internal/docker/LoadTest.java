package io.github.structuredlogs.internal.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.internal.capture.Capture;
import io.github.structuredlogs.internal.capture.CaptureOptions;
import io.github.structuredlogs.internal.capture.Captures;
import io.github.structuredlogs.internal.capture.Completeness;
import io.github.structuredlogs.internal.parse.Formats;
import io.github.structuredlogs.testing.WriterContainer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.OutputFrame;
import org.testcontainers.containers.output.ToStringConsumer;
import org.testcontainers.lifecycle.Startables;

/**
 * Amounts of data: small ones in every build, large ones and their figures on request.
 *
 * <p>{@code mvn -pl extension -am test -Dtest=LoadTest -Dsurefire.failIfNoSpecifiedTests=false -DargLine=-Xmx128m
 * -Dload.records=10000000 -Dload.memory=33554432} and {@code -Dload.containers=50 -Dload.lines=1000000} print what they
 * took.
 */
@Tag("load")
class LoadTest {

    private static final int RECORDS = Integer.getInteger("load.records", 100_000);
    private static final long MEMORY = Long.getLong("load.memory", 1 << 20);
    private static final int CONTAINERS = Integer.getInteger("load.containers", 4);
    private static final int LINES = Integer.getInteger("load.lines", 20_000);
    private static final int ROUNDS = Integer.getInteger("load.rounds", 1);
    private static final Duration LONGEST = Duration.ofMinutes(20);

    private static Watch.Share watch(CaptureOptions options) {
        return Watch.share(() -> new Captures(Formats.builtIn(), options), Choice.OURS);
    }

    @Test
    void holdsMoreRecordsThanTheHeapDoes() throws Exception {
        Watch.Share watch = watch(CaptureOptions.defaults().withMemoryLimit(MEMORY));
        try (WriterContainer writer = new WriterContainer("pad=225", "numbers=" + RECORDS)) {
            long began = System.nanoTime();
            writer.start();
            Capture capture = watch.captures().of(writer).get(0);
            end(watch.captures(), capture);
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            assertThat(capture.size()).isEqualTo(RECORDS);
            assertThat(capture.completeness().state()).isEqualTo(Completeness.State.COMPLETE);
            assertThat(capture.count(null)).isEqualTo(RECORDS);
            System.gc();
            long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            began = System.nanoTime();
            for (long i = 0; i < RECORDS; i++) {
                byte[] expected = ("line " + (i + 1) + " ").getBytes(StandardCharsets.US_ASCII);
                byte[] raw = capture.raw(i);
                if (!Arrays.equals(raw, 0, expected.length, expected, 0, expected.length) || raw.length != 225) {
                    assertThat(new String(raw, StandardCharsets.UTF_8))
                            .as("record %d", i)
                            .startsWith("line " + (i + 1));
                    assertThat(raw).hasSize(225);
                }
            }
            print(
                    "%,d records, %,d bytes: %s from start to the last one queryable, live heap %d MiB of at most %d,"
                            + " every record read again in %s",
                    RECORDS,
                    capture.rawBytes(),
                    took,
                    heap >> 20,
                    Runtime.getRuntime().maxMemory() >> 20,
                    Duration.ofNanos(System.nanoTime() - began));
        } finally {
            watch.close();
            watch.captures().close();
        }
    }

    @Test
    void followsManyContainersAtOnce() throws Exception {
        Watch.Share watch = watch(CaptureOptions.defaults());
        List<WriterContainer> writers = IntStream.range(0, CONTAINERS)
                .mapToObj(i -> new WriterContainer("fifo=/start", "pad=100", "to=both", "numbers=20000", "fifo=/end"))
                .toList();
        try {
            Startables.deepStart(writers).join();
            int threads = Thread.activeCount();
            long began = System.nanoTime();
            for (WriterContainer writer : writers) {
                writer.execInContainer("sh", "-c", "echo > /start");
            }
            List<Capture> captures = new ArrayList<>();
            for (WriterContainer writer : writers) {
                captures.add(watch.captures().of(writer).get(0));
            }
            for (Capture capture : captures) {
                reach(watch.captures(), capture, 20_000);
            }
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            began = System.nanoTime();
            assertThat(watch.captures().sync(captures, Duration.ofSeconds(30)).behind())
                    .isEmpty();
            Duration sync = Duration.ofNanos(System.nanoTime() - began);
            for (Capture capture : captures) {
                assertThat(NumberedLines.of(capture)).isEqualTo(new NumberedLines(20_000, 20_000, List.of()));
            }
            print(
                    "%d containers at once, 20,000 lines each: %s until all were there, a sync over all of them %s,"
                            + " %d threads in all",
                    CONTAINERS, took, sync, threads);
        } finally {
            writers.forEach(WriterContainer::stop);
            watch.close();
            watch.captures().close();
        }
    }

    /** One after the other, three times, so that what else the machine does hits all of them. */
    @Test
    void takesNoLongerThanTheEngineDoes() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            measure("docker logs >/dev/null", new ArrayList<>(), container -> {
                Process logs = new ProcessBuilder("docker", "logs", "--follow", container.getContainerId())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                return logs::waitFor;
            });
            Watch.Share watch = watch(CaptureOptions.defaults());
            try {
                measure("Structured Logs", new ArrayList<>(), container -> () -> {
                    Capture capture = watch.captures().of(container).get(0);
                    reach(watch.captures(), capture, LINES);
                    assertThat(capture.count(LogLevel.INFO)).isEqualTo(LINES);
                });
                query(watch.captures().list().get(0));
            } finally {
                watch.close();
                watch.captures().close();
            }
            End text = new End(frame -> {});
            ToStringConsumer strings = new ToStringConsumer();
            measure("ToStringConsumer", List.of(strings, text), container -> text.ended::await);
            var mapper = new org.testcontainers.shaded.com.fasterxml.jackson.databind.ObjectMapper();
            End trees = new End(frame -> {
                try {
                    mapper.readTree(frame.getUtf8StringWithoutLineEnding());
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            measure("a consumer that calls readTree", List.of(trees), container -> trees.ended::await);
        }
    }

    private static void query(Capture capture) {
        for (int pass = 1; pass <= 2; pass++) {
            String how = pass == 1 ? "cold" : "warm";
            time(how + ", by level", () -> {
                int found = 0;
                for (long i = 0; i < capture.size(); i++) {
                    found += capture.level(i) == LogLevel.ERROR ? 1 : 0;
                }
                assertThat(found).isZero();
            });
            time(how + ", by trace", () -> {
                int found = 0;
                for (long i = 0; i < capture.size(); i++) {
                    found += capture.hasTrace(i, 0x4bf92f3577b34da6L, 0xa3ce929d0e0e4736L) ? 1 : 0;
                }
                assertThat(found).isEqualTo(LINES);
            });
            time(how + ", by message, each decoded", () -> {
                int found = 0;
                for (long i = 0; i < capture.size(); i++) {
                    found += "order placed".equals(capture.record(i).message()) ? 1 : 0;
                }
                assertThat(found).isEqualTo(LINES);
            });
            time(how + ", by field, each decoded", () -> {
                int found = 0;
                for (long i = 0; i < capture.size(); i++) {
                    found += capture.record(i).hasField("number") ? 1 : 0;
                }
                assertThat(found).isEqualTo(LINES);
            });
        }
    }

    private static void time(String name, Runnable query) {
        long began = System.nanoTime();
        query.run();
        print("  a look at %,d records, %s: %d ms", LINES, name, (System.nanoTime() - began) / 1_000_000);
    }

    private interface Reader {
        Done reads(GenericContainer<?> container) throws Exception;
    }

    private interface Done {
        void await() throws Exception;
    }

    private static final class End extends org.testcontainers.containers.output.BaseConsumer<End> {
        private final java.util.concurrent.CountDownLatch ended = new java.util.concurrent.CountDownLatch(1);
        private final java.util.concurrent.CountDownLatch measured = new java.util.concurrent.CountDownLatch(1);
        private final java.util.function.Consumer<OutputFrame> each;

        End(java.util.function.Consumer<OutputFrame> each) {
            this.each = each;
        }

        @Override
        public void accept(OutputFrame frame) {
            if (frame.getType() == OutputFrame.OutputType.END) {
                ended.countDown();
                try {
                    // What this thread allocated can be asked for only while it lives.
                    var unused = measured.await(1, java.util.concurrent.TimeUnit.MINUTES);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            } else {
                each.accept(frame);
            }
        }
    }

    /** From the moment when the container begins to write to the moment when the reader has the last line. */
    private static void measure(
            String name, List<? extends java.util.function.Consumer<OutputFrame>> consumers, Reader reader)
            throws Exception {
        String line = "{\\\"\\@timestamp\\\":\\\"2026-11-21T12:04:05.123Z\\\",\\\"log.level\\\":\\\"INFO\\\","
                + "\\\"message\\\":\\\"order placed\\\",\\\"ecs.version\\\":\\\"1.2.0\\\","
                + "\\\"log.logger\\\":\\\"com.acme.orders.OrderService\\\","
                + "\\\"trace.id\\\":\\\"4bf92f3577b34da6a3ce929d0e0e4736\\\",\\\"number\\\":";
        try (GenericContainer<?> container = new GenericContainer<>("debian:bookworm-slim")
                .withCommand(
                        "perl",
                        "-e",
                        "system 'mkfifo /start'; open F, '</start'; <F>; print \"" + line + "$_}\\n\" for 1.."
                                + LINES)) {
            consumers.forEach(container::withLogConsumer);
            container.start();
            Done done = reader.reads(container);
            var process = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            Allocation allocation = new Allocation();
            long cpu = process.getProcessCpuTime();
            long began = System.nanoTime();
            container.execInContainer("sh", "-c", "until [ -p /start ]; do sleep 0.01; done; echo > /start");
            done.await();
            print(
                    "%,d lines, %s: %d ms, CPU of this JVM %d ms, allocated %d bytes a line",
                    LINES,
                    name,
                    (System.nanoTime() - began) / 1_000_000,
                    (process.getProcessCpuTime() - cpu) / 1_000_000,
                    allocation.sinceThen() / LINES);
            for (var consumer : consumers) {
                if (consumer instanceof End end) {
                    end.measured.countDown();
                }
            }
        }
    }

    /** What all threads that were there at the beginning, or are there at the end, allocated in between. */
    private static final class Allocation {
        private final com.sun.management.ThreadMXBean threads =
                (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        private final java.util.Map<Long, Long> before = now();

        private java.util.Map<Long, Long> now() {
            java.util.Map<Long, Long> bytes = new java.util.HashMap<>();
            for (long id : threads.getAllThreadIds()) {
                bytes.put(id, Math.max(0, threads.getThreadAllocatedBytes(id)));
            }
            return bytes;
        }

        long sinceThen() {
            long sum = 0;
            for (java.util.Map.Entry<Long, Long> each : now().entrySet()) {
                sum += each.getValue() - before.getOrDefault(each.getKey(), 0L);
            }
            return sum;
        }
    }

    private static void end(Captures captures, Capture capture) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (true) {
            long seen = captures.arrivals().seen();
            if (capture.completeness().state() != Completeness.State.OPEN) {
                return;
            }
            assertThat(System.nanoTime()).as("no end: %s", capture).isLessThan(deadline);
            captures.arrivals().await(seen, Duration.ofSeconds(5));
        }
    }

    private static void reach(Captures captures, Capture capture, long size) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (true) {
            long seen = captures.arrivals().seen();
            if (capture.size() >= size) {
                return;
            }
            assertThat(System.nanoTime()).as("no end: %s", capture).isLessThan(deadline);
            captures.arrivals().await(seen, Duration.ofSeconds(5));
        }
    }

    private static void print(String format, Object... values) {
        System.out.printf(format + "%n", values);
    }
}
