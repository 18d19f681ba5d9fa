package io.github.structuredlogs.internal.files;

import io.github.structuredlogs.internal.json.JsonText;
import io.github.structuredlogs.internal.json.PlainJson;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a run's directory says of its JVM, so that the runs of one build are found, and one whose JVM was killed.
 *
 * @param pid the JVM's process id
 * @param started when the JVM began
 * @param parent the process that started it, told apart from others of its id by its beginning; null if it is not known
 * @param ended when the run ended, null while it goes on or if the JVM was killed
 */
public record RunMark(
        long pid,
        Instant started,
        @Nullable String parent,
        @Nullable Instant ended) {
    private static final String NAME = "run.json";
    private static final Pattern RUN = Pattern.compile("\\d{8}T\\d{6}\\.\\d{3}Z-\\d+");
    /** What only passes a command on: Surefire starts its JVMs by one, each by its own. */
    private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "ash", "zsh", "ksh", "cmd.exe");

    /** {@return whether a directory is named as one of a run is} */
    public static boolean isRun(Path directory) {
        // A directory in a zip ends in a slash.
        String name = String.valueOf(directory.getFileName()).replace("/", "");
        return RUN.matcher(name).matches();
    }

    /** {@return the mark of this JVM, whose run goes on} */
    public static RunMark ofThisJvm(Instant started, long pid) {
        return new RunMark(
                pid, started, parent(ProcessHandle.current()).map(RunMark::name).orElse(null), null);
    }

    private static Optional<ProcessHandle> parent(ProcessHandle process) {
        Optional<ProcessHandle> parent = process.parent();
        return parent.isPresent() && isShell(parent.get()) ? parent(parent.get()) : parent;
    }

    private static boolean isShell(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> command.substring(Math.max(command.lastIndexOf('/'), command.lastIndexOf('\\')) + 1))
                .filter(name -> SHELLS.contains(name.toLowerCase(Locale.ROOT)))
                .isPresent();
    }

    private static String name(ProcessHandle process) {
        return process.pid() + process.info().startInstant().map(at -> "@" + at).orElse("");
    }

    /** {@return the same for a run that has ended} */
    public RunMark ended(Instant at) {
        return new RunMark(pid, started, parent, at);
    }

    /** {@return whether the JVM is there still} */
    public boolean isAlive() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(process -> process.info().startInstant())
                // Systems give it with different precisions.
                .filter(at -> Math.abs(at.toEpochMilli() - started.toEpochMilli()) < 1_000)
                .isPresent();
    }

    /**
     * Writes it, in the place of an older one.
     *
     * @param directory the run's directory
     * @throws IOException if it cannot be written
     */
    public void write(Path directory) throws IOException {
        StringBuilder out = new StringBuilder();
        JsonText.object(out)
                .put("pid", pid)
                .put("started", started)
                .put("parent", parent)
                .put("ended", ended)
                .end();
        Path fresh = directory.resolve(NAME + ".tmp");
        PrivateFiles.write(fresh, out.append('\n'));
        Path file = directory.resolve(NAME);
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * {@return what a run's directory says, null if it says nothing}
     *
     * @param directory the run's directory
     * @throws IOException if what it says cannot be read
     */
    public static @Nullable RunMark read(Path directory) throws IOException {
        Path file = directory.resolve(NAME);
        try {
            Object json = PlainJson.read(Files.readAllBytes(file));
            if (json instanceof Map<?, ?> map
                    && map.get("pid") instanceof Number pid
                    && map.get("started") instanceof String started) {
                return new RunMark(
                        pid.longValue(),
                        Instant.parse(started),
                        map.get("parent") instanceof String parent ? parent : null,
                        instant(map.get("ended")));
            }
            throw new IOException(file + " lacks the process id and the beginning of its JVM.");
        } catch (NoSuchFileException e) {
            return null;
        } catch (DateTimeException e) {
            throw new IOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static @Nullable Instant instant(@Nullable Object text) {
        return text instanceof String iso ? Instant.parse(iso) : null;
    }
}
