package io.github.structuredlogs.load;

import io.github.structuredlogs.internal.jupiter.FirstFailure;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs {@link Growth} in fresh JVMs and prints medians and ranges: {@code java … GrowthTable what rounds records… [-before
 * classes]}. With the classes of another version both run by turns, so that what else the machine does hits both. {@code explain},
 * {@code explain-new} and {@code explain-own} run {@link FirstFailure}.
 */
public final class GrowthTable {

    private GrowthTable() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        String what = arguments[0];
        int rounds = Integer.parseInt(arguments[1]);
        List<String> records = new ArrayList<>();
        Map<String, String> versions = new LinkedHashMap<>();
        String own = System.getProperty("java.class.path");
        for (int i = 2; i < arguments.length; i++) {
            if (arguments[i].equals("-before")) {
                versions.put("before", arguments[++i] + File.pathSeparator + own);
            } else {
                records.add(arguments[i]);
            }
        }
        versions.put("now", own);
        for (String count : records) {
            Map<String, List<Double>> figures = new LinkedHashMap<>();
            for (int round = 0; round < rounds; round++) {
                for (Map.Entry<String, String> version : versions.entrySet()) {
                    run(version.getValue(), count, what)
                            .forEach((name, value) -> figures.computeIfAbsent(
                                            name + " | " + version.getKey(), unused -> new ArrayList<>())
                                    .add(value));
                }
            }
            figures.forEach((name, values) -> {
                Collections.sort(values);
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %s | %,.0f (%,.0f–%,.0f) |%n",
                        count,
                        name,
                        values.get(values.size() / 2),
                        values.get(0),
                        values.get(values.size() - 1));
            });
        }
    }

    private static Map<String, Double> run(String classPath, String records, String what)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + System.getProperty("growth.heap", "2g"),
                        "-cp",
                        classPath,
                        (what.startsWith("explain") ? FirstFailure.class : Growth.class).getName(),
                        records,
                        what.replaceFirst("explain-?", ""))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Map<String, Double> figures = new LinkedHashMap<>();
        new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .forEach(line -> {
                    int blank = line.lastIndexOf(' ');
                    if (blank > 0 && line.substring(blank + 1).matches("[0-9.]+")) {
                        figures.put(line.substring(0, blank), Double.parseDouble(line.substring(blank + 1)));
                    }
                });
        if (process.waitFor() != 0) {
            throw new IOException(records + " records: the JVM ended with " + process.exitValue());
        }
        return figures;
    }
}
