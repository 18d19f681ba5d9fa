package io.github.structuredlogs.internal.output.files;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.MetricPoint;
import io.github.structuredlogs.Span;
import io.github.structuredlogs.StatsSample;
import io.github.structuredlogs.internal.files.PrivateFiles;
import io.github.structuredlogs.internal.json.JsonText;
import io.github.structuredlogs.internal.otlp.OtlpWriter;
import io.github.structuredlogs.internal.render.NormalFormWriter;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.Completeness;
import io.github.structuredlogs.internal.store.ContainerStatus;
import io.github.structuredlogs.internal.store.Loss;
import io.github.structuredlogs.internal.store.Telemetry;
import io.github.structuredlogs.internal.text.Redaction;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The files of one test class: for each failed test its block and its records, and {@code index.json} with the captured
 * data. The index is written again when a test fails, at the end, and otherwise if it is older than a second.
 * Thread-safe.
 */
public final class ClassDirectory {

    private static final Duration INDEX_AGE = Duration.ofSeconds(1);

    private final Path directory;
    private final String className;
    private final Redaction redaction;
    private final RunDirectory run;
    private final FileNames names = new FileNames();
    private final Map<String, TestEntry> tests = new LinkedHashMap<>();
    private final Instant started;
    private @Nullable Instant ended;
    private @Nullable Instant indexed;
    private List<Capture> indexedCaptures = List.of();

    ClassDirectory(Path directory, String className, Instant started, Redaction redaction, RunDirectory run) {
        this.directory = directory;
        this.className = className;
        this.started = started;
        this.redaction = redaction;
        this.run = run;
        names.give("index");
    }

    /** {@return the directory of the class's files} */
    public Path path() {
        return directory;
    }

    /** The outcome of a test. */
    public enum TestOutcome {
        PASSED,
        FAILED,
        ABORTED
    }

    private static final class TestEntry {
        final String name;
        final Instant started;

        @Nullable Instant ended;

        @Nullable TestOutcome testOutcome;

        /** Counts its records, the last of which may arrive after its end; null afterwards. */
        @Nullable IntSupplier counting;

        int records;

        List<String> unproven = List.of();

        @Nullable TestFiles files;

        boolean hasSpans;
        boolean hasPoints;

        TestEntry(String name, Instant started) {
            this.name = name;
            this.started = started;
        }
    }

    /**
     * The files of a failed test.
     *
     * @param block the failed test's block, as text
     * @param records the test's records, a line of JSON each
     * @param spans the test's spans as OTLP/JSON, a line each; written only if there are any
     * @param metrics the measurements during the test, in the same way
     */
    public record TestFiles(Path block, Path records, Path spans, Path metrics) {

        /** {@return the files that are written only if there is something for them} */
        public List<Path> telemetry() {
            return List.of(spans, metrics);
        }
    }

    /**
     * Notes that a test begins; does nothing if that is known.
     *
     * @param uniqueId JUnit's id of the test
     * @param name its name as a reader knows it
     * @param at when
     * @param captures the containers that it could use
     * @throws IOException if the index cannot be written
     */
    public synchronized void testBegins(String uniqueId, String name, Instant at, Collection<Capture> captures)
            throws IOException {
        if (tests.putIfAbsent(uniqueId, new TestEntry(name, at)) == null) {
            writeOldIndex(captures);
        }
    }

    /**
     * Adds a test that has ended.
     *
     * @param uniqueId JUnit's id of the test
     * @param testOutcome how it ended
     * @param at when
     * @param records counts its records; called again while more may arrive
     * @param captures the containers that it could use
     * @throws IOException if the index cannot be written
     */
    public synchronized void testEnds(
            String uniqueId, TestOutcome testOutcome, Instant at, IntSupplier records, Collection<Capture> captures)
            throws IOException {
        TestEntry testEntry = tests.computeIfAbsent(uniqueId, id -> new TestEntry(id, at));
        testEntry.testOutcome = testOutcome;
        testEntry.ended = at;
        testEntry.counting = records;
        if (testOutcome == TestOutcome.FAILED) {
            writeIndex(captures);
        } else {
            writeOldIndex(captures);
        }
    }

    /**
     * Notes what a test has concluded without proof, before it ends.
     *
     * @param uniqueId JUnit's id of the test
     * @param unproven what could not be proved, a sentence each
     */
    public synchronized void testSays(String uniqueId, List<String> unproven) {
        TestEntry testEntry = tests.get(uniqueId);
        if (testEntry != null) {
            testEntry.unproven = List.copyOf(unproven);
        }
    }

