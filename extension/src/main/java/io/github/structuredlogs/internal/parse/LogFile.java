package io.github.structuredlogs.internal.parse;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.LogStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of a saved log: of {@code docker logs}, with {@code --timestamps} or without, of a CI artefact, or of what
 * {@link LogRecord#toJson()} wrote.
 */
public final class LogFile {
    /** So many lines must begin with the engine's time for it to be taken off. */
    private static final int LINES_THAT_TELL = 5;

    private static final int CHUNK = 64 << 10;

    private final Formats formats;
    private final List<LogRecord> records = new ArrayList<>();
    private final RecordReader reader;
    private final Text text = new Text();
    private final Time time = new Time();
    private final List<byte[]> first = new ArrayList<>();
    private boolean decided;
    private boolean timestamps;

    private LogFile(Formats formats) {
        this.formats = formats;
        reader = new RecordReader(formats, LogStream.STDOUT, this::add);
    }

    /**
     * Reads all records.
     *
     * @param in the bytes of the log, UTF-8; it is not closed
     * @param formats the formats that are recognised
     * @return the records in their order
     * @throws IOException if reading fails
     */
    public static List<LogRecord> read(InputStream in, Formats formats) throws IOException {
        LogFile file = new LogFile(formats);
        file.lines(in);
        return Collections.unmodifiableList(file.records);
    }

    private void lines(InputStream in) throws IOException {
        byte[] buffer = new byte[CHUNK];
        int length = 0;
        int scanned = 0;
        while (true) {
            if (length == buffer.length) {
                buffer = Arrays.copyOf(buffer, buffer.length * 2);
            }
            int count = in.read(buffer, length, buffer.length - length);
            if (count < 0) {
                break;
            }
            length += count;
            int from = 0;
            for (int i = scanned; i < length; i++) {
                if (buffer[i] == '\n') {
                    line(buffer, from, i);
                    from = i + 1;
                }
            }
            System.arraycopy(buffer, from, buffer, 0, length - from);
            length -= from;
            scanned = length;
        }
        if (length > 0) {
            line(buffer, 0, length);
        }
        decide();
        reader.flush();
    }

    private void line(byte[] buffer, int from, int to) {
        if (decided) {
            read(buffer, from, to);
            return;
        }
        first.add(Arrays.copyOfRange(buffer, from, to));
        if (first.size() == LINES_THAT_TELL) {
            decide();
        }
    }

    private void decide() {
        if (!decided) {
            decided = true;
            timestamps = !first.isEmpty() && first.stream().allMatch(line -> engineTimeEnd(line, 0, line.length) > 0);
            first.forEach(line -> read(line, 0, line.length));
            first.clear();
        }
    }

    private void read(byte[] buffer, int from, int to) {
        int end = timestamps ? engineTimeEnd(buffer, from, to) : 0;
        if (end > 0) {
            text.set(buffer, from, end);
            long observed = time.text(text.c, 0, text.end) ? time.epochNanos() : ParsedRecord.NO_TIME;
            reader.line(buffer, end, to - end, observed);
        } else {
            reader.line(buffer, from, to - from, ParsedRecord.NO_TIME);
        }
    }

    /** {@return where the line goes on after the engine's time, whose nine digits are always there; -1 without it} */
    private static int engineTimeEnd(byte[] b, int from, int to) {
        if (to - from < 30 || b[from + 10] != 'T' || b[from + 19] != '.' || b[from + 29] != 'Z') {
            return -1;
        }
        for (int i = from + 20; i < from + 29; i++) {
            if (b[i] < '0' || b[i] > '9') {
                return -1;
            }
        }
        if (to - from == 30) {
            return to;
        }
        // Kubernetes' files have the stream there too, and belong to no one container's log.
        return b[from + 30] == ' ' && Prefix.outer(b, from, to) == from + 31 ? from + 31 : -1;
    }

    private void add(ParsedRecord record) {
        byte[] raw = Arrays.copyOfRange(record.bytes(), record.offset(), record.offset() + record.length());
        records.add(new ReadRecord(formats, record, raw, observed(record.observedNanos())));
    }

    private static @Nullable Instant observed(long nanos) {
        return nanos == ParsedRecord.NO_TIME
                ? null
                : Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }
}
