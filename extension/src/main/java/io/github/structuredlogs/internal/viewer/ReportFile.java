package io.github.structuredlogs.internal.viewer;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.files.PrivateFiles;
import io.github.structuredlogs.internal.text.Redaction;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The writer of one HTML file that shows a run.
 *
 * <pre>{@code
 * try (ReportFile file = ReportFile.create(target, start, end, redaction)) {
 *     int index = file.add(record, container, test, line);
 *     file.finish(report);
 * }
 * }</pre>
 *
 * <p>Records go to a temporary file beside the target in compressed chunks, so that memory contains two chunks however
 * many there are. The complete target appears when {@link #finish} returns, or not at all. Not thread-safe.
 */
@SuppressWarnings("EnumOrdinal") // A level's number in the file is its place.
public final class ReportFile implements AutoCloseable {
    /** The maximum size of a chunk's texts, however long its records are. */
    private static final int MAX_WEIGHT = 4 << 20;

    private final Path target;
    private final Redaction redaction;
    private final ChunkFile chunks;
    private final RecordChunk chunk;
    private final TimeHistogram histogram;
    private final List<List<@Nullable Long>> chunkTimes = new ArrayList<>();
    private int records;

    private ReportFile(Path target, ChunkFile chunks, Instant start, Instant end, Redaction redaction) {
        this.target = target;
        this.redaction = redaction;
        this.chunks = chunks;
        this.chunk = new RecordChunk(redaction);
        this.histogram = new TimeHistogram(start, end);
    }

    /**
     * Begins a file.
     *
     * @param target the file; its directory is created, and an existing file is replaced at the end
     * @param start where the time axis begins
     * @param end where the time axis ends
     * @param redaction removes the secrets
     * @return the file
     * @throws IOException if the directory cannot be written to
     */
    public static ReportFile create(Path target, Instant start, Instant end, Redaction redaction) throws IOException {
        Path directory = Objects.requireNonNull(target.toAbsolutePath().getParent(), "target is a directory");
        PrivateFiles.createDirectory(directory);
        return new ReportFile(target, new ChunkFile(part(target)), start, end, redaction);
    }

    /**
     * Adds a record. The page shows records in the order in which they were added: add them in order of {@link
     * LogRecord#time()}, those without a time where they were logged.
     *
     * @param record the record
     * @param container its container's place in the report, {@link Report#NONE} if it has none
     * @param test the place in the report of the test that it belongs to, {@link Report#NONE} if to none
     * @param line its line in its container's log, from 1; 0 if that is not known
     * @return the record's place in the file, from 0
     * @throws IOException if the file cannot be written
     */
    public int add(LogRecord record, int container, int test, long line) throws IOException {
        chunk.add(record, container, test, line);
        Instant time = record.time();
        LogLevel level = record.level();
        histogram.add(
                time == null ? 0 : time.toEpochMilli(),
                time != null,
                container,
                level == null ? 0 : level.ordinal() + 1,
                test);
        if (chunk.size() == RecordChunk.CAPACITY || chunk.weight() > MAX_WEIGHT) {
            chunks.write(takeChunk());
        }
        return records++;
    }

    /**
     * Writes the file.
     *
     * @param report what it shows beside the records
     * @throws IOException if the file cannot be written
     */
    public void finish(Report report) throws IOException {
        byte[] last = chunk.size() == 0 ? null : takeChunk();
        Path whole = part(target);
        try {
            try (OutputStream out = new BufferedOutputStream(PrivateFiles.newOutputStream(whole), 1 << 16)) {
                PageShell.write(report, redaction, out);
                out.write("\n<script type=\"text/plain\" id=\"index\">".getBytes(StandardCharsets.UTF_8));
                Base64Text.write(
                        new ReportIndex(redaction)
                                .json(report, records, chunkTimes, histogram)
                                .getBytes(StandardCharsets.UTF_8),
                        out);
                out.write("</script>".getBytes(StandardCharsets.UTF_8));
                chunks.finish(last, out);
                out.write("\n</html>\n".getBytes(StandardCharsets.UTF_8));
            }
            move(whole);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    /** Other builds may write to the same directory; one of Java's own temporary files would be for this user alone. */
    private static Path part(Path target) {
        return target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".part");
    }

    private void move(Path whole) throws IOException {
        try {
            Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(whole, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private byte[] takeChunk() {
        boolean timed = chunk.first() != Long.MAX_VALUE;
        chunkTimes.add(Arrays.asList((long) chunk.size(), timed ? chunk.first() : null, timed ? chunk.last() : null));
        byte[] bytes = chunk.bytes();
        chunk.clear();
        return bytes;
    }

    /** Removes temporary files; the target exists only after {@link #finish}. */
    @Override
    public void close() throws IOException {
        chunks.close();
    }
}
