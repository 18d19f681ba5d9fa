package io.github.structuredlogs.internal.output.files;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.files.PrivateFiles;
import io.github.structuredlogs.internal.files.RunMark;
import io.github.structuredlogs.internal.render.NormalFormWriter;
import io.github.structuredlogs.internal.store.DiskBound;
import io.github.structuredlogs.internal.store.RawSink;
import io.github.structuredlogs.internal.text.Redaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory of one JVM's run. Its name has the JVM's start time and process id, so that neither an earlier run nor
 * a parallel fork writes to it. Data is passed to the operating system at once: a killed JVM leaves what it had
 * written.
 *
 * <p>Thread-safe.
 */
public final class RunDirectory implements AutoCloseable {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    /**
     * The number of runs that are kept at any age; younger ones than the age are all kept, because one build may fork
     * many JVMs.
     */
    private static final int RUNS_KEPT = 20;

    private static final Duration KEPT = Duration.ofDays(1);

    /**
     * The names that were given in this JVM. A launcher may run several times in it, for example to rerun failed tests,
     * and each run's files are kept.
     */
    private static final Map<Path, DirectoryNames> GIVEN = new ConcurrentHashMap<>();

    private record DirectoryNames(FileNames classes, FileNames raw) {}

    private final Path directory;
    private final long bound;
    private final AtomicLong rawLeft;

    /** How many bytes the file of the whole run's records may still take. */
    private final AtomicLong recordsLeft;

    /** What the directory says of this JVM, null where it says nothing. */
    private volatile @Nullable RunMark mark;

    private volatile boolean raw;
    private volatile NormalFormWriter form;
    private final FileNames classNames;
    private final FileNames rawNames;
    private final Map<String, RawLog> rawLogs = new ConcurrentHashMap<>();
    private final List<ClassDirectory> classes = new CopyOnWriteArrayList<>();
    private volatile @Nullable FileChannel records;

    private RunDirectory(Path directory, FileOptions options, long bound) {
        this.directory = directory;
        this.bound = bound;
        rawLeft = new AtomicLong(bound);
        recordsLeft = new AtomicLong(bound);
        DirectoryNames directoryNames =
                GIVEN.computeIfAbsent(directory, key -> new DirectoryNames(new FileNames(), new FileNames()));
        classNames = directoryNames.classes();
        rawNames = directoryNames.raw();
        this.form = new NormalFormWriter(options.redaction());
    }

    /**
     * What to write.
     *
     * @param raw whether each container's output is written byte for byte
     * @param records whether the records of the whole run are written
     * @param redaction removes the secrets from the records of the whole run
     */
    public record FileOptions(boolean raw, boolean records, Redaction redaction) {

        /** As {@code equals}; a record's own makes a fresh JVM compose it of method handles, for some 20 ms. */
        boolean isSameAs(FileOptions other) {
            return raw == other.raw && records == other.records && redaction.equals(other.redaction);
        }
    }

    /**
     * Opens this JVM's directory and removes those of old runs.
     *
     * @param base the directory in which every run has its own
     * @param options the files to write
     * @return the directory
     * @throws IOException if it cannot be made
     */
    public static RunDirectory open(Path base, FileOptions options) throws IOException {
        ProcessHandle process = ProcessHandle.current();
        return open(base, options, process.info().startInstant().orElseGet(Instant::now), process.pid());
    }

    public static RunDirectory open(Path base, FileOptions options, Instant started, long pid) throws IOException {
        Path directory = base.toAbsolutePath().normalize().resolve(STAMP.format(started) + "-" + pid);
        PrivateFiles.createDirectory(directory);
        removeOld(directory, Instant.now());
        RunMark mark = RunMark.ofThisJvm(started, pid);
        mark.write(directory);
        RunDirectory run = open(directory, options, DiskBound.of(directory));
        run.mark = mark;
        return run;
    }

    /**
     * Opens a directory that is there.
     *
     * @param bound how many bytes the raw files may take, and the file with the records of the whole run
     */
    static RunDirectory open(Path directory, FileOptions options, long bound) throws IOException {
        RunDirectory run = new RunDirectory(directory, options, bound);
        run.use(options);
        return run;
    }

