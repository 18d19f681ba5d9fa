package io.github.structuredlogs.internal.viewer;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.LoggedException;
import io.github.structuredlogs.internal.json.JsonScanner;
import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.viewer.RecordChunk.Column;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what {@link RecordChunk} wrote. */
@SuppressWarnings("EnumOrdinal") // The file's numbers are places in these enums.
final class ChunkReader {
    private static final int FIRST_FIELD = RecordChunk.CELLS;

    private final byte[] bytes;
    private final long[][] columns = new long[Column.values().length][];
    private final List<String> traces;
    private final List<String> formats;
    private final List<String> templates;
    private final List<String> rows;
    private final int size;
    private final JsonScanner scanner = new JsonScanner();

    /**
     * Reads a chunk.
     *
     * @param bytes as they were before they were compressed
     * @throws IOException if they are no chunk
     */
    ChunkReader(byte[] bytes) throws IOException {
        this.bytes = bytes;
        int parts = columns.length + 4;
        size = integer(0);
        int at = 4 * (parts + 1);
        for (int i = 0; i < columns.length; i++) {
            int length = integer(i + 1);
            columns[i] = numbers(at, at + length, isSigned(Column.values()[i]));
            at += length;
        }
        sum(Column.TIME);
        sum(Column.LINE);
        List<List<String>> texts = new ArrayList<>();
        for (int i = columns.length; i < parts; i++) {
            int length = integer(i + 1);
            check(length >= 0 && at + length <= bytes.length);
            texts.add(texts(new String(bytes, at, length, StandardCharsets.UTF_8)));
            at += length;
        }
        traces = texts.get(0);
        formats = texts.get(1);
        templates = texts.get(2);
        rows = texts.get(3);
        check(rows.size() == size);
        for (int i = 0; i < size; i++) {
            check(cells(i).length >= FIRST_FIELD);
        }
    }

    private String[] cells(int row) {
        return rows.get(row).split(String.valueOf(RecordChunk.CELL_END), -1);
    }

    private static boolean isSigned(Column column) {
        return column == Column.TIME || column == Column.OBSERVED || column == Column.LINE;
    }

    private static void check(boolean holds) throws IOException {
        if (!holds) {
            throw new IOException("A part of the records is damaged.");
        }
    }

    private int integer(int number) throws IOException {
        check(number * 4 + 4 <= bytes.length);
        int value = 0;
        for (int i = 3; i >= 0; i--) {
            value = (value << 8) | (bytes[number * 4 + i] & 0xff);
        }
        return value;
    }

    private long[] numbers(int from, int to, boolean signed) throws IOException {
        check(from <= to && to <= bytes.length && size <= to - from);
        long[] numbers = new long[size];
        int at = from;
        for (int i = 0; i < size; i++) {
            long value = 0;
            int shift = 0;
            byte next;
            do {
                check(at < to && shift < 64);
                next = bytes[at++];
                value |= (next & 0x7fL) << shift;
                shift += 7;
            } while ((next & 0x80) != 0);
            numbers[i] = signed ? value >>> 1 ^ -(value & 1) : value;
        }
        return numbers;
    }

    private void sum(Column column) {
        long[] numbers = columns[column.ordinal()];
        long last = 0;
        for (int i = 0; i < numbers.length; i++) {
            // What has no time does not move it.
            if (column == Column.TIME && (flags(i) & RecordChunk.HAS_TIME) == 0) {
                continue;
            }
            last += numbers[i];
            numbers[i] = last;
        }
    }

    private static List<String> texts(String text) {
        List<String> all = new ArrayList<>();
        int from = 0;
        for (int end = text.indexOf(RecordChunk.ROW_END); end >= 0; end = text.indexOf(RecordChunk.ROW_END, from)) {
            all.add(text.substring(from, end));
            from = end + 1;
        }
        return all;
    }

    int size() {
        return size;
    }

    private long number(Column column, int row) {
        return columns[column.ordinal()][row];
    }

    private int flags(int row) {
        return (int) number(Column.FLAGS, row);
    }

