package io.github.structuredlogs.internal.docker.watch;

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
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What it costs to measure containers, beside the same containers that are not measured: {@code StatsCost [containers]
 * [seconds]}.
 */
public final class StatsCost {

    private StatsCost() {}

    public static void main(String[] arguments) throws InterruptedException {
        int containers = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 30;
        Watch.Share watch =
                Watch.share(() -> new Captures(Formats.builtIn(), CaptureOptions.defaults()), ContainerFilter.OURS);
        List<WriterContainer> idle = IntStream.range(0, containers)
                .mapToObj(i -> new WriterContainer("text=up", "fifo=/end"))
                .toList();
        try {
            idle.forEach(WriterContainer::start);
            List<Capture> captures = new ArrayList<>();
            idle.forEach(each -> captures.addAll(watch.captures().of(each)));
            for (boolean measured : new boolean[] {false, true, false, true}) {
                if (measured) {
                    watch.captures().measure(captures);
                } else {
                    watch.captures().measureOnly(capture -> false);
                }
                report(captures, measured, seconds);
            }
        } finally {
            watch.captures().measureOnly(capture -> false);
            idle.forEach(WriterContainer::stop);
            watch.close();
        }
    }

    private static void report(List<Capture> captures, boolean measured, int seconds) throws InterruptedException {
        Thread.sleep(2_000);
        Duration jvm = jvm();
        Duration engine = engine();
        int before = samples(captures);
        Thread.sleep(seconds * 1_000L);
        System.out.printf(
                "%d containers %s, %d s: JVM %d ms, engine %d ms of processor time, %d threads, %d samples, live heap %,d KiB, engine %,d KiB resident%n",
                captures.size(),
                measured ? "measured" : "not measured",
                seconds,
                jvm().minus(jvm).toMillis(),
                engine().minus(engine).toMillis(),
                TestWatch.threads().size(),
                samples(captures) - before,
                liveHeap() / 1_024,
                engineResident());
    }

    /** In bytes, after a collection. */
    private static long liveHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** In KiB; Linux only. */
    private static long engineResident() {
        return dockerd().map(StatsCost::resident).orElse(0L);
    }

    private static long resident(ProcessHandle process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException e) {
            return 0;
        }
    }

    private static int samples(List<Capture> captures) {
        return captures.stream().mapToInt(capture -> capture.stats().size()).sum();
    }

    private static Duration jvm() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? Duration.ofNanos(system.getProcessCpuTime())
                : Duration.ZERO;
    }

    /** Of {@code dockerd}, where it is a process of this machine. */
    private static Duration engine() {
        return dockerd().flatMap(each -> each.info().totalCpuDuration()).orElse(Duration.ZERO);
    }

    private static Optional<ProcessHandle> dockerd() {
        return ProcessHandle.allProcesses()
                .filter(each -> each.info().command().orElse("").endsWith("/dockerd"))
                .findFirst();
    }
}
