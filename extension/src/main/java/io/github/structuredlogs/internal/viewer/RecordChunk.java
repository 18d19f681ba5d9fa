package io.github.structuredlogs.internal.viewer;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.LoggedException;
import io.github.structuredlogs.internal.json.JsonText;
import io.github.structuredlogs.internal.render.FieldOrder;
import io.github.structuredlogs.internal.text.ControlCharacters;
import io.github.structuredlogs.internal.text.Redaction;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Some thousand records, laid out so that a browser can search them without parsing them.
 *
 * <p>The bytes, before they are compressed: a table of 32-bit little-endian lengths (the number of records, then the length
 * of each part in bytes), then the parts.
 *
 * <ul>
 *   <li>Columns of variable-length integers (seven bits a byte, the least first; signed ones zigzag): {@link Column}.
 *   <li>The traces, formats, and raw-line {@linkplain RawTemplate templates} that the columns number from 1, each a list of
 *       texts, each text ended by {@value #ROW_END}.
 *   <li>The rows, each ended by {@value #ROW_END}. A row's cells are separated by {@value #CELL_END}: message, logger,
 *       thread, level text, span id, exception type, exception message, stack trace; then each field as its name, {@value #TEXT} and its text, or {@value #JSON} and its JSON. What a record
 *       lacks is empty; the constants of this class tell a lack from an empty text.
 * </ul>
 *
 * <p>Texts hold no control characters but line feeds, so that these separators are safe, and a text that a reader
 * searches for is found within one cell by looking at the rows as one text. The text cells number from 0 in raw-line
 * templates, the fields from {@value #FIELDS_FROM} on; {@value #TRACE_NUMBER} is the trace, {@value #TIME_NUMBER} the own
 * timestamp in ISO form with milliseconds, {@value #EPOCH_NUMBER} in milliseconds since 1970.
 */
@SuppressWarnings({"EnumOrdinal", "JavaInstantGetSecondsGetNano"
}) // The file's numbers are places in these enums; nanoseconds are kept apart from the rest.
final class RecordChunk {
    static final int CAPACITY = 4096;

    static final char ROW_END = '\u001d';
    static final char CELL_END = '\u001f';
    static final char TEXT = '\u001e';
    static final char JSON = '\u001c';

    /** How many cells a row has before its fields. */
    static final int CELLS = 8;

    static final int TRACE_NUMBER = 9;
    static final int TIME_NUMBER = 10;
    static final int EPOCH_NUMBER = 11;
    static final int FIELDS_FROM = 12;
    /** More places would leave the single-byte range of some encodings, without a benefit. */
    private static final int MAX_NUMBER = 90;

    /** The numbers of each record, in the order of the file. */
    enum Column {
        /** See the constants of this class. */
        FLAGS,
        /** The time that orders it, in microseconds since 1970, less the one before; 0 without a time. Signed. */
        TIME,
        /** Nanoseconds within the microsecond. */
        NANOS,
        /** When the engine received it, in microseconds, less its own time. Signed. */
        OBSERVED,
        /** The container's place in the report, from 1. */
        CONTAINER,
        /** The level from 1, TRACE, to 6, FATAL. */
        LEVEL,
        /** The test's place in the report, from 1. */
        TEST,
        TRACE,
        FORMAT,
        /** Its raw line's template; 0 if the line is not here. */
        RAW,
        /** Its line in its container's file, less that of the record before it in this chunk; 0 if unknown. Signed. */
        LINE
    }

    static final int HAS_TIME = 1;
    static final int OWN_TIME = 1 << 1;
    static final int OBSERVED = 1 << 2;
    static final int STDERR = 1 << 3;
    static final int STDOUT = 1 << 4;
    static final int HAS_MESSAGE = 1 << 5;
    static final int HAS_EXCEPTION = 1 << 6;
    static final int EXCEPTION_MESSAGE = 1 << 7;

    private final Redaction redaction;
    private final Numbers[] columns = new Numbers[Column.values().length];
    private final Dictionary traces = new Dictionary();
    private final Dictionary formats = new Dictionary();
    private final Dictionary templates = new Dictionary();
    private final StringBuilder rows = new StringBuilder(1 << 20);
    private int size;
    private long lastMicros;
    private long lastLine;
    private long lastSecond = Long.MIN_VALUE;
    private String lastSecondText = "";
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    RecordChunk(Redaction redaction) {
        this.redaction = redaction;
        for (int i = 0; i < columns.length; i++) {
            columns[i] = new Numbers();
        }
    }

    int size() {
        return size;
    }

    /** {@return the approximate number of bytes of its texts} */
    int weight() {
        return rows.length() + templates.length();
    }

    /** {@return the time of its first record in milliseconds, {@link Long#MAX_VALUE} if none has a time} */
    long first() {
        return first;
    }

    /** {@return the time of its last record in milliseconds, {@link Long#MIN_VALUE} if none has a time} */
    long last() {
        return last;
    }

    /** Adds a record. */
    void add(LogRecord record, int container, int test, long line) {
        Instant own = record.timestamp();
        Instant observed = record.observed();
        Instant time = record.time();
        LoggedException exception = record.exception();
        String message = textOrNull(record.message());
        int flags = (time != null ? HAS_TIME : 0)
                | (own != null ? OWN_TIME : 0)
                | (observed != null ? OBSERVED : 0)
                | (record.stream() == LogStream.STDERR ? STDERR : 0)
                | (record.stream() == LogStream.STDOUT ? STDOUT : 0)
                | (message != null ? HAS_MESSAGE : 0)
                | (exception != null ? HAS_EXCEPTION : 0)
                | (exception != null && exception.message() != null ? EXCEPTION_MESSAGE : 0);
        put(Column.FLAGS, flags);
        times(time, own, observed);
        put(Column.CONTAINER, container + 1);
        LogLevel level = record.level();
        put(Column.LEVEL, level == null ? 0 : level.ordinal() + 1);
        put(Column.TEST, test + 1);
        String trace = textOrNull(record.traceId());
        put(Column.TRACE, traces.number(trace));
        put(Column.FORMAT, formats.number(record.format()));
        putSigned(Column.LINE, line - lastLine);
        lastLine = line;

        String[] cells = {
            message,
            textOrNull(record.logger()),
            textOrNull(record.thread()),
            textOrNull(record.levelText()),
            textOrNull(record.spanId()),
            exception == null ? null : textOrNull(exception.type()),
            exception == null ? null : textOrNull(exception.message()),
            exception == null ? null : textOrNull(exception.stackTrace())
        };
        for (int i = 0; i < cells.length; i++) {
            if (i > 0) {
                rows.append(CELL_END);
            }
            rows.append(Objects.requireNonNullElse(cells[i], ""));
        }
        boolean standAlone = redaction.standAlone(record.fields());
        Map<String, @Nullable Object> fields = fields(FieldOrder.of(record.format(), record.fields()), standAlone);
        List<String> values = new ArrayList<>(fields.size());
        fields.forEach((name, value) -> {
            rows.append(CELL_END).append(name);
            int start = rows.append(value instanceof String ? TEXT : JSON).length();
            if (value instanceof String text) {
                rows.append(text);
            } else {
                JsonText.value(rows, value);
            }
            values.add(rows.substring(start));
        });
        rows.append(ROW_END);
        boolean mayHide = !standAlone || fields.containsValue(Redaction.MASK);
        String raw = raw(record, mayHide);
        put(Column.RAW, templates.number(template(raw, cells, trace, own, List.copyOf(fields.keySet()), values)));
        size++;
    }

    private void times(@Nullable Instant time, @Nullable Instant own, @Nullable Instant observed) {
        if (time == null) {
            put(Column.TIME, 0);
            put(Column.NANOS, 0);
            put(Column.OBSERVED, 0);
            return;
        }
        long micros = micros(time);
        putSigned(Column.TIME, micros - lastMicros);
        put(Column.NANOS, time.getNano() % 1000);
        putSigned(Column.OBSERVED, own == null || observed == null ? 0 : micros(observed) - micros);
        lastMicros = micros;
        first = Math.min(first, Math.floorDiv(micros, 1000));
        last = Math.max(last, Math.floorDiv(micros, 1000));
    }

    private static long micros(Instant instant) {
        try {
            return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
        } catch (ArithmeticException e) {
            // Beyond any real clock; a reader sees it in the raw line.
            return 0;
        }
    }

    private @Nullable String template(
            String raw,
            @Nullable String[] cells,
            @Nullable String trace,
            @Nullable Instant own,
            List<String> names,
            List<String> values) {
        if (raw.equals(cells[0])) {
            return "" + RawTemplate.MARK + ' ';
        }
        RawTemplate template = new RawTemplate(raw);
        // The longest texts first, so that a part of them is not taken for another value.
        for (int i : new int[] {7, 0, 1, 2, 4}) {
            String cell = cells[i];
            if (cell != null) {
                template.cut(i, cell);
            }
        }
        if (trace != null) {
            template.cut(TRACE_NUMBER, trace);
        }
        if (own != null) {
            template.cut(TIME_NUMBER, isoText(own));
            template.cut(EPOCH_NUMBER, Long.toString(Math.floorDiv(micros(own), 1000)));
        }
        for (int i = 0; i < values.size() && i + FIELDS_FROM < MAX_NUMBER; i++) {
            String value = values.get(i);
            String name = names.get(i);
            if (!template.cut(i + FIELDS_FROM, value, '"' + name + "\":\"")
                    && !template.cut(i + FIELDS_FROM, value, '"' + name + "\":")
                    && !template.cut(i + FIELDS_FROM, value, name + '=')) {
                template.cut(i + FIELDS_FROM, value);
            }
        }
        return template.toString();
    }

    private String raw(LogRecord record, boolean mayHide) {
        String raw = redaction.text(record.raw());
        if (mayHide) {
            for (String secret : redaction.secrets(record.fields())) {
                raw = raw.replace(secret, Redaction.MASK);
            }
        }
        return ControlCharacters.visibleLines(raw);
    }

    /** The form that JavaScript's {@code toISOString} gives. */
    static String iso(Instant instant) {
        return iso(untilSeconds(instant), instant);
    }

    /** The same; records of one second share most of it. */
    private String isoText(Instant instant) {
        if (instant.getEpochSecond() != lastSecond) {
            lastSecond = instant.getEpochSecond();
            lastSecondText = untilSeconds(instant);
        }
        return iso(lastSecondText, instant);
    }

    private static String untilSeconds(Instant instant) {
        String text = instant.truncatedTo(ChronoUnit.SECONDS).toString();
        return text.substring(0, text.length() - 1);
    }

    private static String iso(String untilSeconds, Instant instant) {
        int millis = instant.getNano() / 1_000_000;
        return untilSeconds + '.' + millis / 100 + millis / 10 % 10 + millis % 10 + 'Z';
    }

    private @Nullable String textOrNull(@Nullable String text) {
        return text == null ? null : text(text);
    }

    private String text(String text) {
        return ControlCharacters.visibleLines(redaction.text(text));
    }

    private Map<String, @Nullable Object> fields(Map<?, ?> fields, boolean standAlone) {
        if (fields.isEmpty()) {
            return Map.of();
        }
        Map<String, @Nullable Object> safe = new LinkedHashMap<>();
        if (standAlone) {
            fields.forEach((key, value) -> {
                String name = String.valueOf(key);
                safe.put(
                        ControlCharacters.visible(text(name)),
                        redaction.hides(name, value) ? Redaction.MASK : visible(value, this::text));
            });
        } else {
            redaction
                    .fields(fields)
                    .forEach((name, value) ->
                            safe.put(ControlCharacters.visible(name), visible(value, ControlCharacters::visibleLines)));
        }
        return safe;
    }

    /** {@return a value whose texts, at any depth, went through a function} */
    private static @Nullable Object visible(@Nullable Object value, UnaryOperator<String> text) {
        if (value instanceof String string) {
            return text.apply(string);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            map.forEach((name, member) ->
                    members.put(ControlCharacters.visible(String.valueOf(name)), visible(member, text)));
            return members;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> elements = new ArrayList<>(list.size());
            list.forEach(element -> elements.add(visible(element, text)));
            return elements;
        }
        return value;
    }

    private void put(Column column, long number) {
        columns[column.ordinal()].put(number);
    }

    private void putSigned(Column column, long number) {
        put(column, (number << 1) ^ (number >> 63));
    }

    /** {@return the bytes, without compression} */
    byte[] bytes() {
        List<byte[]> parts = new ArrayList<>();
        for (Numbers column : columns) {
            parts.add(column.toByteArray());
        }
        for (CharSequence text : List.of(traces.text, formats.text, templates.text, rows)) {
            parts.add(text.toString().getBytes(StandardCharsets.UTF_8));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(rows.length() + (1 << 16));
        length(out, size);
        parts.forEach(part -> length(out, part.length));
        parts.forEach(out::writeBytes);
        return out.toByteArray();
    }

    private static void length(ByteArrayOutputStream out, int length) {
        for (int shift = 0; shift < 32; shift += 8) {
            out.write(length >> shift);
        }
    }

    /** Removes the records, to make room for the next ones. */
    void clear() {
        for (Numbers column : columns) {
            column.reset();
        }
        traces.clear();
        formats.clear();
        templates.clear();
        rows.setLength(0);
        size = 0;
        lastMicros = 0;
        lastLine = 0;
        first = Long.MAX_VALUE;
        last = Long.MIN_VALUE;
    }

    /** Numbers of variable length. */
    private static final class Numbers {
        private static final int MAX_LENGTH = 10;

        private byte[] bytes = new byte[CAPACITY * 2];
        private int length;

        void put(long number) {
            if (bytes.length - length < MAX_LENGTH) {
                bytes = Arrays.copyOf(bytes, bytes.length * 2);
            }
            long rest = number;
            while ((rest & ~0x7fL) != 0) {
                bytes[length++] = (byte) ((rest & 0x7f) | 0x80);
                rest >>>= 7;
            }
            bytes[length++] = (byte) rest;
        }

        byte[] toByteArray() {
            return Arrays.copyOf(bytes, length);
        }

        void reset() {
            length = 0;
        }
    }

    /** Texts with their numbers, from 1. */
    private static final class Dictionary {
        private final Map<String, Integer> numbers = new LinkedHashMap<>();
        private final StringBuilder text = new StringBuilder();

        int number(@Nullable String value) {
            if (value == null) {
                return 0;
            }
            Integer known = numbers.get(value);
            if (known != null) {
                return known;
            }
            numbers.put(value, numbers.size() + 1);
            text.append(value).append(ROW_END);
            return numbers.size();
        }

        int length() {
            return text.length();
        }

        void clear() {
            numbers.clear();
            text.setLength(0);
        }
    }
}