    /**
     * Returns the paths of a failed test's files, so that its block can name them.
     *
     * @param uniqueId JUnit's id of the test
     * @param fileName the wanted name: the method, and the invocation if there are several
     * @return the files, not written yet
     */
    public synchronized TestFiles filesOf(String uniqueId, String fileName) {
        String name = names.give(fileName);
        TestFiles files = new TestFiles(
                directory.resolve(name + ".txt"),
                directory.resolve(name + ".jsonl"),
                directory.resolve(name + ".traces.otlp.jsonl"),
                directory.resolve(name + ".metrics.otlp.jsonl"));
        TestEntry testEntry = tests.get(uniqueId);
        if (testEntry != null) {
            testEntry.files = files;
        }
        return files;
    }

    /**
     * Writes a failed test's files.
     *
     * @param files the paths
     * @param block its block, without colours
     * @param records its records
     * @param ofTest removes the secrets from these
     * @throws IOException if they cannot be written
     */
    public void write(TestFiles files, String block, Iterable<? extends LogRecord> records, Redaction ofTest)
            throws IOException {
        NormalFormWriter form = new NormalFormWriter(ofTest);
        PrivateFiles.write(files.block(), block + "\n");
        StringBuilder lines = new StringBuilder();
        try (FileChannel channel = PrivateFiles.open(files.records(), StandardOpenOption.TRUNCATE_EXISTING)) {
            for (LogRecord record : records) {
                lines.append(form.line(record));
                if (lines.length() > 64 << 10) {
                    flush(channel, lines);
                }
            }
            flush(channel, lines);
        }
    }

    /**
     * Writes a failed test's spans and measurements, if there are any.
     *
     * @param files the paths
     * @param spans its spans
     * @param points the measurements during the test
     * @param ofTest removes the secrets from these
     * @throws IOException if they cannot be written
     */
    public void writeTelemetry(TestFiles files, List<Span> spans, List<MetricPoint> points, Redaction ofTest)
            throws IOException {
        OtlpWriter writer = new OtlpWriter(ofTest);
        writeLines(files.spans(), spans, writer::line);
        writeLines(files.metrics(), points, writer::line);
        noteTelemetry(files, !spans.isEmpty(), !points.isEmpty());
    }

    private synchronized void noteTelemetry(TestFiles files, boolean hasSpans, boolean hasPoints) {
        for (TestEntry testEntry : tests.values()) {
            if (files.equals(testEntry.files)) {
                testEntry.hasSpans = hasSpans;
                testEntry.hasPoints = hasPoints;
            }
        }
    }

    private static <T> void writeLines(Path file, List<T> items, Function<T, String> line) throws IOException {
        if (items.isEmpty()) {
            return;
        }
        StringBuilder lines = new StringBuilder();
        try (FileChannel channel = PrivateFiles.open(file, StandardOpenOption.TRUNCATE_EXISTING)) {
            for (T item : items) {
                lines.append(line.apply(item));
                if (lines.length() > 64 << 10) {
                    flush(channel, lines);
                }
            }
            flush(channel, lines);
        }
    }

    private static void flush(FileChannel channel, StringBuilder lines) throws IOException {
        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        RunDirectory.write(channel, bytes, bytes.length);
        lines.setLength(0);
    }

    /**
     * Notes that the class has ended.
     *
     * @param captures the containers that its tests could use
     * @throws IOException if the index cannot be written
     */
    public synchronized void close(Collection<Capture> captures) throws IOException {
        ended = Instant.now();
        writeIndex(captures);
    }

    /** Notes that the run has ended, and writes what has become known since the class's end. */
    synchronized void runEnds() throws IOException {
        if (indexed != null) {
            writeIndex(indexedCaptures);
        }
    }

    private void writeOldIndex(Collection<Capture> captures) throws IOException {
        if (indexed == null || Duration.between(indexed, Instant.now()).compareTo(INDEX_AGE) > 0) {
            writeIndex(captures);
        }
    }

