package io.github.structuredlogs.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * What a whole test JVM takes to read a container's log, beside what people use otherwise: {@code java … WholeProcess
 * [lines [rounds [containers [readings]]]]}. Each reading has a container and a fresh JVM of its own, as a test run has, one
 * after the other, round about, so that what else the machine does hits all of them; with 2 containers each JVM reads another
 * one before, so that its code is compiled; of the readings ({@code NEVER,READ_TREE}) all are taken if none is named. It
 * prints the medians, with the least and the most, and how {@code print=NEVER} compares with each other reading of its round.
 */
public final class WholeProcess {
    private WholeProcess() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int lines = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        int containers = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1;
        List<Reading> readings = arguments.length > 3
                ? Arrays.stream(arguments[3].split(",", -1))
                        .map(Reading::valueOf)
                        .toList()
                : List.of(Reading.values());
        Map<Reading, List<Figures>> all = new EnumMap<>(Reading.class);
        for (int round = 0; round < rounds; round++) {
            for (Reading reading : readings) {
                all.computeIfAbsent(reading, unused -> new ArrayList<>()).add(inOwnJvm(reading, lines, containers));
            }
        }
        System.out.printf(
                "%n%,d lines, container %d of its JVM, %d rounds, %d processors, Java %s%n%n| reading | ms from the first byte | CPU ms | bytes"
                        + " allocated a line | time of print=NEVER, times | its CPU, times |%n"
                        + "| --- | --- | --- | --- | --- | --- |%n",
                lines,
                containers,
                rounds,
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"));
        Map<String, List<Long>> queries = new TreeMap<>();
        List<Figures> ours = all.getOrDefault(Reading.NEVER, List.of());
        all.forEach((reading, figures) -> {
            System.out.printf(
                    "| %s | %s | %s | %s | %s | %s |%n",
                    reading.words(),
                    spread(figures.stream().map(Figures::millis).toList()),
                    spread(figures.stream().map(Figures::cpuMillis).toList()),
                    spread(figures.stream()
                            .map(each -> each.allocated() / lines)
                            .toList()),
                    times(ours, figures, Figures::millis),
                    times(ours, figures, Figures::cpuMillis));
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

    /** How many times as much as theirs ours is, round by round. */
    private static String times(List<Figures> ours, List<Figures> theirs, ToLongFunction<Figures> figure) {
        List<Double> times = IntStream.range(0, Math.min(ours.size(), theirs.size()))
                .filter(round -> figure.applyAsLong(theirs.get(round)) > 0)
                .mapToObj(round -> (double) figure.applyAsLong(ours.get(round)) / figure.applyAsLong(theirs.get(round)))
                .sorted()
                .toList();
        return times.isEmpty()
                ? "–"
                : String.format(
                        "%.2f (%.2f–%.2f)", times.get(times.size() / 2), times.get(0), times.get(times.size() - 1));
    }

    private static String spread(List<Long> values) {
        List<Long> sorted = values.stream().sorted().toList();
        return String.format(
                "%,d (%,d–%,d)", sorted.get(sorted.size() / 2), sorted.get(0), sorted.get(sorted.size() - 1));
    }
}
