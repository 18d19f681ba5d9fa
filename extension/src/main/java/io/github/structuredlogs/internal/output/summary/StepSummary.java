package io.github.structuredlogs.internal.output.summary;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The summary of a step of GitHub Actions, to which the causes of failed tests are appended. Forks and parallel modules
 * append to one file: each failure is written whole, under a lock. Never fails.
 */
public final class StepSummary {

    /** GitHub shows nothing of a summary beyond 1 MiB, so that others' parts need room as well. */
    private static final long MAX_FILE_BYTES = 256 * 1024;

    private static final int MAX_LINES = 16;
    private static final int MAX_LINE_LENGTH = 400;

    private static final String MORE = "\n_More tests have failed; their logs are in the job's output._\n";

    /** A file's lock is the whole JVM's, so that threads need one of their own. */
    private static final Object IN_THIS_JVM = new Object();

    private final @Nullable Path file;
    private final Consumer<String> reports;

    /**
     * Begins without a failure.
     *
     * @param file the summary's file, null if nobody reads one
     * @param reports told if it cannot be written
     */
    StepSummary(@Nullable Path file, Consumer<String> reports) {
        this.file = file;
        this.reports = reports;
    }

    /**
     * {@return the summary of the step in which this JVM runs, if there is one}
     *
     * @param environment the environment variables
     * @param reports told if it cannot be written
     */
    public static StepSummary of(Map<String, String> environment, Consumer<String> reports) {
        String path = environment.getOrDefault("GITHUB_STEP_SUMMARY", "");
        return new StepSummary(path.isBlank() ? null : Path.of(path), reports);
    }

    /** {@return whether somebody reads it} */
    public boolean isRead() {
        return file != null;
    }

    /**
     * Appends the cause of a failed test.
     *
     * @param test the test's name
     * @param lines what the reader is to look at first, redacted and without control characters
     */
    public void add(String test, List<String> lines) {
        Path summary = file;
        if (summary == null) {
            return;
        }
        try {
            append(summary, markdown(test, lines));
        } catch (IOException | RuntimeException e) {
            reports.accept(
                    "The causes of failed tests cannot be appended to GitHub's step summary, " + summary + ": " + e);
        }
    }

    @SuppressWarnings("try") // The lock is held, not used.
    private static void append(Path summary, String markdown) throws IOException {
        synchronized (IN_THIS_JVM) {
            try (FileChannel channel = FileChannel.open(
                            summary, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                long size = channel.size();
                byte[] bytes = markdown.getBytes(StandardCharsets.UTF_8);
                if (size + bytes.length > MAX_FILE_BYTES) {
                    bytes = MORE.getBytes(StandardCharsets.UTF_8);
                    if (endsWith(channel, size, bytes)) {
                        return;
                    }
                }
                write(channel, size, bytes);
            }
        }
    }

    private static boolean endsWith(FileChannel channel, long size, byte[] bytes) throws IOException {
        if (size < bytes.length) {
            return false;
        }
        ByteBuffer end = ByteBuffer.allocate(bytes.length);
        while (end.hasRemaining() && channel.read(end, size - bytes.length + end.position()) >= 0) {
            // until all of it is read
        }
        return end.flip().equals(ByteBuffer.wrap(bytes));
    }

    private static void write(FileChannel channel, long at, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer, at + buffer.position());
        }
    }

    private static String markdown(String test, List<String> lines) {
        StringBuilder text = new StringBuilder();
        int longestTicks = 0;
        for (String line : lines.subList(0, Math.min(lines.size(), MAX_LINES))) {
            for (String each : line.lines().toList()) {
                String cut = each.length() > MAX_LINE_LENGTH ? each.substring(0, MAX_LINE_LENGTH) + "…" : each;
                longestTicks = Math.max(longestTicks, longestTicks(cut));
                text.append(cut).append('\n');
            }
        }
        if (lines.size() > MAX_LINES) {
            text.append("…\n");
        }
        // A fence ends only at one that is at least as long.
        String fence = "`".repeat(Math.max(3, longestTicks + 1));
        return "\n### Failed: " + escaped(test) + "\n\n" + fence + "text\n" + text + fence + "\n";
    }

    private static int longestTicks(String line) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < line.length(); i++) {
            run = line.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    /** A name of a test may hold anything: no markup of Markdown or HTML in it has an effect. */
    private static String escaped(String name) {
        StringBuilder text = new StringBuilder();
        String cut = name.length() > MAX_LINE_LENGTH ? name.substring(0, MAX_LINE_LENGTH) + "…" : name;
        for (int i = 0; i < cut.length(); i++) {
            char c = cut.charAt(i);
            if (c < ' ') {
                text.append(' ');
            } else if (c < 128 && !Character.isLetterOrDigit(c) && c != ' ' && c != '.') {
                text.append("&#").append((int) c).append(';');
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
