package io.github.structuredlogs.internal.history;

import io.github.structuredlogs.internal.files.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What passed tests have logged, kept between runs below one directory: a file for each class of each project. If a file cannot
 * be read or written, the history is off for the rest of the run, and no test fails for it. Thread-safe.
 */
public final class RunHistory {

    private static final Duration MAX_AGE = Duration.ofDays(90);
    private static final long MAX_BYTES = 64L << 20;
    private static final String SUFFIX = ".history";
    private static final int HASH_DIGITS = 16;

    private final @Nullable Path directory;
    private final String project;
    private final Consumer<String> reports;
    private final String run = UUID.randomUUID().toString();

    /** As they were when this run first asked: what it has added itself is no earlier run. */
    private final Map<String, ClassHistory> earlier = new HashMap<>();

    private boolean off;
    private boolean written;

    /**
     * Begins with what is there.
     *
     * @param directory where the files are, null for no history
     * @param project the project's directory, which keeps classes of the same name apart
     * @param reports told why there is no history, if there is to be one
     */
    public RunHistory(@Nullable Path directory, Path project, Consumer<String> reports) {
        this.directory = directory;
        this.project = hash(project.toAbsolutePath().normalize().toString());
        this.reports = reports;
        off = directory == null;
    }

    /** {@return whether anything is kept} */
    public synchronized boolean isOn() {
        return !off;
    }

    /**
     * {@return what a test logged when it passed last in an earlier run, else what its class did; null if that is not known}
     *
     * @param className the class's full name
     * @param method the method's name and the types of its parameters
     */
    public synchronized @Nullable GreenRun lastGreen(String className, String method) {
        ClassHistory known = earlier(className);
        return known == null ? null : known.of(method);
    }

    private @Nullable ClassHistory earlier(String className) {
        if (off) {
            return null;
        }
        try {
            ClassHistory known = earlier.get(className);
            if (known == null) {
                known = HistoryFile.read(file(className));
                earlier.put(className, known);
            }
            return known;
        } catch (IOException | RuntimeException e) {
            turnOff(e);
            return null;
        }
    }

    /**
     * A test that has passed.
     *
     * @param method its method's name and the types of its parameters
     * @param passed when it passed
     * @param said what its containers have logged, in order
     * @param images the containers' images, by the containers' names
     */
    public record PassedTest(
            String method, Instant passed, List<SaidMessage> said, Map<String, ContainerImage> images) {}

    /**
     * Keeps what tests of a class have logged.
     *
     * @param className the class's full name
     * @param tests the tests, which have passed
     * @param before the templates of what its containers had logged before the tests
     */
    public synchronized void keep(String className, List<PassedTest> tests, Set<Long> before) {
        if (tests.isEmpty() || earlier(className) == null) {
            return;
        }
        try {
            Path file = file(className);
            Path root = root();
            PrivateFiles.createDirectory(root);
            PrivateFiles.createDirectory(root.resolve(project));
            // Another build may have written it meanwhile.
            ClassHistory now = HistoryFile.read(file);
            tests.forEach(test -> now.add(test.method, run, test.passed, test.said, test.images));
            now.addBefore(before);
            HistoryFile.write(file, now);
            written = true;
        } catch (IOException | RuntimeException e) {
            turnOff(e);
        }
    }

    private Path file(String className) {
        String name = className.replaceAll("[^\\w.$]", "_");
        String simple = name.substring(name.lastIndexOf('.') + 1);
        String shortened = simple.length() > 60 ? simple.substring(0, 60) : simple;
        return root().resolve(project).resolve(shortened + "-" + hash(className) + SUFFIX);
    }

    private Path root() {
        return Objects.requireNonNull(directory, "the history is off");
    }

    private void turnOff(Exception why) {
        off = true;
        reports.accept(
                "What passed tests log is not kept: " + directory + " (structuredlogs.history.directory): " + why);
    }

    /** Deletes what is old or, from the oldest on, too much. */
    public synchronized void close() {
        Path root = directory;
        if (off || !written || root == null) {
            return;
        }
        record KeptFile(Path path, FileTime time, long bytes) {}
        try (Stream<Path> paths = Files.walk(root, 2)) {
            List<KeptFile> files = new ArrayList<>();
            for (Path path : paths.filter(RunHistory::isOurs).toList()) {
                try {
                    files.add(new KeptFile(path, Files.getLastModifiedTime(path), Files.size(path)));
                } catch (NoSuchFileException e) {
                    // Another build has deleted it.
                }
            }
            files.sort(Comparator.comparing(KeptFile::time).reversed());
            Instant oldest = Instant.now().minus(MAX_AGE);
            long bytes = 0;
            for (KeptFile file : files) {
                bytes += file.bytes;
                if (bytes > MAX_BYTES || file.time.toInstant().isBefore(oldest)) {
                    Files.deleteIfExists(file.path);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            turnOff(e);
        }
    }

    private static boolean isOurs(Path path) {
        String name = String.valueOf(path.getFileName());
        return name.endsWith(SUFFIX) || (name.contains(SUFFIX + ".") && name.endsWith(".tmp"));
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
