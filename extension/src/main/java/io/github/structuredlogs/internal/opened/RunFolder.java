package io.github.structuredlogs.internal.opened;

import io.github.structuredlogs.internal.files.RunMark;
import io.github.structuredlogs.internal.json.PlainJson;
import io.github.structuredlogs.internal.saved.SavedLogs;
import io.github.structuredlogs.internal.viewer.Report;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory of one run. Its report says all. Without one, as after a JVM that was killed, the pages of its failed tests,
 * the lists of its classes and its records say what there was.
 */
final class RunFolder {
    private static final String REPORT = "report.html";
    private static final String RECORDS = "records.jsonl";

    private final Path directory;
    private final List<ReportSource> sources = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private RunFolder(Path directory) {
        this.directory = directory;
    }

    /** {@return what a run's directory holds} */
    static RunFolder read(Path directory) throws IOException {
        RunFolder folder = new RunFolder(directory);
        folder.read();
        return folder;
    }

    List<ReportSource> sources() {
        return sources;
    }

    /** {@return what the reader should know, one sentence each} */
    List<String> notes() {
        return notes;
    }

    private void read() throws IOException {
        Path report = directory.resolve(REPORT);
        if (Files.exists(report)) {
            try {
                sources.add(PageSource.of(report));
                return;
            } catch (IOException e) {
                notes.add(e.getMessage());
            }
        }
        tellWhyThereIsNoReport(report);
        for (Path each : children(directory)) {
            if (Files.isDirectory(each) && Files.exists(each.resolve("index.json"))) {
                readClass(each);
            }
        }
        Path records = directory.resolve(RECORDS);
        if (Files.exists(records)) {
            readRecords(records);
        }
        if (sources.isEmpty()) {
            readRaw();
        }
    }

    private void tellWhyThereIsNoReport(Path report) {
        if (Files.exists(report)) {
            return;
        }
        String name = String.valueOf(directory.getFileName());
        try {
            RunMark mark = RunMark.read(directory);
            if (mark == null || mark.ended() != null) {
                return;
            }
            notes.add(
                    mark.isAlive()
                            ? name + ": the run goes on; this is what there is so far."
                            : name
                                    + ": the JVM of this run was killed before it could write its report; this is what"
                                    + " it had written until then.");
        } catch (IOException e) {
            notes.add(name + ": " + e.getMessage());
        }
    }

    private void readClass(Path classDirectory) throws IOException {
        List<Path> pages = children(classDirectory).stream()
                .filter(file -> String.valueOf(file.getFileName()).endsWith(".html"))
                .toList();
        Set<String> shown = new HashSet<>();
        for (Path page : pages) {
            try {
                PageSource source = PageSource.of(page);
                source.report().tests().forEach(test -> shown.add(test.displayName()));
                sources.add(source);
            } catch (IOException e) {
                notes.add(e.getMessage());
            }
        }
        Path index = classDirectory.resolve("index.json");
        try {
            if (PlainJson.read(Files.readAllBytes(index)) instanceof Map<?, ?> json) {
                ClassIndex ofClass = new ClassIndex(json, shown);
                sources.add(ofClass);
                ofClass.running().forEach(test -> notes.add(test + " ran when the JVM ended."));
                if (pages.isEmpty()) {
                    for (String file : ofClass.recordFiles()) {
                        readRecords(classDirectory.resolve(file));
                    }
                }
            }
        } catch (IOException | DateTimeException e) {
            notes.add(index + " cannot be read: " + e.getMessage());
        }
    }

