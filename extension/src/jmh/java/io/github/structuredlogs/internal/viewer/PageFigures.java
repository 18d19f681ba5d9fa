package io.github.structuredlogs.internal.viewer;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitUntilState;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.parse.Formats;
import io.github.structuredlogs.internal.saved.LogFile;
import io.github.structuredlogs.internal.text.Redaction;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What the page of a large run takes: {@code PageFigures [records [rounds]]}, 1,000,000 ECS records of some 215 bytes by
 * default. A JVM of its own with {@code -Xmx128m} parses, redacts and writes; headless Chromium opens the file, scrolls and
 * searches. It prints the medians as a table.
 */
public final class PageFigures {
    private static final int BATCH = 10_000;
    private static final Instant START = Instant.parse("2026-11-28T22:00:00Z");
    private static final String[] SERVICES = {"orders", "payments", "database", "gateway", "stock"};

    private PageFigures() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int records = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        if (arguments.length > 2) {
            write(records, Path.of(arguments[2]));
            return;
        }
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        Path directory = Files.createTempDirectory("page-figures");
        Path file = directory.resolve("report.html");
        List<Long> written = new ArrayList<>();
        List<Map<String, Double>> seen = new ArrayList<>();
        try (Chromium chromium = Chromium.launch()) {
            for (int round = 0; round < rounds; round++) {
                written.add(inOwnJvm(records, file));
                seen.add(look(chromium.browser(), file));
                System.out.printf(
                        Locale.ROOT,
                        "round %d: written in %d ms, %s%n",
                        round + 1,
                        written.get(round),
                        seen.get(round));
            }
            System.out.printf(
                    Locale.ROOT,
                    "%n%,d records, %,d bytes raw, %d rounds, %d processors, Chromium %s, Java %s%n%n",
                    records,
                    raw(records),
                    rounds,
                    Runtime.getRuntime().availableProcessors(),
                    chromium.browser().version(),
                    System.getProperty("java.version"));
        }
        System.out.printf(Locale.ROOT, "| | median | least | most |%n| --- | --- | --- | --- |%n");
        System.out.printf(Locale.ROOT, "| file, MB | %.1f | | |%n", Files.size(file) / 1e6);
        row(
                "parsed, redacted and written with -Xmx128m, ms",
                written.stream().map(Long::doubleValue).toList());
        for (String name : seen.get(0).keySet().stream().sorted().toList()) {
            row(name, seen.stream().map(figures -> figures.get(name)).toList());
        }
        Files.delete(file);
        Files.delete(directory);
    }

    private static void row(String name, List<Double> figures) {
        List<Double> sorted = figures.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.1f |%n",
                name,
                sorted.get(sorted.size() / 2),
                sorted.get(0),
                sorted.get(sorted.size() - 1));
    }

    private static long inOwnJvm(int records, Path file) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PageFigures.class.getName(),
                        Integer.toString(records),
                        "1",
                        file.toString())
                .inheritIO()
                .start();
        if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException("The JVM that writes the file failed; what it printed is above.");
        }
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    private static void write(int records, Path target) throws IOException {
        Formats formats = Formats.builtIn();
        Instant end = START.plusMillis(records);
        List<Report.Container> containers = new ArrayList<>();
        for (String service : SERVICES) {
            containers.add(new Report.Container(
                    service,
                    null,
                    "acme/" + service + ":1",
                    "running",
                    false,
                    List.of(),
                    List.of(),
                    null,
                    0,
                    List.of(),
                    null));
        }
        try (ReportFile file = ReportFile.create(target, START, end, Redaction.of(List.of()))) {
            for (int from = 0; from < records; from += BATCH) {
                StringBuilder lines = new StringBuilder(BATCH * 220);
                for (int i = from; i < Math.min(records, from + BATCH); i++) {
                    lines.append(line(i)).append('\n');
                }
                int i = from;
                for (LogRecord record : LogFile.read(
                        new ByteArrayInputStream(lines.toString().getBytes(StandardCharsets.UTF_8)), formats)) {
                    file.add(record, i % SERVICES.length, i / 1000, i / SERVICES.length + 1);
                    i++;
                }
            }
            List<Report.Test> tests = new ArrayList<>();
            for (int i = 0; i * 1000 < records; i++) {
                boolean failed = i == records / 2000;
                tests.add(new Report.Test(
                        "com.acme.ShopIT",
                        "test" + i,
                        "test" + i + "()",
                        START.plusMillis(i * 1000L),
                        START.plusMillis(i * 1000L),
                        START.plusMillis(i * 1000L + 990),
                        failed ? Report.ReportOutcome.FAILED : Report.ReportOutcome.PASSED,
                        failed
                                ? new Report.Failure(
                                        "java.lang.AssertionError", "expected 1 but was 2", "ShopIT.java:1", "at …")
                                : null,
                        null,
                        failed ? List.of(new Report.Find(i * 1000 + 77, "refused", null, List.of())) : List.of(),
                        List.of(),
                        null));
            }
            file.finish(new Report(
                    new Report.ReportRun("figures", ZoneId.of("UTC"), START, end, Map.of()),
                    tests,
                    containers,
                    List.of(),
                    List.of(),
                    List.of()));
        }
    }

    private static long raw(int records) {
        long bytes = 0;
        for (int i = 0; i < 1000; i++) {
            bytes += line(i * (records / 1000)).length() + 1;
        }
        return bytes * records / 1000;
    }

    private static String line(int i) {
        long id = i * 0x9e3779b97f4a7c15L;
        return "{\"@timestamp\":\"" + RecordChunk.iso(START.plusMillis(i)) + "\",\"log.level\":\""
                + (i % 997 == 0 ? "ERROR" : i % 97 == 0 ? "WARN" : "INFO")
                + "\",\"message\":\"order " + i % 5000 + " placed\",\"log.logger\":\"com.acme."
                + SERVICES[i % SERVICES.length]
                + ".Service" + i % 7 + "\",\"process.thread.name\":\"worker-" + i % 16 + "\",\"orderId\":\""
                + Long.toHexString(id >>> 32) + "\",\"qty\":" + i % 9
                + (i == 987_654 || i == 654 ? ",\"note\":\"needle\"" : "") + "}";
    }

    private static Map<String, Double> look(Browser browser, Path file) {
        try (Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1280, 800))) {
            page.setDefaultTimeout(120_000);
            page.addInitScript("""
                new MutationObserver((_, observer) => {
                    if (document.querySelector('#records .row .time')) { globalThis.usable = performance.now(); observer.disconnect(); }
                }).observe(document, { childList: true, subtree: true });\
                """);
            page.navigate(file.toUri().toString(), new Page.NavigateOptions().setWaitUntil(WaitUntilState.LOAD));
            // The policy of the page forbids what Playwright's own waiting for a function does.
            until(page, "globalThis.usable !== undefined");
            double usable = number(page.evaluate("usable"));
            double paint = number(page.evaluate("performance.getEntriesByType('paint').find(entry => entry.name ==="
                    + " 'first-contentful-paint').startTime"));
            page.keyboard().press("w");
            until(page, "document.querySelector('.hint').textContent.includes('records')");
            double first = search(page, "needle");
            double again = search(page, "order 4321 ");
            double common = search(page, "placed");
            double field = search(page, "qty>7 level>=WARN");
            page.evaluate("() => { document.getElementById('query').value = ''; structuredLogs.setQuery(''); }");
            until(page, "structuredLogs.size() === structuredLogs.records.size");
            page.waitForTimeout(500);
            Object frames = page.evaluate("""
                async () => {
                    const list = structuredLogs.list, took = [], original = list.drawNow.bind(list);
                    list.drawNow = () => { const start = performance.now(); original(); list.root.offsetHeight; took.push(performance.now() - start); };
                    let top = list.top;
                    for (let i = 0; i < 300; i++) {
                        top += i % 50 === 49 ? list.total / 7 : 400;
                        list.moveTo(top % list.farthest);
                        await new Promise(resolve => requestAnimationFrame(resolve));
                    }
                    took.sort((a, b) => a - b);
                    return [took[Math.floor(took.length / 2)], took[Math.floor(took.length * 0.95)]];
                }\
                """);
            List<?> frame = (List<?>) frames;
            return Map.of(
                    "first picture, ms",
                    paint,
                    "usable: the failed test's records are there, ms",
                    usable,
                    "free text over all records, first, ms",
                    first,
                    "free text over all records, another, ms",
                    again,
                    "free text that all records hold, ms",
                    common,
                    "a field and a level over all records, ms",
                    field,
                    "scrolling, script and layout of a frame, median, ms",
                    number(frame.get(0)),
                    "scrolling, script and layout of a frame, 95 of 100, ms",
                    number(frame.get(1)));
        }
    }

    private static void until(Page page, String condition) {
        page.evaluate("async () => { while (!(" + condition
                + ")) { await new Promise(resolve => setTimeout(resolve, 5)); } }");
    }

    private static double search(Page page, String query) {
        return number(page.evaluate("""
            async query => {
                const start = performance.now();
                document.getElementById('query').value = query;
                structuredLogs.setQuery(query);
                await structuredLogs.settled();
                await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
                return performance.now() - start;
            }\
            """, query));
    }

    private static double number(Object number) {
        return ((Number) number).doubleValue();
    }
}
