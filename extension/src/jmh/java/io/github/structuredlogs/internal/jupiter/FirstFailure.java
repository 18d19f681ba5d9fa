package io.github.structuredlogs.internal.jupiter;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.sun.management.OperatingSystemMXBean;
import io.github.structuredlogs.internal.output.console.Console;
import io.github.structuredlogs.internal.output.files.ClassFiles;
import io.github.structuredlogs.internal.output.files.RunFiles;
import io.github.structuredlogs.internal.output.report.CaptureFacts;
import io.github.structuredlogs.internal.output.report.RunReport;
import io.github.structuredlogs.internal.scope.ClassScope;
import io.github.structuredlogs.internal.scope.FedCaptures;
import io.github.structuredlogs.internal.scope.TestScope;
import io.github.structuredlogs.internal.settings.Settings;
import io.github.structuredlogs.internal.settings.SettingsLayer;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.load.ThreadTimes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * What it takes to explain the first failure of a run: {@code java … FirstFailure records [shape [records of a
 * test]]}, without an engine. The shapes: {@code passed} (tests that passed have logged so many records, and the failed one 2,000
 * more), {@code new} (the same,
 * but 200 of the failed test's messages are new), {@code own} (the failed test has logged all of them). It prints the
 * milliseconds on the clock and of processor time that the block, the files and the page of that test took, and of a second
 * failure, each as {@code name value}.
 */
public final class FirstFailure {

    private static final long BETWEEN_TESTS = 2_000 * FedCaptures.MILLISECOND;

    private static final String[] USUAL = {
        "order %d placed by customer C-%d",
        "reserving %d items of SKU-%d",
        "payment of %d EUR accepted for order %d",
        "shipped order %d with parcel P%d",
        "cache refreshed, %d entries in %d ms",
        "GET /orders/%d answered 200 in %d ms",
        "POST /orders answered 201 in %d ms, order %d",
        "published OrderPlaced of order %d to partition %d",
    };
    private static final String[] LOGGERS = {"Orders", "Stock", "Payments", "Shipping", "Http"};

    private static int ofATest = 2_000;
    private static int records;
    private static String shape = "passed";

    private final FedCaptures run = new FedCaptures();
    private final Capture orders = run.container("orders");
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private int number;

    private FirstFailure() {}

    public static void main(String[] arguments) {
        records = Integer.parseInt(arguments[0]);
        shape = arguments.length > 1 && !arguments[1].isEmpty() ? arguments[1] : shape;
        ofATest = arguments.length > 2 ? Integer.parseInt(arguments[2]) : ofATest;
        LauncherFactory.create()
                .execute(LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(CheckoutTestCase.class))
                        .build());
    }

    @ExtendWith(Explaining.class)
    static class CheckoutTestCase {
        @Test
        void refundsAnOrder() {}
    }

    static final class Explaining implements AfterEachCallback {
        @Override
        public void afterEach(ExtensionContext context) throws IOException {
            new FirstFailure().explain(context);
        }
    }

    private void explain(ExtensionContext context) throws IOException {
        Path directory = Files.createTempDirectory("first-failure");
        try {
            Settings settings = new Settings(
                    List.of(new SettingsLayer.SettingsLayerBuilder()
                            .set("files.directory", directory.toString())
                            .set(
                                    "history.directory",
                                    directory.resolve("history").toString())
                            .set("color", "never")
                            .build("this program")),
                    Map.of());
            RunFiles files = new RunFiles(settings);
            Console console = new Console(new PrintStream(printed, true, StandardCharsets.UTF_8));
            Failures failures = new Failures(
                    run.captures,
                    console,
                    new RunReport(settings, run.captures, files::path, CaptureFacts.NONE, System.err::println),
                    new PassedTests(settings, System.err::println));
            ClassFiles ofClass = new ClassFiles(files, CheckoutTestCase.class, console.redaction(settings));
            ClassScope checkout = run.scopes.openClass(null, "class", CheckoutTestCase.class, FedCaptures.SETTLING);
            int own = shape.equals("own") ? records : ofATest;
            for (int left = records; left > 0 && own == ofATest; left -= ofATest) {
                try (TestScope passed = test(checkout)) {
                    log(Math.min(left, ofATest), false);
                    failures.passed(context, passed, settings);
                }
                run.after(BETWEEN_TESTS);
            }
            for (String which : new String[] {"first", "second"}) {
                Instant began = Instant.ofEpochSecond(0, run.now);
                try (TestScope failed = test(checkout)) {
                    log(own, true);
                    take(which, () -> {
                        failures.failed(
                                context,
                                failed,
                                new AssertionError("expected: refund of order 4711 but was: none"),
                                ShownContainers.of(failed, began),
                                new Failures.Times(began, began, began, new TestTimes()),
                                settings,
                                ofClass);
                        console.drain();
                    });
                }
                run.after(BETWEEN_TESTS);
            }
            if (System.getProperty("show") != null) {
                System.out.println(printed.toString(StandardCharsets.UTF_8));
            }
            System.err.printf("printed %d%n", printed.size());
        } finally {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private TestScope test(ClassScope checkout) {
        return run.scopes.openTest(checkout, "test" + number, "test" + number, FedCaptures.SETTLING);
    }

    private void log(int count, boolean fails) {
        for (int i = 1; i <= count; i++) {
            number++;
            run.after(FedCaptures.MILLISECOND / 100);
            String message = USUAL[number % USUAL.length].formatted(number, number % 977);
            String level = number % 500 == 0 ? "WARN" : "INFO";
            String logger = LOGGERS[number % USUAL.length % LOGGERS.length];
            if (fails && i == count / 2) {
                message = "refund of order 4711 refused: no such payment";
                level = "ERROR";
            } else if (fails && i == count / 2 - 1) {
                message = "looking for the payment of order 4711";
            } else if (fails && i % 10 == 0 && shape.equals("new")) {
                message = "step " + (char) ('a' + i / 10 % 20) + (char) ('a' + i / 10 / 20) + " of the refund of order "
                        + number;
            }
            run.feed(
                    orders,
                    "{\"@timestamp\":\"" + Instant.ofEpochSecond(0, run.now) + "\",\"log.level\":\"" + level
                            + "\",\"message\":\"" + message
                            + "\",\"ecs.version\":\"1.2.0\",\"log.logger\":\"com.acme.orders." + logger
                            + "\",\"trace.id\":\"0af7651916cd43dd8448eb211c80319c\",\"order\":" + number + "}");
        }
        run.after(FedCaptures.MILLISECOND);
    }

    private static void take(String name, Runnable work) {
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = process.getProcessCpuTime();
        ThreadTimes threads = new ThreadTimes();
        long began = System.nanoTime();
        work.run();
        System.err.printf(Locale.ROOT, "%s,ms %.1f%n", name, (System.nanoTime() - began) / 1e6);
        System.err.printf(Locale.ROOT, "%s,cpu-ms %.1f%n", name, (process.getProcessCpuTime() - cpu) / 1e6);
        threads.since()
                .forEach((thread, millis) -> System.err.printf(Locale.ROOT, "%s,cpu-ms %s %d%n", name, thread, millis));
    }
}
