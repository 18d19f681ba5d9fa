package io.github.structuredlogs.internal.docker.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.internal.docker.ours.ContainerFilter;
import io.github.structuredlogs.internal.parse.Formats;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.CaptureOptions;
import io.github.structuredlogs.internal.store.Captures;
import io.github.structuredlogs.testing.WriterContainer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.lifecycle.Startables;

/**
 * Numbers of containers: small ones in every build, large ones on request, {@code mvn verify -pl extension -am
 * -Dtest=LoadTest -Dsurefire.failIfNoSpecifiedTests=false -Dload.containers=50 -Dload.idle=500}, which print what they
 * took.
 */
@Tag("containers")
@Tag("load")
class LoadTest {

    private static final int CONTAINERS = Integer.getInteger("load.containers", 4);
    private static final int IDLE = Integer.getInteger("load.idle", 8);
    private static final Duration LONGEST = Duration.ofMinutes(20);

    private static Watch.Share watch() {
        return Watch.share(() -> new Captures(Formats.builtIn(), CaptureOptions.defaults()), ContainerFilter.OURS);
    }

    @Test
    void followsManyContainersAtOnce() throws Exception {
        Watch.Share watch = watch();
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
        }
    }

    /** Containers that say nothing cost next to nothing, and nobody waits for them at the end. */
    @Test
    void keepsManyIdleContainers() throws Exception {
        Watch.Share watch = watch();
        List<WriterContainer> idle = IntStream.range(0, IDLE)
                .mapToObj(i -> new WriterContainer("text=up", "fifo=/end"))
                .toList();
        try {
            long heapBefore = heap();
            long residentBefore = resident();
            Startables.deepStart(idle).join();
            List<Capture> captures = new ArrayList<>();
            for (WriterContainer each : idle) {
                captures.addAll(watch.captures().of(each));
            }
            assertThat(captures).hasSize(IDLE);
            for (Capture capture : captures) {
                reach(watch.captures(), capture, 1);
            }
            int threads = TestWatch.threads().size();
            long heap = heap() - heapBefore;
            long resident = resident() - residentBefore;
            long began = System.nanoTime();
            assertThat(watch.captures().sync(captures, LONGEST).behind()).isEmpty();
            long sync = millisSince(began);
            began = System.nanoTime();
            watch.close();
            print(
                    "%d idle containers: %d threads, live heap %,d KiB and resident memory %,d KiB more (the objects that"
                            + " start them included), a sync over all of them %d ms, closing %d ms",
                    IDLE, threads, heap >> 10, resident >> 10, sync, millisSince(began));
            assertThat(TestWatch.threads()).as("threads that are left").isEmpty();
        } finally {
            watch.close();
            idle.parallelStream().forEach(WriterContainer::stop);
        }
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** What the process takes of the machine's memory, where the system tells. */
    private static long resident() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .sum();
    }

    private static long millisSince(long began) {
        return (System.nanoTime() - began) / 1_000_000;
    }

    private static void reach(Captures captures, Capture capture, long size) {
        TestWatch.await(captures, LONGEST, () -> capture.size() >= size);
    }

    private static void print(String format, Object... values) {
        System.out.printf(format + "%n", values);
    }
}
