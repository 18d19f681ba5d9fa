package io.github.structuredlogs.internal.viewer.live;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import io.github.structuredlogs.Viewer;
import io.github.structuredlogs.internal.viewer.Chromium;
import io.github.structuredlogs.testing.WriterContainer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.testcontainers.DockerClientFactory;

/**
 * The command {@code live} with {@code -Xmx256m} under load: {@code LiveLoad [containers [pages [records [rounds]]]]}, 50, 10, 5,000,000 and 10 by
 * default. Chromium opens each page in a context of its own. In each round the containers write their share. It prints the
 * memory of the command's process and of the pages, and looks whether the pages hold what they say they hold: of each
 * container numbers without a gap.
 */
public final class LiveLoad {
    private static final int LINE = 200;
    private static final double WAIT_MILLIS = Duration.ofMinutes(20).toMillis();

    /** Whether a page has so many records, counted from its first to its last. */
    private static final String HAS = "n => structuredLogs.records.size >= n";

    /** Reads all that a page holds: how many records, and how many numbers are missing between two of one container. */
    private static final String CHECK = """
            async () => {
                const { records } = structuredLogs, last = new Map();
                let gaps = 0, held = 0;
                for (let from = records.first; from < records.size; from += 5000) {
                    const to = Math.min(records.size, from + 5000);
                    for (const record of await records.read(Array.from({ length: to - from }, (_, i) => from + i))) {
                        const line = /^line (\\d+)/.exec(record.message);
                        if (line === null) continue;
                        held++;
                        const before = last.get(record.container);
                        if (before !== undefined && +line[1] !== before + 1) gaps++;
                        last.set(record.container, +line[1]);
                    }
                }
                return [held, gaps, last.size, structuredLogs.live.left];
            }
            """;

    private LiveLoad() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int containers = argument(arguments, 0, 50);
        int pages = argument(arguments, 1, 10);
        int records = argument(arguments, 2, 5_000_000);
        int rounds = argument(arguments, 3, 10);
        int share = records / containers / rounds;
        Process live = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Viewer.class.getName(),
                        "live",
                        "--tail",
                        "0")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<WriterContainer> writers = IntStream.range(0, containers)
                .mapToObj(i -> WriterContainer.onRequest())
                .toList();
        try (Chromium chromium = Chromium.launch()) {
            String address = address(live);
            writers.forEach(WriterContainer::start);
            List<Page> open = new ArrayList<>();
            for (int i = 0; i < pages; i++) {
                BrowserContext context = chromium.browser().newContext();
                Page page = context.newPage();
                page.navigate(address);
                page.waitForFunction("n => structuredLogs.index.containers.length >= n", containers, waiting());
                open.add(page);
            }
            System.out.printf("%d containers, %d pages, before: %s%n", containers, pages, memory(live, open));
            long before = ((Number) open.get(0).evaluate("structuredLogs.records.size")).longValue();
            for (int round = 1; round <= rounds; round++) {
                long begun = System.nanoTime();
                writers.parallelStream().forEach(each -> each.write("pad=" + LINE, "numbers=" + share));
                double wrote = (System.nanoTime() - begun) / 1e9;
                long expected = before + (long) share * containers * round;
                open.forEach(page -> page.waitForFunction(HAS, (double) expected, waiting()));
                System.out.printf(
                        Locale.ROOT,
                        "%,d records, written in %.1f s, on all pages after %.1f s: %s%n",
                        (long) share * containers * round,
                        wrote,
                        (System.nanoTime() - begun) / 1e9,
                        memory(live, open));
            }
            for (Page page : open) {
                System.out.println("records held, gaps, containers among them, left out: " + page.evaluate(CHECK));
            }
        } finally {
            writers.parallelStream().forEach(WriterContainer::stop);
            live.destroy();
            live.waitFor();
        }
        System.out.println("engine " + DockerClientFactory.instance().getActiveApiVersion() + ", load "
                + Files.readString(Path.of("/proc/loadavg"), StandardCharsets.UTF_8)
                        .strip());
    }

    private static int argument(String[] arguments, int at, int otherwise) {
        return arguments.length > at ? Integer.parseInt(arguments[at]) : otherwise;
    }

    private static Page.WaitForFunctionOptions waiting() {
        return new Page.WaitForFunctionOptions().setTimeout(WAIT_MILLIS).setPollingInterval(100);
    }

    private static String address(Process live) throws IOException {
        BufferedReader out = new BufferedReader(new InputStreamReader(live.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            int at = line.indexOf("http://");
            if (at >= 0) {
                return line.substring(at).strip();
            }
        }
        throw new IllegalStateException("The command live ended before it said its address; its complaint is above.");
    }

    private static String memory(Process live, List<Page> pages) throws IOException {
        long kilobytes = Files.readAllLines(Path.of("/proc", Long.toString(live.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
        List<Long> heaps = new ArrayList<>();
        for (Page page : pages) {
            CDPSession session = page.context().newCDPSession(page);
            session.send("HeapProfiler.collectGarbage");
            heaps.add(session.send("Runtime.getHeapUsage").get("usedSize").getAsLong());
            session.detach();
        }
        long processor = live.info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
        return String.format(
                Locale.ROOT,
                "live %,d MB and %.1f s of processor time, heap of a page %.1f to %.1f MB",
                kilobytes / 1024,
                processor / 1e3,
                heaps.stream().mapToLong(Long::longValue).min().orElse(0) / 1e6,
                heaps.stream().mapToLong(Long::longValue).max().orElse(0) / 1e6);
    }
}
