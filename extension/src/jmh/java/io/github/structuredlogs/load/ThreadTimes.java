package io.github.structuredlogs.load;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Processor time of this JVM's threads, its own ones included, as Linux tells it; none on other systems. */
public final class ThreadTimes {
    /** The unit of Linux's figures. */
    private static final int MILLIS_PER_TICK = 10;

    private static final Path TASKS = Path.of("/proc/self/task");

    private final Map<String, Long> before = ticks();

    private static Map<String, Long> ticks() {
        Map<String, Long> ticks = new HashMap<>();
        if (!Files.isDirectory(TASKS)) {
            return ticks;
        }
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
            for (Path task : tasks) {
                String stat = Files.readString(task.resolve("stat"));
                // Number, name in parentheses, state, and ten more before the two that are wanted.
                String[] values = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
                ticks.merge(work(stat), Long.parseLong(values[11]) + Long.parseLong(values[12]), Long::sum);
            }
        } catch (IOException e) {
            // A thread that ended meanwhile.
        }
        return ticks;
    }

    /** {@return what a thread does, by its name} */
    private static String work(String stat) {
        String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
        if (name.contains("CompilerThre")) {
            return "compiling";
        }
        if (name.startsWith("GC ") || name.startsWith("G1 ")) {
            return "collecting garbage";
        }
        if (name.startsWith("structured-logs") || name.startsWith("docker-java")) {
            return "reading";
        }
        return name.equals("java") || name.equals("main") ? "the test" : "other";
    }

    /** {@return what each kind of work has taken since this was made, in milliseconds} */
    public Map<String, Long> since() {
        Map<String, Long> millis = new TreeMap<>();
        ticks().forEach((work, now) -> millis.put(work, (now - before.getOrDefault(work, 0L)) * MILLIS_PER_TICK));
        return millis;
    }
}