    /**
     * Writes the files of these options as well, from now on.
     *
     * @param options the files to write, and the redaction that replaces the previous one
     * @throws IOException if a file cannot be opened
     */
    public synchronized void use(FileOptions options) throws IOException {
        form = new NormalFormWriter(options.redaction());
        raw |= options.raw();
        if (options.records() && records == null) {
            records = append(directory.resolve("records.jsonl"));
        }
    }

    static FileChannel append(Path file) throws IOException {
        return PrivateFiles.open(file, StandardOpenOption.APPEND);
    }

    static void write(FileChannel channel, byte[] bytes, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /**
     * Removes old directories. It never fails: one that cannot be removed, or that a fork removes at the same time, is
     * ignored.
     */
    static void removeOld(Path own, Instant now) {
        Path base = own.getParent();
        if (base == null) {
            return;
        }
        List<Path> runs = new ArrayList<>();
        try (Stream<Path> entries = Files.list(base)) {
            entries.filter(RunMark::isRun).filter(it -> !it.equals(own)).forEach(runs::add);
        } catch (IOException | UncheckedIOException e) {
            return;
        }
        runs.sort(Comparator.comparing((Path run) -> String.valueOf(run.getFileName()))
                .reversed());
        String limit = STAMP.format(now.minus(KEPT));
        runs.stream()
                .skip(RUNS_KEPT)
                .filter(run -> String.valueOf(run.getFileName()).compareTo(limit) < 0)
                .forEach(RunDirectory::remove);
    }

    private static void remove(Path run) {
        try {
            Files.walkFileTree(run, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                        throws IOException {
                    Files.deleteIfExists(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // the next run tries again
        }
    }

    /** {@return the directory of this run's files} */
    public Path path() {
        return directory;
    }

    /**
     * Creates the directory of a test class.
     *
     * @param className the class's full name
     * @param started when it began
     * @param redaction removes the secrets from its index
     * @return its directory, another one at each call
     * @throws IOException if it cannot be made
     */
    public ClassDirectory forClass(String className, Instant started, Redaction redaction) throws IOException {
        Path path = directory.resolve(classNames.give(className.replace('$', '.')));
        PrivateFiles.createDirectory(path);
        ClassDirectory made = new ClassDirectory(path, className, started, redaction, this);
        classes.add(made);
        return made;
    }

    /**
     * Returns the sink for a container's output byte for byte.
     *
     * @param id the container's id
     * @param name the wanted name of the file, which another container may have had before
     * @return the same sink at each call with this id, null if raw files are not wanted
     * @throws IOException if it cannot be opened
     */
    public @Nullable RawSink raw(String id, String name) throws IOException {
        if (!raw) {
            return null;
        }
        synchronized (rawLogs) {
            RawLog known = rawLogs.get(id);
            if (known == null) {
                Path file = directory.resolve("raw").resolve(rawNames.give(name) + ".log");
                PrivateFiles.createDirectory(directory.resolve("raw"));
                known = new RawLog(file, rawLeft, bound);
                rawLogs.put(id, known);
            }
            return known;
        }
    }

    /** {@return the file of a container's raw output, null if it has none} */
    @Nullable Path rawFile(String id) {
        RawLog log = rawLogs.get(id);
        return log == null ? null : log.file();
    }

    /**
     * Writes a record to the file of the whole run, if it is wanted.
     *
     * @param record the record
     * @throws IOException if it cannot be written, or if the file has reached its bound, which is told once
     */
    public void record(LogRecord record) throws IOException {
        if (records != null) {
            byte[] line = form.line(record).getBytes(StandardCharsets.UTF_8);
            synchronized (this) {
                FileChannel open = records;
                if (open == null || !open.isOpen()) {
                    return;
                }
                if (recordsLeft.addAndGet(-line.length) < 0) {
                    open.close();
                    throw new IOException("records.jsonl: " + DiskBound.reached(bound));
                }
                write(open, line, line.length);
            }
        }
    }

    @Override
    public synchronized void close() throws IOException {
        for (ClassDirectory each : classes) {
            each.runEnds();
        }
        for (RawLog log : rawLogs.values()) {
            log.close();
        }
        FileChannel open = records;
        if (open != null) {
            open.close();
        }
        RunMark running = mark;
        if (running != null) {
            running.ended(Instant.now()).write(directory);
        }
    }
}
