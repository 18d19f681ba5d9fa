package io.github.structuredlogs.internal.docker.watch;

import io.github.structuredlogs.internal.docker.ours.ContainerFilter;
import io.github.structuredlogs.internal.parse.Formats;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.CaptureOptions;
import io.github.structuredlogs.internal.store.Captures;
import io.github.structuredlogs.testing.WriterContainer;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

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
                "%d containers %s, %d s: JVM %d ms, engine %d ms of processor time, %d threads, %d samples%n",
                captures.size(),
                measured ? "measured" : "not measured",
                seconds,
                jvm().minus(jvm).toMillis(),
                engine().minus(engine).toMillis(),
                TestWatch.threads().size(),
                samples(captures) - before);
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
        return ProcessHandle.allProcesses()
                .filter(each -> each.info().command().orElse("").endsWith("/dockerd"))
                .findFirst()
                .flatMap(each -> each.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }
}
