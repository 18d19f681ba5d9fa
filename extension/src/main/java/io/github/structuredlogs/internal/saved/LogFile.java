package io.github.structuredlogs.internal.saved;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.MetricPoint;
import io.github.structuredlogs.Span;
import io.github.structuredlogs.internal.json.Utf8;
import io.github.structuredlogs.internal.parse.Formats;
import io.github.structuredlogs.internal.parse.ParsedRecord;
import io.github.structuredlogs.internal.parse.RecordReader;
import io.github.structuredlogs.internal.store.Telemetry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The reader of a saved log: from {@code docker logs}, with or without {@code --timestamps}, {@code docker compose
 * logs}, {@code kubectl logs}, a Kubernetes node, the engine's own files, {@code gh run view --log}, or {@link
 * LogRecord#toJson()}; also in UTF-16 or packed with gzip.
 *
 * <p>If a file has lines of several containers or streams, each stream is read separately, so that a stack trace does
 * not join another one's lines. The records are in the order of their first lines.
 */
public final class LogFile {
    private static final int CHUNK = 64 << 10;
    /** A longer line is split into pieces. */
    private static final int MAX_LINE_BYTES = 16 << 20;

    private final Formats formats;
    private final SavedLine line = new SavedLine();
    private final Map<String, Source> sources = new HashMap<>();
    private final List<byte[]> first = new ArrayList<>();
    private final List<Numbered> records = new ArrayList<>();
    /** The engine's time of each line, by the line's number. */
    private long[] observed = new long[64];

    private final SavedGaps gaps = new SavedGaps();

    private int lines;
    private SavedLine.@Nullable Wrapping wrapping;

    private LogFile(Formats formats) {
        this.formats = formats;
    }

    /**
     * Reads all records.
     *
     * @param in the bytes of the log; it is not closed
     * @param formats the formats to recognise
     * @return the records in the order of the file
     * @throws IOException if reading fails, or if the bytes are no text
     */
    public static List<LogRecord> read(InputStream in, Formats formats) throws IOException {
        return readAll(in, formats, true).records();
    }

    /**
     * Reads all records, spans and measurements, as {@link #read}.
     *
     * @param in the bytes of the log; it is not closed
     * @param formats the formats to recognise
     * @param judges whether to refuse what may be text but no log
     * @return the contents of the log
     * @throws IOException if reading fails, or if the bytes are no text
     */
    static Contents readAll(InputStream in, Formats formats, boolean judges) throws IOException {
        LogFile file = new LogFile(formats);
        file.lines(SavedBytes.text(in, judges));
        file.records.sort(Comparator.comparingInt(Numbered::line));
        List<Span> spans = new ArrayList<>();
        List<MetricPoint> points = new ArrayList<>();
        for (Source source : file.sources.values()) {
            spans.addAll(source.telemetry.spans().list());
            points.addAll(source.telemetry.points().list());
        }
        return new Contents(file.records.stream().map(Numbered::record).toList(), spans, points, file.gaps.words());
    }

    /**
     * The contents of a log.
     *
     * @param records its records, in the order of the file
     * @param spans its spans, in order for each container
     * @param points its measurements, in order for each container
     * @param gaps what is known to be missing in it, a sentence each
     */
    record Contents(List<LogRecord> records, List<Span> spans, List<MetricPoint> points, List<String> gaps) {
        boolean isEmpty() {
            return records.isEmpty() && spans.isEmpty() && points.isEmpty();
        }
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
        if (length > 0) {
            gaps.unterminated(line);
        }
        sources.values().forEach(Source::finish);
    }

    private void line(byte[] buffer, int from, int to) {
        SavedLine.Wrapping known = wrapping;
        if (known != null) {
            read(known, buffer, from, to);
            return;
        }
        // A byte order mark is not part of a container's output.
        int start = first.isEmpty() ? Utf8.afterMark(buffer, from, to) : from;
        first.add(Arrays.copyOfRange(buffer, start, to));
        if (first.size() == SavedLine.LINES_THAT_TELL) {
            decide();
        }
    }

    private void decide() {
        if (wrapping == null) {
            SavedLine.Wrapping found = line.wrapping(first);
            wrapping = found;
            first.forEach(one -> read(found, one, 0, one.length));
            first.clear();
        }
    }

    private void read(SavedLine.Wrapping known, byte[] buffer, int begin, int to) {
        int from = gaps.afterZeros(buffer, begin, to);
        boolean isUnwrapped = line.read(known, buffer, from, to);
        gaps.line(known, isUnwrapped, line);
        if (lines == observed.length) {
            observed = Arrays.copyOf(observed, lines * 2);
        }
        observed[lines] = line.observedNanos();
        sources.computeIfAbsent(
                        line.container() + " " + line.stream(), key -> new Source(line.container(), line.stream()))
                .take(line, lines++);
    }

    private record Numbered(int line, LogRecord record) {}

    /** One stream of one container. */
    private final class Source {
        private final @Nullable String container;
        private final @Nullable LogStream stream;
        private final Telemetry telemetry = new Telemetry(this::container);
        private final RecordReader reader = new RecordReader(formats, this::add, telemetry);
        private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
        private int partsFrom;

        Source(@Nullable String container, @Nullable LogStream stream) {
            this.container = container;
            this.stream = stream;
        }

        private @Nullable String container() {
            return container;
        }

        /** Passes the number of the line instead of its time, which is looked up when its record is complete. */
        void take(SavedLine line, int number) {
            if (!line.goesOn() && parts.size() == 0) {
                reader.line(line.bytes(), line.from(), line.length(), number);
                return;
            }
            partsFrom = parts.size() == 0 ? number : partsFrom;
            parts.write(line.bytes(), line.from(), line.length());
            if (!line.goesOn() || parts.size() > MAX_LINE_BYTES) {
                emit();
            }
        }

        void finish() {
            emit();
            reader.flush();
        }

        private void emit() {
            if (parts.size() > 0) {
                reader.line(parts.toByteArray(), 0, parts.size(), partsFrom);
                parts.reset();
            }
        }

        private void add(ParsedRecord record) {
            int number = (int) record.observedNanos();
            byte[] raw = Arrays.copyOfRange(record.bytes(), record.offset(), record.offset() + record.length());
            records.add(new Numbered(
                    number, new ReadRecord(formats, record, raw, observed(observed[number]), container, stream)));
        }
    }

    private static @Nullable Instant observed(long nanos) {
        return nanos == ParsedRecord.NO_TIME
                ? null
                : Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }
}
