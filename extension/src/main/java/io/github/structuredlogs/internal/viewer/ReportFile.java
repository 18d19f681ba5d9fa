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
 * <p>Records go to a temporary file beside the target in compressed chunks, so that memory contains one chunk however
 * many there are. The complete target appears when {@link #finish} returns, or not at all. Not thread-safe.
 */
@SuppressWarnings("EnumOrdinal") // A level's number in the file is its place.
public final class ReportFile implements AutoCloseable {
    private static final byte[] CHUNK_BEGIN =
            "\n<script type=\"text/plain\" class=\"chunk\">".getBytes(StandardCharsets.UTF_8);
    private static final byte[] CHUNK_END = "</script>".getBytes(StandardCharsets.UTF_8);
    /** The maximum size of a chunk's texts, however long its records are. */
    private static final int MAX_WEIGHT = 4 << 20;

    private final Path target;
    private final Path chunksFile;
    private final Redaction redaction;
    private final CountingOutput chunks;
    private final RecordChunk chunk;
    private final TimeHistogram histogram;
    private final List<List<@Nullable Long>> chunkTimes = new ArrayList<>();
    private int records;

    private ReportFile(Path target, Path chunksFile, Instant start, Instant end, Redaction redaction)
            throws IOException {
        this.target = target;
        this.chunksFile = chunksFile;
        this.redaction = redaction;
        this.chunks = new CountingOutput(new BufferedOutputStream(PrivateFiles.newOutputStream(chunksFile), 1 << 16));
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
        return new ReportFile(target, part(target), start, end, redaction);
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
            writeChunk();
        }
        return records++;
    }

    /**
     * {@return the number of bytes of the records so far, for a caller that leaves some out; those of the unfinished
     * chunk are estimated}
     */
    public long size() {
        return chunks.count + chunk.weight() / 8;
    }

    /**
     * Writes the file.
     *
     * @param report what it shows beside the records
     * @throws IOException if the file cannot be written
     */
    public void finish(Report report) throws IOException {
        writeChunk();
        chunks.close();
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
                out.write(CHUNK_END);
                Files.copy(chunksFile, out);
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

    private void writeChunk() throws IOException {
        if (chunk.size() == 0) {
            return;
        }
        boolean timed = chunk.first() != Long.MAX_VALUE;
        chunkTimes.add(Arrays.asList((long) chunk.size(), timed ? chunk.first() : null, timed ? chunk.last() : null));
        chunks.write(CHUNK_BEGIN);
        Base64Text.write(chunk.bytes(), chunks);
        chunks.write(CHUNK_END);
        chunk.clear();
    }

    /** Removes temporary files; the target exists only after {@link #finish}. */
    @Override
    public void close() throws IOException {
        try {
            chunks.close();
        } finally {
            Files.deleteIfExists(chunksFile);
        }
    }

    private static final class CountingOutput extends OutputStream {
        private final OutputStream out;
        private long count;

        CountingOutput(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            count++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            count += length;
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