    /** Records in the normal form, a line each: the last one may have been cut off. */
    private void readRecords(Path file) throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            notes.add(file + " is not there.");
            return;
        }
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        if (end < bytes.length) {
            notes.add(
                    file + " ends within a record, which is left out: the JVM was killed while it wrote it, or the file"
                            + " was cut off.");
        }
        sources.add(SavedLog.of(
                String.valueOf(file.getFileName()),
                SavedLogs.show(new ByteArrayInputStream(Arrays.copyOf(bytes, end)))));
    }

    private void readRaw() throws IOException {
        Path raw = directory.resolve("raw");
        if (!Files.isDirectory(raw)) {
            return;
        }
        for (Path file : children(raw)) {
            try (InputStream in = Files.newInputStream(file)) {
                sources.add(SavedLog.of(
                        String.valueOf(file.getFileName()).replaceFirst("\\.log$", ""), SavedLogs.show(in)));
            }
        }
    }

    static List<Path> children(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        }
    }

    /** The list of a class's tests and containers. */
    private static final class ClassIndex implements ReportSource {
        private final Report report;
        private final List<String> running = new ArrayList<>();
        private final List<String> recordFiles = new ArrayList<>();

        /** Takes what is known of a class, but the tests that have their own pages. */
        ClassIndex(Map<?, ?> json, Set<String> shown) {
            String className = Objects.toString(json.get("class"), "");
            Instant started = time(json.get("started"));
            Instant ended = json.get("ended") == null ? null : time(json.get("ended"));
            List<Report.Test> tests = new ArrayList<>();
            Instant last = ended == null ? started : ended;
            for (Object each : json.get("tests") instanceof List<?> list ? list : List.of()) {
                if (each instanceof Map<?, ?> test) {
                    Report.Test read = test(className, test, last);
                    if (!shown.contains(read.displayName())) {
                        tests.add(read);
                    }
                    last = read.end().isAfter(last) ? read.end() : last;
                }
            }
            List<Report.Container> containers = new ArrayList<>();
            for (Object each : json.get("containers") instanceof List<?> list ? list : List.of()) {
                if (each instanceof Map<?, ?> container) {
                    containers.add(container(container));
                }
            }
            report = new Report(
                    new Report.ReportRun(className, ZoneId.systemDefault(), started, last, Map.of()),
                    tests,
                    containers,
                    List.of(),
                    List.of(),
                    List.of());
        }

        List<String> running() {
            return running;
        }

        List<String> recordFiles() {
            return recordFiles;
        }

        private static Instant time(@Nullable Object text) {
            return text instanceof String iso ? Instant.parse(iso) : Instant.EPOCH;
        }

        private Report.Test test(String className, Map<?, ?> test, Instant last) {
            String name = Objects.toString(test.get("name"), "");
            Instant began = time(test.get("started"));
            String outcome = Objects.toString(test.get("outcome"), "");
            if (outcome.equals("running")) {
                running.add(name);
            }
            if (test.get("recordsFile") instanceof String file) {
                recordFiles.add(file);
            }
            return new Report.Test(
                    className,
                    name,
                    name,
                    began,
                    began,
                    test.get("ended") == null ? (last.isAfter(began) ? last : began) : time(test.get("ended")),
                    switch (outcome) {
                        case "passed" -> Report.ReportOutcome.PASSED;
                        case "failed" -> Report.ReportOutcome.FAILED;
                        default -> Report.ReportOutcome.ABORTED;
                    },
                    null,
                    null,
                    List.of(),
                    List.of(),
                    null);
        }

        private static Report.Container container(Map<?, ?> json) {
            List<String> incomplete = new ArrayList<>();
            if (json.get("incomplete") instanceof String reason) {
                incomplete.add(reason);
            }
            if (json.get("lost") instanceof List<?> lost) {
                lost.forEach(each -> incomplete.add(String.valueOf(each)));
            }
            return new Report.Container(
                    Objects.toString(json.get("name"), ""),
                    json.get("id") instanceof String id ? id : null,
                    Objects.toString(json.get("image"), ""),
                    Objects.toString(json.get("status"), ""),
                    false,
                    List.of(),
                    incomplete,
                    null,
                    0,
                    List.of(),
                    json.get("raw") instanceof String raw ? raw : null);
        }

        @Override
        public Report report() {
            return report;
        }

        @Override
        public Rows rows() {
            return Rows.of(List.of());
        }
    }
}
