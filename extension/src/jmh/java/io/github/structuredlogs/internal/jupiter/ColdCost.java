package io.github.structuredlogs.internal.jupiter;

import io.github.structuredlogs.StructuredLogs;
import io.github.structuredlogs.testing.RunInOwnJvm;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/**
 * What the extension adds to a JVM that has one test class with one container: {@code java … ColdCost [pairs [JVM options]]}. Each
 * pair is a JVM without the extension on its class path, and one with it. They take turns at being first. It prints the
 * medians, with the least and the most. Linux only, which counts the processor time of ended processes.
 */
public final class ColdCost {

    /** A tick of {@code /proc/self/stat}, which is the same on all common systems. */
    private static final int MILLIS_A_TICK = 10;

    private record Cost(long millis, long cpuMillis) {}

    private ColdCost() {}

    /** Measures. */
    public static void main(String[] arguments) throws IOException, InterruptedException, URISyntaxException {
        int pairs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 15;
        List<String> options = Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length);
        List<Cost> without = new ArrayList<>();
        List<Cost> with = new ArrayList<>();
        for (int pair = 0; pair <= pairs; pair++) {
            List<Class<?>> order = pair % 2 == 0
                    ? List.of(WithoutTestCase.class, WithTestCase.class)
                    : List.of(WithTestCase.class, WithoutTestCase.class);
            for (Class<?> each : order) {
                Cost cost = inOwnJvm(each, options);
                // the first pair warms the disk's cache
                if (pair > 0) {
                    (each == WithTestCase.class ? with : without).add(cost);
                }
            }
        }
        System.out.printf("%-10s %28s %28s%n", pairs + " pairs", "ms", "CPU ms");
        print("without", without);
        print("with", with);
        List<Cost> more = new ArrayList<>();
        for (int pair = 0; pair < pairs; pair++) {
            more.add(new Cost(
                    with.get(pair).millis - without.get(pair).millis,
                    with.get(pair).cpuMillis - without.get(pair).cpuMillis));
        }
        print("more", more);
        System.out.println("load " + Files.readString(Path.of("/proc/loadavg")).strip());
    }

    private static void print(String what, List<Cost> costs) {
        System.out.printf("%-10s %28s %28s%n", what, spread(costs, Cost::millis), spread(costs, Cost::cpuMillis));
    }

    private static String spread(List<Cost> costs, ToLongFunction<Cost> figure) {
        long[] sorted = costs.stream().mapToLong(figure).sorted().toArray();
        return "%,d (%,d to %,d)".formatted(sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
    }

    private static Cost inOwnJvm(Class<?> testClass, List<String> options)
            throws IOException, InterruptedException, URISyntaxException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-Dstructuredlogs.files.directory=target/test-runs");
        command.add("-Dstructuredlogs.history.directory=target/cold-cost-history");
        command.addAll(List.of("-cp", classPath(testClass), RunInOwnJvm.class.getName(), testClass.getName()));
        ProcessBuilder java = new ProcessBuilder(command).redirectErrorStream(true);
        long cpu = cpuTicksOfChildren();
        long began = System.nanoTime();
        Process process = java.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        long nanos = System.nanoTime() - began;
        if (!printed.contains(" 1 tests successful")) {
            throw new IllegalStateException(
                    "Expected one passed test of " + testClass.getName() + ", but its JVM printed:\n" + printed);
        }
        return new Cost(nanos / 1_000_000, (cpuTicksOfChildren() - cpu) * MILLIS_A_TICK);
    }

    private static String classPath(Class<?> testClass) throws URISyntaxException {
        String extension = Path.of(StructuredLogs.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(element -> testClass == WithTestCase.class
                        || !Path.of(element).toAbsolutePath().toString().equals(extension))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static long cpuTicksOfChildren() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"), StandardCharsets.UTF_8);
        // The second field is a name in brackets, which may hold blanks; cutime and cstime are the 16th and the 17th.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
    }

    @Testcontainers
    static class WithoutTestCase {
        @Container
        static final GenericContainer<?> ORDERS =
                new GenericContainer<>("debian:bookworm-slim").withCommand("sh", "-c", """
                        echo '{"level":"info","logger":"orders","msg":"listening","port":8080}'
                        echo '{"level":"warn","logger":"orders","msg":"no tax table, using defaults"}'
                        echo '{"level":"info","logger":"orders","msg":"order placed","order":4711}'
                        exec sleep 600""");

        @Test
        void placesAnOrder() {}
    }

    @StructuredLogs
    static class WithTestCase extends WithoutTestCase {}
}
