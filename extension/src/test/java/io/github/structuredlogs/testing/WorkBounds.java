package io.github.structuredlogs.testing;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.LoggedException;
import io.github.structuredlogs.assertj.CapturedLogsAssert;
import io.github.structuredlogs.internal.diagnosis.Diagnosis;
import io.github.structuredlogs.internal.diagnosis.PassedTestHistory;
import io.github.structuredlogs.internal.diagnosis.TestFailure;
import io.github.structuredlogs.internal.output.console.FailureBlock;
import io.github.structuredlogs.internal.render.BuildServer;
import io.github.structuredlogs.internal.render.ConsoleOptions;
import io.github.structuredlogs.internal.render.RecordFormatter;
import io.github.structuredlogs.internal.saved.SavedLogs;
import io.github.structuredlogs.internal.stack.StackTraceFold;
import io.github.structuredlogs.internal.text.Redaction;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What it may cost to read, decode, search, print, fold, redact and explain whatever a container prints: a stack of
 * 512 kB, and a time in proportion to the text.
 *
 * <p>{@code WorkBounds [small logs] [large logs] [seed] [milliseconds]}: of about 1 kB and of 4 kB to 4 MB each, and how
 * much of the thread's own processor time 100 kB may take in each step.
 */
public final class WorkBounds {

    private static final int STACK = 512 << 10;
    private static final int UNIT = 100_000;
    /** So many logs are read before anything is measured. */
    private static final int WARM_UP = 300;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final HostileRecords logs;
    private final Random sizes;
    private final long nanosOfUnit;
    private final Map<String, Long> longest = new LinkedHashMap<>();
    private final Map<String, Long> total = new LinkedHashMap<>();
    private final Consumer<String> report;
    private final List<String> failures = new ArrayList<>();
    private final Redaction redaction = Redaction.of(List.of());
    private final RecordFormatter formatter =
            new RecordFormatter(new ConsoleOptions(true, true, 120, 4, ZoneOffset.UTC, redaction));
    private boolean warm;
    private volatile String where = "";
    private volatile long begun;
    private volatile byte[] log = {};
    private long bytes;

    private WorkBounds(long seed, long millisOfUnit, Consumer<String> report) {
        this.report = report;
        logs = new HostileRecords(seed, seeds());
        sizes = new Random(seed);
        nanosOfUnit = millisOfUnit * 1_000_000;
    }

    public static void main(String[] arguments) throws InterruptedException {
        long small = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1_000_000;
        long large = arguments.length > 1 ? Long.parseLong(arguments[1]) : 2_000;
        long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : 1;
        long millis = arguments.length > 3 ? Long.parseLong(arguments[3]) : 50;
        int largest = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 4 << 20;
        List<String> failures = run(small, large, largest, seed, millis, System.out::println);
        System.exit(failures.isEmpty() ? 0 : 1);
    }

    /** {@return what took too long or too much stack, with the beginning of the log that did} */
    static List<String> run(long small, long large, int largest, long seed, long millisOfUnit, Consumer<String> report)
            throws InterruptedException {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        WorkBounds bounds = new WorkBounds(seed, millisOfUnit, report);
        Thread thread = new Thread(null, () -> bounds.run(small, large, largest), "work-bounds", STACK);
        thread.setUncaughtExceptionHandler((dead, reason) -> thrown.set(reason));
        thread.start();
        while (thread.isAlive()) {
            thread.join(50);
            bounds.noteWhere(thread);
        }
        if (thrown.get() != null) {
            throw new AssertionError("The thread ended", thrown.get());
        }
        report.accept(String.format(
                java.util.Locale.ROOT,
                "%,d + %,d logs, %,d MB; longest and sum of each step, in ms:",
                small,
                large,
                bounds.bytes >> 20));
        bounds.total.forEach((step, nanos) -> report.accept(String.format(
                java.util.Locale.ROOT,
                "  %-10s %,8d %,10d",
                step,
                bounds.longest.get(step) / 1_000_000,
                nanos / 1_000_000)));
        return bounds.failures;
    }

    /** Keeps where a step was that has lasted longer than it may. */
    private void noteWhere(Thread thread) {
        long since = begun;
        if (where.isEmpty() && since != 0 && System.nanoTime() - since > nanosOfUnit * units()) {
            StringBuilder frames = new StringBuilder();
            for (StackTraceElement frame : thread.getStackTrace()) {
                if (frame.getClassName().startsWith("io.github.structuredlogs") && frames.length() < 400) {
                    frames.append(' ').append(frame.getFileName()).append(':').append(frame.getLineNumber());
                }
            }
            where = frames.toString();
        }
    }

    private long units() {
        return Math.max(1, (log.length + UNIT - 1) / UNIT);
    }

    private void run(long small, long large, int largest) {
        warm = false;
        for (int i = 0; i < WARM_UP; i++) {
            take(logs.next(1_000));
        }
        warm = true;
        longest.clear();
        total.clear();
        bytes = 0;
        for (long i = 0; i < small; i++) {
            take(logs.next(500 + sizes.nextInt(1_000)));
        }
        for (long i = 0; i < large; i++) {
            // As many of 4 to 8 kB as of 2 to 4 MB.
            int most = Math.max(8 << 10, largest >> sizes.nextInt(10));
            take(logs.next(most / 2 + sizes.nextInt(most / 2)));
        }
    }

