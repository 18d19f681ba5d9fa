package io.github.structuredlogs.internal.opened;

import io.github.structuredlogs.internal.files.RunMark;
import io.github.structuredlogs.internal.saved.SavedLogs;
import io.github.structuredlogs.internal.text.Redaction;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What somebody has saved, by its paths; closed when it is written. */
public final class SavedRuns implements AutoCloseable {
    /** Deeper than any build has its modules. */
    private static final int MAX_DEPTH = 16;

    private static final byte[] PAGE = "<!doctype html>".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    private final List<ReportSource> sources = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> named = new ArrayList<>();
    private final List<FileSystem> zips = new ArrayList<>();

    /**
     * Adds a run, several runs, a page or a log. What cannot be read becomes a {@linkplain #notes() note}.
     *
     * @param path where it is
     */
    public void add(String path) {
        named.add(path);
        try {
            Path place = Path.of(path);
            if (!Files.exists(place)) {
                notes.add("Expected a file or directory at " + place.toAbsolutePath() + ", found nothing.");
            } else {
                add(place);
            }
        } catch (InvalidPathException e) {
            notes.add("Expected a path, found " + path + ": " + e.getReason() + ".");
        } catch (IOException | UncheckedIOException e) {
            notes.add(path + " cannot be read: " + e);
        }
    }

    private void add(Path place) throws IOException {
        if (Files.isDirectory(place)) {
            addDirectory(place);
            return;
        }
        byte[] beginning = beginning(place);
        if (startsWith(beginning, ZIP)) {
            addZip(place);
        } else if (startsWith(beginning, PAGE)) {
            sources.add(PageSource.of(place));
        } else {
            addLog(place);
        }
    }

    private static byte[] beginning(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(PAGE.length);
        }
    }

    private static boolean startsWith(byte[] bytes, byte[] mark) {
        return bytes.length >= mark.length
                && new String(bytes, 0, mark.length, StandardCharsets.ISO_8859_1)
                        .equalsIgnoreCase(new String(mark, StandardCharsets.ISO_8859_1));
    }

    private void addLog(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        SavedLogs read;
        try (InputStream in = Files.newInputStream(file)) {
            read = SavedLogs.show(in);
        }
        read.gaps().forEach(gap -> notes.add(file + ": " + gap + "."));
        SavedLog log = SavedLog.of(name.replaceFirst("\\.(log|txt|jsonl?|ndjson)$", ""), read);
        if (log.isEmpty()) {
            notes.add(file + " holds no record.");
        } else {
            sources.add(log);
        }
    }

    private void addZip(Path file) throws IOException {
        try {
            FileSystem zip = FileSystems.newFileSystem(file);
            zips.add(zip);
            for (Path root : zip.getRootDirectories()) {
                addDirectory(root);
            }
        } catch (ProviderNotFoundException | FileSystemNotFoundException e) {
            notes.add(file + " cannot be read: this Java runtime lacks the module jdk.zipfs; unpack it first.");
        }
    }

    private void addDirectory(Path directory) throws IOException {
        List<Path> runs = RunMark.isRun(directory) ? List.of(directory) : latest(runsBelow(directory));
        if (!runs.isEmpty()) {
            for (Path run : runs) {
                addRun(run);
            }
            return;
        }
        List<Path> pages = pagesBelow(directory);
        for (Path page : pages) {
            addPage(page);
        }
        if (pages.isEmpty()) {
            notes.add("Expected a run of Structured Logs in " + directory.toAbsolutePath()
                    + ", a directory such as 20261128T225120.123Z-4711, and found none. Name the files of saved logs"
                    + " themselves to see them.");
        }
    }

    private void addRun(Path run) throws IOException {
        RunFolder folder = RunFolder.read(run);
        notes.addAll(folder.notes());
        if (folder.sources().isEmpty()) {
            notes.add(run + " holds no test and no record.");
        }
        sources.addAll(folder.sources());
    }

    private void addPage(Path page) {
        try {
            sources.add(PageSource.of(page));
        } catch (IOException e) {
            notes.add(String.valueOf(e.getMessage()));
        }
    }

    private static List<Path> runsBelow(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory, MAX_DEPTH)) {
            return all.filter(each -> RunMark.isRun(each) && Files.isDirectory(each))
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> pagesBelow(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory, MAX_DEPTH)) {
            return all.filter(each -> String.valueOf(each.getFileName())
                            .toLowerCase(Locale.ROOT)
                            .endsWith(".html"))
                    .filter(each -> Files.isRegularFile(each))
                    .sorted()
                    .toList();
        }
    }

    /** Of each directory of runs the latest one, with those that are of the same build. */
    private static List<Path> latest(List<Path> runs) throws IOException {
        List<Path> found = new ArrayList<>();
        List<Path> parents = runs.stream().map(Path::getParent).distinct().toList();
        for (Path parent : parents) {
            Path last = runs.stream()
                    .filter(run -> parent.equals(run.getParent()))
                    .max(Comparator.comparing(run -> String.valueOf(run.getFileName())))
                    .orElseThrow();
            found.addAll(ForkedRuns.ofOneBuild(last));
        }
        return found;
    }

    /** {@return what could not be read, and what the reader should know, one sentence each} */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /**
     * Writes all of it as one report.
     *
     * @param target the file
     * @param redaction what is hidden
     * @throws NothingToShowException if nothing of it can be shown
     * @throws IOException if it cannot be written
     */
    public void write(Path target, Redaction redaction) throws IOException {
        if (sources.isEmpty()) {
            throw new NothingToShowException("There is nothing to show in " + String.join(", ", named) + ".");
        }
        String name = sources.size() == 1 ? sources.get(0).report().run().name() : name();
        new ReportMerge(sources, notes, redaction).write(target, name, Long.MAX_VALUE);
    }

    private String name() {
        List<String> names = sources.stream()
                .map(source -> source.report().run().name())
                .distinct()
                .toList();
        return names.size() == 1 ? names.get(0) : String.join(", ", named);
    }

    @Override
    public void close() throws IOException {
        for (FileSystem zip : zips) {
            zip.close();
        }
    }
}
