package io.github.structuredlogs.internal.output.report;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.diagnosis.Pick;
import io.github.structuredlogs.internal.scope.FedCaptures;
import io.github.structuredlogs.internal.settings.Settings;
import io.github.structuredlogs.internal.settings.SettingsLayer;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.text.Redaction;
import io.github.structuredlogs.internal.viewer.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the report costs a run by default, green and red: {@code ReportCost [records [tests]]}, by default 100,000 records of 5
 * containers and 200 tests, of which one fails in the red run. The median of 5 rounds, after one that does not count.
 */
public final class ReportCost {
    private static final int ROUNDS = 5;
    private static final String[] NAMES = {"orders", "payments", "database", "gateway", "stock"};

    private ReportCost() {}

    public static void main(String[] arguments) throws IOException {
        int records = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        int tests = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200;
        List<double[]> rounds = new ArrayList<>();
        for (int i = 0; i <= ROUNDS; i++) {
            double[] round = round(records, tests);
            if (i > 0) {
                rounds.add(round);
            }
        }
        System.out.printf(Locale.ROOT, "%,d records, %,d tests%n| | ms |%n| --- | --- |%n", records, tests);
        String[] rows = {"green run, at its end", "failed test, its page", "red run, its page at the end"};
        for (int row = 0; row < rows.length; row++) {
            int column = row;
            double median = rounds.stream()
                    .mapToDouble(round -> round[column])
                    .sorted()
                    .skip(ROUNDS / 2)
                    .findFirst()
                    .orElseThrow();
            System.out.printf(Locale.ROOT, "| %s | %.1f |%n", rows[row], median);
        }
    }

    private static double[] round(int records, int tests) throws IOException {
        Path directory = Files.createTempDirectory("report-cost");
        try (FedCaptures run = new FedCaptures()) {
            List<Capture> captures = new ArrayList<>();
            for (String name : NAMES) {
                captures.add(run.container(name));
            }
            for (int i = 0; i < records; i++) {
                run.feed(
                        captures.get(i % captures.size()),
                        "{\"level\":\"info\",\"logger\":\"com.acme.Service" + i % 7 + "\",\"msg\":\"order " + i
                                + " placed\",\"orderId\":\"" + Integer.toHexString(i * 0x9e3779b9) + "\",\"qty\":"
                                + i % 9
                                + "}");
                run.after(FedCaptures.MILLISECOND);
            }
            double green = close(report(run, directory), run, tests, false, directory)[1];
            double[] red = close(report(run, directory), run, tests, true, directory);
            return new double[] {green, red[0], red[1]};
        } finally {
            try (var files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(directory);
        }
    }

    private static RunReport report(FedCaptures run, Path directory) {
        Settings settings = new Settings(List.of(new SettingsLayer.SettingsLayerBuilder().build("defaults")), Map.of());
        return new RunReport(settings, run.captures, () -> directory, CaptureFacts.NONE, System.err::println);
    }

    private static double[] close(RunReport report, FedCaptures run, int tests, boolean fails, Path directory) {
        Instant noon = Instant.ofEpochSecond(0, FedCaptures.NOON);
        Capture first = run.captures.list().get(0);
        long millis = (run.now - FedCaptures.NOON) / FedCaptures.MILLISECOND / tests;
        double page = 0;
        for (int i = 0; i < tests; i++) {
            boolean failed = fails && i == tests / 2;
            long from = i * millis;
            List<LogRecord> own = new ArrayList<>();
            for (Capture capture : failed ? run.captures.list() : List.<Capture>of()) {
                for (long k = from / NAMES.length; k < (from + millis) / NAMES.length; k++) {
                    own.add(capture.record(k));
                }
            }
            EndedTest test = new EndedTest(
                    "com.acme.ShopIT",
                    "test" + i,
                    "test" + i,
                    noon.plusMillis(from),
                    noon.plusMillis(from),
                    noon.plusMillis(from + millis - 1),
                    failed ? Report.ReportOutcome.FAILED : Report.ReportOutcome.PASSED,
                    failed ? new AssertionError("no tea") : null,
                    failed ? "the block" : null,
                    failed
                            ? List.of(new Pick(
                                    first.record(from / NAMES.length),
                                    0,
                                    Pick.Role.FINDING,
                                    1,
                                    null,
                                    List.of(),
                                    List.of()))
                            : List.of(),
                    Set.of(),
                    null,
                    (capture, index) -> index >= from / NAMES.length && index < (from + millis) / NAMES.length);
            long start = System.nanoTime();
            if (failed) {
                report.failed(
                        test,
                        own,
                        own,
                        run.captures.list(),
                        Redaction.of(List.of()),
                        directory.resolve("ShopIT.test.html"));
                page = (System.nanoTime() - start) / 1e6;
            } else {
                report.ended(test);
            }
        }
        long start = System.nanoTime();
        report.close("shop");
        return new double[] {page, (System.nanoTime() - start) / 1e6};
    }
}