    private void take(byte[] next) {
        log = next;
        bytes += next.length;
        List<LogRecord> records = new ArrayList<>();
        CapturedLogs[] read = new CapturedLogs[1];
        step("read", () -> {
            try {
                read[0] = CapturedLogs.read(new ByteArrayInputStream(log));
                records.addAll(((SavedLogs) read[0]).readRecords());
            } catch (IOException refused) {
                // It was mutated into something that is no log.
                where = "refused";
            }
        });
        step("decode", () -> records.forEach(LogRecord::fields));
        step(
                "show",
                () -> records.forEach(record -> {
                    var unusedTime = String.valueOf(record.timestamp());
                    var unusedText = record.toString();
                    record.raw();
                    record.toJson();
                    record.hasField("a.b[0].c");
                }));
        CapturedLogs captured = read[0];
        if (captured != null) {
            Map<String, Consumer<CapturedLogsAssert>> conditions = conditions();
            conditions.forEach((name, condition) -> step(name, () -> failing(captured, condition)));
        }
        step("print", () -> records.forEach(formatter::format));
        step(
                "fold",
                () -> records.forEach(record -> {
                    LoggedException thrown = record.exception();
                    if (thrown != null) {
                        StackTraceFold.fold(thrown, record.logger(), 4, "…");
                        StackTraceFold.rootCause(thrown);
                    }
                }));
        String text = new String(log, StandardCharsets.UTF_8);
        step("redact", () -> redaction.text(text));
        step("neutral", () -> formatter.safe(text));
        step("block", () -> block(records));
    }

    private void block(List<LogRecord> records) {
        String message = new String(log, StandardCharsets.UTF_8);
        TestFailure test = new TestFailure(
                "WorkIT > fails()",
                new AssertionError(message, new IllegalStateException(message)),
                Instant.EPOCH,
                Set.of(),
                records,
                List.of(),
                List.of(),
                List.of(),
                new PassedTestHistory());
        new FailureBlock(formatter, BuildServer.GITHUB).format(test, Diagnosis.of(test), "x");
    }

    private static Map<String, Consumer<CapturedLogsAssert>> conditions() {
        Map<String, Consumer<CapturedLogsAssert>> conditions = new LinkedHashMap<>();
        conditions.put("level", it -> it.withLevel(LogLevel.FATAL).hasSize(77_777));
        conditions.put("logger", it -> it.withLogger("a.b.C").hasSize(77_777));
        conditions.put("message", it -> it.withMessage("payment a b refused").hasSize(77_777));
        conditions.put("contains", it -> it.withMessageContaining("a b refused").hasSize(77_777));
        conditions.put("matches", it -> it.withMessageMatching("payment.*").hasSize(77_777));
        conditions.put("field", it -> it.withField("a.b[0].c", "x").hasSize(77_777));
        conditions.put("exception", it -> it.withException("a.b.CError").hasSize(77_777));
        conditions.put("cause", it -> it.withExceptionMessageContaining("zzz").hasSize(77_777));
        conditions.put(
                "trace", it -> it.withTrace("4bf92f3577b34da6a3ce929d0e0e4735").hasSize(77_777));
        conditions.put("all", it -> it.hasSize(77_777));
        conditions.put("content", it -> it.allMatch(record -> record.raw().isEmpty()));
        return conditions;
    }

    private static void failing(CapturedLogs logs, Consumer<CapturedLogsAssert> condition) {
        try {
            condition.accept(logs.assertThat());
        } catch (AssertionError expected) {
            // its text is what is measured
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private void step(String name, Work work) {
        long from = THREADS.getCurrentThreadCpuTime();
        where = "";
        begun = System.nanoTime();
        try {
            work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException | StackOverflowError e) {
            StackTraceElement[] frames = e.getStackTrace();
            fail(
                    "threw " + e + " at "
                            + (frames.length == 0 ? "" : frames[0] + " " + frames[Math.min(6, frames.length - 1)]),
                    name);
        }
        long nanos = THREADS.getCurrentThreadCpuTime() - from;
        begun = 0;
        longest.merge(name, nanos, Math::max);
        total.merge(name, nanos, Long::sum);
        long allowed = nanosOfUnit * units();
        if (warm && nanos > allowed) {
            fail("took " + nanos / 1_000_000 + " ms, " + allowed / 1_000_000 + " ms are allowed, at" + where, name);
        }
    }

    private void fail(String what, String step) {
        if (failures.size() < 200) {
            String text = new String(log, 0, Math.min(log.length, 1_500), StandardCharsets.UTF_8);
            String shown = text.replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r");
            String failure = (what + " in " + step + " of " + log.length + " bytes: "
                    + (shown.length() > 700
                            ? shown.substring(0, 350) + " … " + shown.substring(shown.length() - 350)
                            : shown));
            failures.add(failure);
            report.accept(failure);
        }
    }

    private static List<String> seeds() {
        try {
            Path root = Path.of(
                            WorkBounds.class.getResource("/corpus/SOURCES.md").toURI())
                    .getParent();
            List<String> seeds = new ArrayList<>(List.of("", "ERROR x", "java.lang.Error: x\n\tat a.B.c(D.java:1)\n"));
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                    if (!file.startsWith(root.resolve("expected")) && !file.endsWith("SOURCES.md")) {
                        String[] lines = text.split("\n", -1);
                        for (int i = 0; i < lines.length; i += 7) {
                            seeds.add(lines[i]);
                        }
                        seeds.add(text.substring(0, Math.min(text.length(), 900)));
                    }
                }
            }
            return seeds;
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