    /** {@return a record, with the places in the report of its container and test, and its line} */
    ReportReader.ReportRow row(int row, Report report) {
        int container = (int) number(Column.CONTAINER, row) - 1;
        int test = (int) number(Column.TEST, row) - 1;
        String name = container >= 0 && container < report.containers().size()
                ? report.containers().get(container).name()
                : null;
        return new ReportReader.ReportRow(record(row, name), container, test, number(Column.LINE, row));
    }

    private ShownRecord record(int row, @Nullable String container) {
        int flags = flags(row);
        String[] cells = cells(row);
        Map<String, String> texts = new LinkedHashMap<>();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (int i = FIRST_FIELD; i < cells.length; i++) {
            field(cells[i], texts, fields);
        }
        Instant time = (flags & RecordChunk.HAS_TIME) == 0
                ? null
                : instant(number(Column.TIME, row)).plusNanos(number(Column.NANOS, row));
        boolean own = (flags & RecordChunk.OWN_TIME) != 0;
        Instant observed = (flags & RecordChunk.OBSERVED) == 0 || time == null
                ? null
                : own ? instant(number(Column.TIME, row) + number(Column.OBSERVED, row)) : time;
        int level = (int) number(Column.LEVEL, row);
        return new ShownRecord(
                own ? time : null,
                observed,
                level == 0 ? null : LogLevel.values()[level - 1],
                or(cells[3]),
                or(cells[1]),
                or(cells[2]),
                (flags & RecordChunk.HAS_MESSAGE) == 0 ? null : cells[0],
                exception(flags, cells),
                listed(traces, Column.TRACE, row),
                or(cells[4]),
                fields,
                Objects.requireNonNullElse(listed(formats, Column.FORMAT, row), ""),
                raw(row, cells, new ArrayList<>(texts.values())),
                container,
                (flags & RecordChunk.STDERR) != 0
                        ? LogStream.STDERR
                        : (flags & RecordChunk.STDOUT) != 0 ? LogStream.STDOUT : null);
    }

    private static @Nullable LoggedException exception(int flags, String[] cells) {
        return (flags & RecordChunk.HAS_EXCEPTION) == 0
                ? null
                : new LoggedException(
                        or(cells[5]), (flags & RecordChunk.EXCEPTION_MESSAGE) == 0 ? null : cells[6], or(cells[7]));
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
    }

    private static @Nullable String or(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private @Nullable String listed(List<String> texts, Column column, int row) {
        int number = (int) number(column, row);
        return number == 0 || number > texts.size() ? null : texts.get(number - 1);
    }

    private void field(String cell, Map<String, String> texts, Map<String, @Nullable Object> fields) {
        int text = cell.indexOf(RecordChunk.TEXT);
        int json = cell.indexOf(RecordChunk.JSON);
        boolean isText = text >= 0 && (json < 0 || text < json);
        int at = isText ? text : json;
        if (at < 0) {
            return;
        }
        String value = cell.substring(at + 1);
        texts.put(cell.substring(0, at), value);
        fields.put(cell.substring(0, at), isText ? value : json(value));
    }

    private @Nullable Object json(String json) {
        byte[] wrapped = ("{\"v\":" + json + "}").getBytes(StandardCharsets.UTF_8);
        JsonTape tape = scanner.jsonTape();
        if (!scanner.read(wrapped, 0, wrapped.length)) {
            return json;
        }
        return tape.value(tape.first("v"));
    }

    private String raw(int row, String[] cells, List<String> values) {
        String template = listed(templates, Column.RAW, row);
        if (template == null) {
            return "";
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < template.length(); i++) {
            char c = template.charAt(i);
            if (c == RawTemplate.MARK && i + 1 < template.length()) {
                out.append(value(row, cells, values, template.charAt(++i) - RawTemplate.FIRST));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private String value(int row, String[] cells, List<String> values, int number) {
        if (number < FIRST_FIELD) {
            return cells[number];
        }
        Instant time = instant(number(Column.TIME, row));
        return switch (number) {
            case RecordChunk.TRACE_NUMBER -> String.valueOf(listed(traces, Column.TRACE, row));
            case RecordChunk.TIME_NUMBER -> RecordChunk.iso(time);
            case RecordChunk.EPOCH_NUMBER -> Long.toString(time.toEpochMilli());
            default -> {
                int field = number - RecordChunk.FIELDS_FROM;
                yield field < values.size() ? values.get(field) : "";
            }
        };
    }
}
