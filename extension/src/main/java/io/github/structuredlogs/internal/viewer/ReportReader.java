package io.github.structuredlogs.internal.viewer;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.json.PlainJson;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link ReportFile} wrote, from its beginning to its end, with one chunk of records in memory. What comes out is
 * what the page shows: without secrets, with control characters spelled out.
 */
public final class ReportReader implements Iterator<ReportReader.ReportRow>, AutoCloseable {
    private static final byte[] INDEX = "<script type=\"text/plain\" id=\"index\">".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CHUNK =
            "<script type=\"text/plain\" class=\"chunk\">".getBytes(StandardCharsets.US_ASCII);

    private final InputStream in;
    private final Report report;
    private final long expected;
    private long read;
    private @Nullable ChunkReader chunk;
    private int row;
    private @Nullable String damage;

    /**
     * A record of a report.
     *
     * @param record the record
     * @param container its container's place in the report, {@link Report#NONE} if it has none
     * @param test its test's place in the report, {@link Report#NONE} if it belongs to none
     * @param line its line in its container's log, from 1; 0 if that is not known
     */
    public record ReportRow(LogRecord record, int container, int test, long line) {}

    private ReportReader(InputStream in, Report report, long expected) {
        this.in = in;
        this.report = report;
        this.expected = expected;
    }

    /**
     * Opens a report.
     *
     * @param file the report
     * @return it, before its first record
     * @throws UnreadableReportException if the file is no report, if it ends before its index, or if another version wrote it
     * @throws IOException if it cannot be read
     */
    public static ReportReader open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            if (!skipBehind(in, INDEX)) {
                throw new UnreadableReportException(
                        file + " is no report of Structured Logs, or ends before its index.");
            }
            byte[] json = inflated(in);
            if (json == null || !(PlainJson.read(json) instanceof Map<?, ?> index)) {
                throw new UnreadableReportException(file + " ends within its index: it was cut off.");
            }
            if (!(index.get("version") instanceof Number version) || version.intValue() != ReportIndex.VERSION) {
                throw new UnreadableReportException(
                        file + " was written by another version of Structured Logs: its data has version "
                                + index.get("version") + ", and this one reads " + ReportIndex.VERSION
                                + ". Open the file itself in a browser, it brings its own page.");
            }
            long records = index.get("records") instanceof Number number ? number.longValue() : 0;
            return new ReportReader(in, ReportIndex.read(index), records);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** {@return what the report shows beside its records} */
    public Report report() {
        return report;
    }

    /** {@return why not all of its records could be read, null if all were; known at the end} */
    public @Nullable String damage() {
        return damage;
    }

    @Override
    public boolean hasNext() {
        while (damage == null && (chunk == null || row == chunk.size())) {
            row = 0;
            try {
                chunk = nextChunk();
            } catch (IOException e) {
                damage = e.getMessage();
                return false;
            }
            if (chunk == null) {
                damage = read < expected ? "The file was cut off." : null;
                return false;
            }
        }
        return damage == null;
    }

    private @Nullable ChunkReader nextChunk() throws IOException {
        if (!skipBehind(in, CHUNK)) {
            return null;
        }
        byte[] bytes = inflated(in);
        return bytes == null ? null : new ChunkReader(bytes);
    }

    @Override
    public ReportRow next() {
        if (!hasNext() || chunk == null) {
            throw new NoSuchElementException();
        }
        read++;
        return chunk.row(row++, report);
    }

    /** {@return how many records the file should have beyond those that were read} */
    public long missing() {
        return expected - read;
    }

    private static boolean skipBehind(InputStream in, byte[] mark) throws IOException {
        int matched = 0;
        for (int next = in.read(); next >= 0; next = in.read()) {
            // No proper beginning of a mark is its end, so that a mismatch may begin it anew.
            matched = next == mark[matched] ? matched + 1 : next == mark[0] ? 1 : 0;
            if (matched == mark.length) {
                return true;
            }
        }
        return false;
    }

    /** {@return the bytes of the element that begins here, null if the file ends within it} */
    private static byte @Nullable [] inflated(InputStream in) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream(1 << 16);
        int next = in.read();
        while (next >= 0 && next != '<') {
            text.write(next);
            next = in.read();
        }
        if (next < 0) {
            return null;
        }
        Inflater inflater = new Inflater(true);
        try (InputStream bytes = new InflaterInputStream(
                Base64.getDecoder().wrap(new ByteArrayInputStream(text.toByteArray())), inflater)) {
            return bytes.readAllBytes();
        } finally {
            inflater.end();
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
