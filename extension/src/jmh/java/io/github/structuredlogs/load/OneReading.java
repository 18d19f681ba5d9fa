package io.github.structuredlogs.load;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.StructuredLogs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.OutputFrame;
import org.testcontainers.containers.output.ToStringConsumer;

/** Reads containers one after the other in one way, in this JVM, and tells what the last took: see {@link WholeProcess}. */
public final class OneReading {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String OTHER_TRACE = "0af7651916cd43dd8448eb211c80319c";

    private static int lines;
    private static Path result;

    private OneReading() {}

    public static void main(String[] arguments) throws Exception {
        Reading reading = Reading.valueOf(arguments[0]);
        lines = Integer.parseInt(arguments[1]);
        result = Path.of(arguments[2]);
        for (int time = Integer.parseInt(arguments[3]); time > 0; time--) {
            read(reading);
        }
        System.exit(0);
    }

    private static void read(Reading reading) throws Exception {
        switch (reading) {
            case DOCKER_LOGS -> dockerLogs("--follow");
            case DOCKER_LOGS_WITH_TIMES -> dockerLogs("--follow", "--timestamps");
            case NEVER -> structuredLogs("NEVER");
            case LIVE -> structuredLogs("LIVE");
            case TO_STRING -> consumer(new ToStringConsumer());
            case READ_TREE -> {
                ObjectMapper mapper = new ObjectMapper();
                consumer(frame -> {
                    try {
                        mapper.readTree(frame.getUtf8StringWithoutLineEnding());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            }
        }
    }

    // --- the readings

    private static void dockerLogs(String... options) throws Exception {
        try (Writer writer = new Writer(0)) {
            writer.start();
            List<String> command = new ArrayList<>(List.of("docker", "logs"));
            command.addAll(List.of(options));
            command.add(writer.getContainerId());
            Process logs = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Measurement measurement = new Measurement(writer);
            logs.waitFor();
            measurement.end(Map.of());
        }
    }

    private static void consumer(Consumer<OutputFrame> consumer) throws Exception {
        CountDownLatch all = new CountDownLatch(lines);
        try (Writer writer = new Writer(30)) {
            writer.withLogConsumer(frame -> {
                consumer.accept(frame);
                all.countDown();
            });
            writer.start();
            Measurement measurement = new Measurement(writer);
            all.await();
            measurement.end(Map.of());
        }
    }

    private static void structuredLogs(String print) throws IOException {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(CapturedTestCase.class))
                                .configurationParameter("structuredlogs.print", print)
                                .build(),
                        summary);
        summary.getSummary()
                .getFailures()
                .forEach(failure -> failure.getException().printStackTrace());
    }

    @StructuredLogs
    static class CapturedTestCase {
        @Test
        void reads(CapturedLogs logs) throws Exception {
            try (Writer writer = new Writer(30)) {
                writer.start();
                Measurement measurement = new Measurement(writer);
                logs.assertThat().eventually(Duration.ofMinutes(5), it -> it.hasSize(lines));
                measurement.end(() -> queries(logs));
            }
        }
    }

    private static Map<String, Long> queries(CapturedLogs logs) {
        Map<String, Long> micros = new TreeMap<>();
        for (String pass : new String[] {"cold", "second", "warm"}) {
            micros.put(
                    "by level, " + pass,
                    time(() -> logs.assertThat().withLevel(LogLevel.ERROR).hasSizeGreaterThanOrEqualTo(lines / 1000)));
            micros.put(
                    "by trace, " + pass,
                    time(() -> logs.assertThat().withTrace(TRACE).hasSizeGreaterThanOrEqualTo(lines / 1000)));
            micros.put(
                    "by message, " + pass,
                    time(() -> logs.assertThat()
                            .withMessage("payment refused")
                            .hasSizeGreaterThanOrEqualTo(lines / 1000)));
            micros.put(
                    "by field, " + pass,
                    time(() -> logs.assertThat().withField("order", lines).hasSizeGreaterThanOrEqualTo(1)));
        }
        micros.keySet().removeIf(name -> name.endsWith("second"));
        return micros;
    }

    private static long time(Runnable query) {
        long began = System.nanoTime();
        query.run();
        return (System.nanoTime() - began) / 1000;
    }

    // --- the container

    /** Writes its lines when it is told to, and stays for some seconds, so that no reader's end is measured. */
    private static final class Writer extends GenericContainer<Writer> {
        Writer(int seconds) {
            super("debian:bookworm-slim");
            withCommand("perl", "-e", """
                    system 'mkfifo /start'; open F, '</start'; <F>;
                    for my $n (1 .. %d) {
                        my $rare = $n %% 1000 == 0;
                        printf '{"@timestamp":"2026-11-21T12:04:05.%%03dZ","log.level":"%%s","message":"%%s",'
                            . '"ecs.version":"1.2.0","log.logger":"com.acme.orders.OrderService","trace.id":"%%s",'
                            . '"order":%%d}' . "\\n",
                            $n %% 1000, $rare ? 'ERROR' : 'INFO', $rare ? 'payment refused' : 'order placed',
                            $rare ? '%s' : '%s', $n;
                    }
                    $| = 1;
                    sleep %d;
                    """.formatted(lines, TRACE, OTHER_TRACE, seconds));
        }

        void go() throws IOException, InterruptedException {
            execInContainer("sh", "-c", "until [ -p /start ]; do sleep 0.01; done; echo > /start");
        }

        /** When the engine received the first line. */
        Instant firstByte() throws IOException {
            Process logs = new ProcessBuilder("docker", "logs", "--timestamps", getContainerId()).start();
            try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(logs.getInputStream(), StandardCharsets.UTF_8))) {
                return Instant.parse(reader.readLine().split(" ", 2)[0]);
            } finally {
                logs.destroy();
            }
        }
    }

    // --- what is measured

    private interface Queries {
        Map<String, Long> run();
    }

    /** Begins just before the container may write. */
    private static final class Measurement {
        private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        private final OperatingSystemMXBean process =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        private final Writer writer;
        private final Map<Long, Long> allocatedBefore;
        private final long cpuBefore;
        private final ThreadTimes times = new ThreadTimes();

        Measurement(Writer writer) throws IOException, InterruptedException {
            this.writer = writer;
            allocatedBefore = allocated();
            cpuBefore = process.getProcessCpuTime();
            writer.go();
        }

        void end(Map<String, Long> queries) throws IOException {
            end(() -> queries);
        }

        void end(Queries queries) throws IOException {
            Instant now = Instant.now();
            long cpu = process.getProcessCpuTime() - cpuBefore;
            Map<String, Long> work = times.since();
            long allocated = 0;
            for (Map.Entry<Long, Long> each : allocated().entrySet()) {
                allocated += each.getValue() - allocatedBefore.getOrDefault(each.getKey(), 0L);
            }
            long millis = Duration.between(writer.firstByte(), now).toMillis();
            new Figures(millis, cpu / 1_000_000, work, allocated, queries.run()).write(result);
        }

        /** Of all threads that live: the ones that read do until the container ends. */
        private Map<Long, Long> allocated() {
            Map<Long, Long> bytes = new HashMap<>();
            for (long id : threads.getAllThreadIds()) {
                bytes.put(id, Math.max(0, threads.getThreadAllocatedBytes(id)));
            }
            return bytes;
        }
    }
}
