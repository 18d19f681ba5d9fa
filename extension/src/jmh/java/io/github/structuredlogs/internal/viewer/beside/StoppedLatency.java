package io.github.structuredlogs.internal.viewer.beside;

import com.microsoft.playwright.Page;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import io.github.structuredlogs.internal.viewer.Chromium;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.output.FrameConsumerResultCallback;
import org.testcontainers.containers.output.OutputFrame.OutputType;
import org.testcontainers.containers.output.ToStringConsumer;

/**
 * How late the live page of a stopped test shows what its container logs: {@code StoppedLatency [seconds [standing]]}. A debugger
 * suspends all threads of a JVM of tests at a breakpoint, where it stands for the second number of seconds first, 0 by default. The container writes a line four times a second, and Chromium
 * shows the page. The delay is from the engine's timestamp of a line to the frame that shows it, by this machine's clock.
 * In the end the tests are killed, and some more lines written.
 */
public final class StoppedLatency {
    private static final int A_SECOND = 4;
    private static final int AFTER_THE_KILL = 40;

    /** Notes for each line when the frame after its row was there, in milliseconds. */
    private static final String NOTES = """
            window.shown = {};
            new MutationObserver(() => requestAnimationFrame(() => {
                for (const row of document.querySelectorAll('#records .row')) {
                    const line = /tick (\\d+)/.exec(row.textContent);
                    if (line !== null) window.shown[line[1]] ??= Date.now();
                }
            })).observe(document, { childList: true, subtree: true, characterData: true });
            """;

    private StoppedLatency() {}

    public static void main(String[] arguments)
            throws IOException, InterruptedException, IllegalConnectorArgumentsException {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60;
        int standing = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0;
        Path temporary = Files.createTempDirectory("stopped-latency");
        try (DebuggedTests tests = new DebuggedTests(temporary);
                Chromium chromium = Chromium.launch()) {
            Page page = chromium.browser().newPage();
            page.addInitScript(NOTES);
            page.navigate(tests.page());
            page.waitForFunction("() => document.querySelector('#side')?.textContent.includes('orders')");
            tests.stopAtBreakpoint();
            TimeUnit.SECONDS.sleep(standing);
            int suspended = seconds * A_SECOND;
            tick(tests, page, 0, suspended);
            tests.kill();
            tick(tests, page, suspended, suspended + AFTER_THE_KILL);
            Map<Integer, Long> logged = logged(tests.containerId());
            @SuppressWarnings("unchecked")
            Map<String, Number> shown = (Map<String, Number>) page.evaluate("window.shown");
            report("suspended", logged, shown, 0, suspended);
            report("killed", logged, shown, suspended, suspended + AFTER_THE_KILL);
        }
        System.out.println("load "
                + Files.readString(Path.of("/proc/loadavg"), StandardCharsets.UTF_8)
                        .strip());
    }

    private static void tick(DebuggedTests tests, Page page, int from, int to)
            throws IOException, InterruptedException {
        for (int line = from; line < to; line++) {
            tests.order("json=%22level%22:%22info%22,%22msg%22:%22tick%20" + line + "%22");
            TimeUnit.MILLISECONDS.sleep(1_000 / A_SECOND);
        }
        page.waitForFunction("line => line in window.shown", Integer.toString(to - 1));
    }

    /** {@return the engine's time of each line, in milliseconds} */
    private static Map<Integer, Long> logged(String container) throws IOException {
        ToStringConsumer text = new ToStringConsumer();
        try (FrameConsumerResultCallback frames = new FrameConsumerResultCallback()) {
            frames.addConsumer(OutputType.STDOUT, text);
            DockerClientFactory.instance()
                    .client()
                    .logContainerCmd(container)
                    .withStdOut(true)
                    .withTimestamps(true)
                    .exec(frames);
            frames.awaitCompletion();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        return text.toUtf8String()
                .lines()
                .filter(line -> line.contains("tick "))
                .collect(Collectors.toMap(
                        line -> Integer.parseInt(line.replaceAll(".*tick (\\d+).*", "$1")),
                        line -> Instant.parse(line.substring(0, line.indexOf(' ')))
                                .toEpochMilli()));
    }

    private static void report(String what, Map<Integer, Long> logged, Map<String, Number> shown, int from, int to) {
        List<Long> late = new ArrayList<>();
        int missing = 0;
        for (int line = from; line < to; line++) {
            Number at = shown.get(Integer.toString(line));
            if (at == null) {
                missing++;
            } else {
                late.add(at.longValue() - logged.get(line));
            }
        }
        List<Long> sorted = late.stream().sorted().toList();
        System.out.printf(
                "%s: %d lines, %d not seen; ms after the engine's timestamp: median %d, 95th percentile %d, most %d%n",
                what,
                to - from,
                missing,
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() * 95 / 100),
                sorted.get(sorted.size() - 1));
    }
}
