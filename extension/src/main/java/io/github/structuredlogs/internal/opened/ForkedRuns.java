package io.github.structuredlogs.internal.opened;

import io.github.structuredlogs.internal.files.PrivateFiles;
import io.github.structuredlogs.internal.files.RunMark;
import io.github.structuredlogs.internal.text.Redaction;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The runs of one build, whose tests ran in several JVMs, as one report beside the runs' directories. Each JVM that ends
 * writes it anew, one after the other, so that the last one writes all.
 *
 * <p>Runs are of one build if the same process started their JVMs, if they overlap or follow each other closely, and if no
 * class ran in two of them: an IDE starts every run itself, and the next run of a class is another one.
 */
public final class ForkedRuns {
    private static final Duration MAX_PAUSE = Duration.ofSeconds(60);
    private static final String REPORT = "report.html";
    private static final String LOCK = ".report.lock";
    /** A lock of a file is the whole JVM's. */
    private static final Object IN_THIS_JVM = new Object();

    private ForkedRuns() {}

    /**
     * Adds the report of a further run of one JVM to the one that is there.
     *
     * @param target the report
     * @param more the other, which is removed
     * @param name what the reader calls them
     * @param redaction what is hidden
     * @throws IOException if they cannot be read or written
     */
    public static void add(Path target, Path more, String name, Redaction redaction) throws IOException {
        new ReportMerge(List.of(PageSource.of(target), PageSource.of(more)), List.of(), redaction)
                .write(target, name, Long.MAX_VALUE);
        Files.delete(more);
    }

    /**
     * Writes the report of the build that a run belongs to, if it has several runs and one of them has a report.
     *
     * @param run the directory of the run that ends
     * @param name what the reader calls it
     * @param maxBytes how large its records may get, about
     * @param redaction what is hidden
     * @return the report, null if none was written
     * @throws IOException if it cannot be read or written
     */
    public static @Nullable Path merge(Path run, String name, long maxBytes, Redaction redaction) throws IOException {
        Path base = Objects.requireNonNull(run.toAbsolutePath().getParent(), "a run's directory is in another");
        // If no run has a report, all tests have passed: the marks of earlier runs need not be read.
        if (!isReportIn(base) || ofOneBuild(run).size() < 2) {
            return null;
        }
        synchronized (IN_THIS_JVM) {
            try (FileChannel channel = PrivateFiles.open(base.resolve(LOCK));
                    FileLock lock = channel.lock()) {
                Objects.requireNonNull(lock);
                List<Path> runs = ofOneBuild(run);
                if (runs.stream().noneMatch(each -> Files.exists(each.resolve(REPORT)))) {
                    return null;
                }
                List<ReportSource> sources = new ArrayList<>();
                List<String> notes = new ArrayList<>();
                for (Path each : runs) {
                    if (each.equals(run) || !isUnfinished(each)) {
                        RunFolder folder = RunFolder.read(each);
                        sources.addAll(folder.sources());
                        notes.addAll(folder.notes());
                    }
                }
                Path target = base.resolve(REPORT);
                new ReportMerge(sources, notes, redaction).write(target, name, maxBytes);
                return target;
            }
        }
    }

    private static boolean isReportIn(Path base) throws IOException {
        return RunFolder.children(base).stream().anyMatch(each -> Files.exists(each.resolve(REPORT)));
    }

    /** Its JVM will write the report with what it has then. */
    private static boolean isUnfinished(Path run) throws IOException {
        RunMark mark = RunMark.read(run);
        return mark != null && mark.ended() == null && mark.isAlive() && !Files.exists(run.resolve(REPORT));
    }

    private record MarkedRun(Path directory, RunMark mark, Instant end) {}

    /** {@return the directories of the runs of the build that a run belongs to, itself among them, in order of their starts} */
    static List<Path> ofOneBuild(Path run) throws IOException {
        MarkedRun own = marked(run);
        Path base = run.toAbsolutePath().getParent();
        if (own == null || own.mark.parent() == null || base == null) {
            return List.of(run);
        }
        List<MarkedRun> others = new ArrayList<>();
        for (Path each : RunFolder.children(base)) {
            if (RunMark.isRun(each) && !each.equals(run.toAbsolutePath())) {
                MarkedRun other = markedOrGone(each);
                if (other != null && own.mark.parent().equals(other.mark.parent())) {
                    others.add(other);
                }
            }
        }
        return group(own, others).stream().map(MarkedRun::directory).toList();
    }

    /** Those nearest in time come first, so that of two runs of a class the one belongs that is nearer. */
    private static List<MarkedRun> group(MarkedRun own, List<MarkedRun> others) throws IOException {
        List<MarkedRun> group = new ArrayList<>(List.of(own));
        Set<String> classes = new HashSet<>(classes(own.directory));
        others.sort(Comparator.comparing(other -> pause(own, other)));
        for (boolean grows = true; grows; ) {
            grows = false;
            for (MarkedRun other : List.copyOf(others)) {
                if (group.stream().noneMatch(each -> pause(each, other).compareTo(MAX_PAUSE) < 0)) {
                    continue;
                }
                others.remove(other);
                Set<String> ofOther = classes(other.directory);
                if (ofOther.stream().noneMatch(classes::contains)) {
                    classes.addAll(ofOther);
                    group.add(other);
                    grows = true;
                }
            }
        }
        group.sort(Comparator.comparing(each -> each.mark.started()));
        return group;
    }

    private static Duration pause(MarkedRun one, MarkedRun other) {
        Duration after = Duration.between(one.end, other.mark.started());
        Duration before = Duration.between(other.end, one.mark.started());
        Duration longer = after.compareTo(before) > 0 ? after : before;
        return longer.isNegative() ? Duration.ZERO : longer;
    }

    private static Set<String> classes(Path run) throws IOException {
        return RunFolder.children(run).stream()
                .filter(each -> Files.exists(each.resolve("index.json")))
                .map(each -> String.valueOf(each.getFileName()))
                .collect(Collectors.toSet());
    }

    /** Another JVM may remove an old run at any time. */
    private static @Nullable MarkedRun markedOrGone(Path run) {
        try {
            return marked(run);
        } catch (IOException e) {
            return null;
        }
    }

    private static @Nullable MarkedRun marked(Path run) throws IOException {
        RunMark mark = RunMark.read(run);
        if (mark == null) {
            return null;
        }
        Instant ended = mark.ended();
        Instant end = ended != null
                ? ended
                : mark.isAlive()
                        ? Instant.now()
                        : Files.getLastModifiedTime(run).toInstant();
        return new MarkedRun(run, mark, end);
    }
}