    /** Writes a new file and moves it over the old one, so that a reader always finds a complete one. */
    private void writeIndex(Collection<Capture> captures) throws IOException {
        indexed = Instant.now();
        indexedCaptures = List.copyOf(captures);
        StringBuilder out = new StringBuilder(1024);
        JsonText index = JsonText.object(out)
                .put("class", className)
                .put("started", started)
                .put("ended", ended);
        list(index.name("containers"), captures, capture -> container(out, capture));
        list(index.name("tests"), tests.values(), test -> test(out, test));
        index.end();
        Path file = directory.resolve("index.json");
        Path fresh = directory.resolve("index.json.tmp");
        PrivateFiles.write(fresh, out.append('\n'));
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static <T> void list(StringBuilder out, Collection<T> elements, Consumer<T> write) {
        out.append('[');
        String separator = "\n  ";
        for (T element : elements) {
            out.append(separator);
            write.accept(element);
            separator = ",\n  ";
        }
        out.append(']');
    }

    private void container(StringBuilder out, Capture capture) {
        ContainerStatus status = capture.status();
        Completeness completeness = capture.completeness();
        Map<String, Long> levels = new LinkedHashMap<>();
        for (LogLevel level : LogLevel.values()) {
            if (capture.count(level) > 0) {
                levels.put(level.name(), capture.count(level));
            }
        }
        if (capture.count(null) > 0) {
            levels.put("none", capture.count(null));
        }
        JsonText json = JsonText.object(out)
                .put("name", capture.name())
                .put("id", capture.containerId())
                .put("image", capture.image())
                .put("state", status.phase().name().toLowerCase(Locale.ROOT))
                .put("status", status.describe())
                .put("exitCode", status.exitCode())
                .put("stopped", status.stopped())
                .put("outOfMemory", status.outOfMemory())
                .put("restarts", status.restarts())
                .put("started", status.started())
                .put("finished", status.finished())
                .put("capture", completeness.state().name().toLowerCase(Locale.ROOT))
                .put("incomplete", completeness.reason());
        if (!completeness.losses().isEmpty()) {
            json.put("lost", completeness.losses().stream().map(Loss::describe).toList());
        }
        json.put("records", capture.size()).put("levels", levels);
        Path raw = run.rawFile(capture.containerId());
        json.put("raw", raw == null ? null : relative(raw));
        telemetry(json, capture.telemetry());
        stats(json, capture.stats().list());
        json.end();
    }

    private static void telemetry(JsonText json, Telemetry telemetry) {
        if (telemetry.spans().size() > 0) {
            json.put("spans", telemetry.spans().size());
        }
        if (telemetry.points().size() > 0) {
            json.put("measurements", telemetry.points().size());
        }
        if (!telemetry.rejections().isEmpty()) {
            Map<String, Integer> rejections = new TreeMap<>();
            telemetry.rejections().forEach((reason, number) -> rejections.put(reason.words(), number));
            json.put("notCaptured", rejections);
        }
    }

    private static void stats(JsonText json, List<StatsSample> samples) {
        if (samples.isEmpty()) {
            return;
        }
        StatsSample last = samples.get(samples.size() - 1);
        Map<String, Object> stats = new LinkedHashMap<>();
        stats.put("samples", samples.size());
        stats.put(
                "peakMemory",
                samples.stream().mapToLong(StatsSample::memory).max().orElse(0));
        stats.put("lastMemory", last.memory());
        stats.put("memoryLimit", last.memoryLimit());
        samples.stream()
                .mapToDouble(StatsSample::cpu)
                .filter(cpu -> !Double.isNaN(cpu))
                .max()
                .ifPresent(peak -> stats.put("peakCpu", Math.round(peak * 1000) / 1000.0));
        stats.put(
                "throttled",
                Math.round(samples.stream()
                                        .mapToDouble(StatsSample::throttled)
                                        .average()
                                        .orElse(0)
                                * 1000)
                        / 1000.0);
        json.put("stats", stats);
    }

    private void test(StringBuilder out, TestEntry test) {
        count(test);
        TestFiles files = test.files;
        JsonText json = JsonText.object(out)
                .put("name", redaction.text(test.name))
                .put(
                        "outcome",
                        test.testOutcome == null
                                ? "running"
                                : test.testOutcome.name().toLowerCase(Locale.ROOT))
                .put("started", test.started)
                .put("ended", test.ended)
                .put("records", test.records);
        if (!test.unproven.isEmpty()) {
            json.put(
                    "unproven",
                    test.unproven.stream().map(each -> redaction.text(each)).toList());
        }
        json.put("block", files == null ? null : relative(files.block()))
                .put("recordsFile", files == null ? null : relative(files.records()))
                .put("spansFile", files == null || !test.hasSpans ? null : relative(files.spans()))
                .put("metricsFile", files == null || !test.hasPoints ? null : relative(files.metrics()))
                .end();
    }

    private static void count(TestEntry test) {
        IntSupplier counting = test.counting;
        if (counting != null) {
            test.records = counting.getAsInt();
            if (Duration.between(test.ended, Instant.now()).compareTo(INDEX_AGE) > 0) {
                test.counting = null;
            }
        }
    }

    /** Writes slashes, also on Windows. */
    private String relative(Path file) {
        return directory.relativize(file).toString().replace('\\', '/');
    }
}
