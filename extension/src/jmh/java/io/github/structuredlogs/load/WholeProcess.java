package io.github.structuredlogs.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What a whole test JVM takes to read a container's log, beside what people use otherwise: {@code java … WholeProcess
 * [lines [rounds [containers]]]}. Each reading has a container and a fresh JVM of its own, as a test run has, one after the
 * other, round about, so that what else the machine does hits all of them; with 2 containers each JVM reads another one
 * before, so that its code is compiled. It prints the medians, with the least and the most.
 */
public final class WholeProcess {
    private WholeProcess() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int lines = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        int containers = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1;
        Map<Reading, List<Figures>> all = new EnumMap<>(Reading.class);
        for (int round = 0; round < rounds; round++) {
            for (Reading reading : Reading.values()) {
                all.computeIfAbsent(reading, unused -> new ArrayList<>()).add(inOwnJvm(reading, lines, containers));
            }
        }
        System.out.printf(
                "%n%,d lines, container %d of its JVM, %d rounds, %d processors, Java %s%n%n| reading | ms from the first byte | CPU ms | bytes"
                        + " allocated a line |%n| --- | --- | --- | --- |%n",
                lines,
                containers,
                rounds,
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"));
        Map<String, List<Long>> queries = new TreeMap<>();
        all.forEach((reading, figures) -> {
            System.out.printf(
                    "| %s | %s | %s | %s |%n",
                    reading.words(),
                    spread(figures.stream().map(Figures::millis).toList()),
                    spread(figures.stream().map(Figures::cpuMillis).toList()),
                    spread(figures.stream()
                            .map(each -> each.allocated() / lines)
                            .toList()));
            figures.forEach(each -> each.queryMicros()
                    .forEach((name, micros) -> queries.computeIfAbsent(name, unused -> new ArrayList<>())
                            .add(micros)));
        });
        System.out.printf("%n| query over them | ms |%n| --- | --- |%n");
        queries.forEach((name, micros) -> System.out.printf(
                "| %s | %s |%n",
                name, spread(micros.stream().map(each -> (each + 500) / 1000).toList())));
    }

    private static Figures inOwnJvm(Reading reading, int lines, int containers)
            throws IOException, InterruptedException {
        Path result = Files.createTempFile("whole-process", ".properties");
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            OneReading.class.getName(),
                            reading.name(),
                            String.valueOf(lines),
                            result.toString(),
                            String.valueOf(containers))
                    // As in a CI's log: nobody looks at what is printed, and no terminal slows it down.
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(reading.words() + " failed");
            }
            Figures figures = Figures.read(result);
            System.out.printf(
                    "%-60s %6d ms, CPU %6d ms %s, %,d bytes allocated%n",
                    reading.words(), figures.millis(), figures.cpuMillis(), figures.workMillis(), figures.allocated());
            return figures;
        } finally {
            Files.delete(result);
        }
    }

    private static String spread(List<Long> values) {
        List<Long> sorted = values.stream().sorted().toList();
        return String.format(
                "%,d (%,d–%,d)", sorted.get(sorted.size() / 2), sorted.get(0), sorted.get(sorted.size() - 1));
    }
}
