package io.github.structuredlogs.internal.parse;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.internal.json.JsonScanner;
import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.otlp.OtlpLine;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.formats.TextCursor;
import io.github.structuredlogs.internal.parse.formats.TextFormat;
import io.github.structuredlogs.internal.parse.formats.UserFormat;
import io.github.structuredlogs.internal.parse.lines.Beginning;
import io.github.structuredlogs.internal.parse.lines.Continuation;
import io.github.structuredlogs.internal.parse.lines.JsonAssembler;
import io.github.structuredlogs.internal.parse.lines.Prefix;
import io.github.structuredlogs.internal.parse.lines.TextAssembler;
import io.github.structuredlogs.internal.parse.values.StringCache;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The reader of records from the lines of one stream of one container.
 *
 * <p>An object that is complete in its line is published at once. Text is kept until the next line shows that it does
 * not continue, or until {@link #flush}. Not thread-safe.
 */
public final class RecordReader {
    /** Only this much of a text line is searched for its time, level and logger. */
    private static final int HEAD_BYTES = 16 << 10;

    /** A shorter line contains neither a span nor a measurement. */
    private static final int MIN_TELEMETRY_LENGTH = 40;

    private final Formats formats;
    private final RecordSink sink;
    private final TelemetrySink telemetry;
    private final ParsedRecord record = new ParsedRecord();
    private final JsonScanner scanner = new JsonScanner();
    private final JsonScanner scannerOfMessages = new JsonScanner();
    private final Shapes shapes;
    private final IndexedValues indexedValues = new IndexedValues();
    private final JsonTape noTape = new JsonTape();
    private final TextCursor textCursor = new TextCursor();
    private final StringCache stringCache = new StringCache();
    private final TextAssembler held;
    private final JsonAssembler jsonAssembler;
    private TextFormat lastText;

    /**
     * Reads a stream.
     *
     * @param formats the formats to recognise
     * @param sink receives the records
     */
    public RecordReader(Formats formats, RecordSink sink) {
        this(formats, sink, TelemetrySink.NONE);
    }

    /**
     * Reads a stream.
     *
     * @param formats the formats to recognise
     * @param sink receives the records
     * @param telemetry receives the lines that contain spans or metrics instead of a record
     */
    public RecordReader(Formats formats, RecordSink sink, TelemetrySink telemetry) {
        this.formats = formats;
        this.sink = sink;
        this.telemetry = telemetry;
        shapes = new Shapes(formats.json());
        lastText = formats.plain();
        held = new TextAssembler(this::publishText, new Continuation.HeadTest() {
            @Override
            public int look(byte[] bytes, int offset, int end) {
                return RecordReader.this.look(bytes, offset, end);
            }

            @Override
            public boolean isKnown(byte[] bytes, int offset, int end) {
                textCursor.set(bytes, offset, Math.min(end, offset + HEAD_BYTES));
                return recognise() != formats.plain();
            }
        });
        jsonAssembler = new JsonAssembler();
    }

    /**
     * Reads a line.
     *
     * @param buffer contains it; may be reused after the call
     * @param offset the beginning of the line
     * @param length its length without its {@code \n}; a {@code \r} may be included
     * @param observedNanos when the engine received it, in nanoseconds since the epoch
     */
    public void line(byte[] buffer, int offset, int length, long observedNanos) {
        int end = offset + length;
        if (jsonAssembler.isOpen()) {
            continueJson(buffer, offset, end, observedNanos);
            return;
        }
        int first = Prefix.blanks(buffer, offset, end);
        if (first == end) {
            held.blank(buffer, offset, end);
            return;
        }
        if (own(buffer, offset, end, observedNanos)) {
            return;
        }
        int json = buffer[first] == '{' ? first : Prefix.jsonStart(buffer, first, end);
        if (json >= 0) {
            int jsonEnd = Prefix.jsonEnd(buffer, json, end);
            boolean ofText = json == first && first > offset && held.endsWithObject();
            if (!ofText && buffer[jsonEnd - 1] == '}' && scanner.read(buffer, json, jsonEnd)) {
                publishObject(buffer, offset, end, json, observedNanos);
                return;
            }
            if (isCutTelemetry(buffer, json, end, observedNanos)) {
                return;
            }
            boolean inText = ofText || (json == first && first - offset > 1 && held.announcesObject());
            if (!inText && jsonAssembler.open(buffer, offset, json, end, observedNanos)) {
                held.flush();
                return;
            }
        }
        if (!isTelemetryBehindPrefix(buffer, first, end, observedNanos)) {
            held.line(buffer, offset, end, observedNanos);
        }
    }

    /** {@return whether text is kept that may continue in the next line} */
    public boolean holds() {
        return held.holds() || jsonAssembler.isOpen();
    }

    /** Publishes the text that is kept. */
    public void flush() {
        if (jsonAssembler.isOpen()) {
            giveUpJson();
        }
        held.flush();
    }

    // ------------------------------------------------------------------ objects over several lines

    private void continueJson(byte[] buffer, int offset, int end, long observedNanos) {
        switch (jsonAssembler.line(buffer, offset, end)) {
            case OPEN -> {
                if (jsonAssembler.isBeyondBounds()) {
                    giveUpJson();
                }
            }
            case WHOLE -> {
                byte[] bytes = jsonAssembler.bytes();
                int length = jsonAssembler.length();
                int start = jsonAssembler.jsonStart();
                int jsonEnd = Prefix.jsonEnd(bytes, start, length);
                if (scanner.read(bytes, start, jsonEnd)) {
                    jsonAssembler.close();
                    publishObject(bytes, 0, length, start, jsonAssembler.observedNanos());
                } else {
                    giveUpJson();
                }
            }
            case BROKEN -> {
                giveUpJson();
                line(buffer, offset, end - offset, observedNanos);
            }
        }
    }

    /** Publishes the lines unchanged: none of them may begin an object again unless it is complete. */
    private void giveUpJson() {
        jsonAssembler.close();
        jsonAssembler.forEachLine((bytes, offset, end, observed) -> {
            int first = Prefix.blanks(bytes, offset, end);
            if (first == end) {
                held.blank(bytes, offset, end);
            } else if (bytes[first] == '{'
                    && offset > 0
                    && scanner.read(bytes, first, Prefix.jsonEnd(bytes, first, end))) {
                publishObject(bytes, offset, end, first, observed);
            } else {
                held.line(bytes, offset, end, observed);
            }
        });
    }

    // ------------------------------------------------------------------ recognising

    private boolean own(byte[] buffer, int offset, int end, long observedNanos) {
        for (UserFormat format : formats.own()) {
            indexedValues.clear(noTape, 0);
            RecordBuilder recordBuilder = new RecordBuilder(noTape, 0);
            byte[] line = java.util.Arrays.copyOfRange(buffer, offset, end);
            if (format.read(line, indexedValues, recordBuilder)) {
                held.flush();
                record.set(buffer, offset, end - offset, observedNanos);
                record.set(formats.number(format), 0, indexedValues, indexedValues.logger(stringCache));
                sink.accept(record);
                return true;
            }
        }
        return false;
    }

    /** Publishes the object that the scanner has read. */
    private void publishObject(byte[] bytes, int offset, int end, int json, long observedNanos) {
        if (OtlpLine.holdsTelemetry(scanner.jsonTape())) {
            held.flushUnless(OtlpLine::namesLogger);
            telemetry.line(scanner.jsonTape(), end - offset, observedNanos);
            return;
        }
        held.flush();
        publishJson(bytes, offset, end, json, observedNanos);
    }

    /**
     * Says whether the line is cut-off telemetry: spans and metrics are on one line each, so the beginning of one is
     * not kept.
     */
    private boolean isCutTelemetry(byte[] buffer, int json, int end, long observedNanos) {
        // A pretty printer breaks the line before the first resource's members.
        if (end - json < MIN_TELEMETRY_LENGTH || !OtlpLine.begins(buffer, json, end)) {
            return false;
        }
        held.flushUnless(OtlpLine::namesLogger);
        telemetry.unreadable(observedNanos);
        return true;
    }

    /** Searches for an object after the prefix of a text logger. */
    private boolean isTelemetryBehindPrefix(byte[] buffer, int first, int end, long observedNanos) {
        int jsonEnd = Prefix.jsonEnd(buffer, first, end);
        if (jsonEnd - first < MIN_TELEMETRY_LENGTH || buffer[jsonEnd - 1] != '}') {
            return false;
        }
        int json = OtlpLine.start(buffer, first, jsonEnd);
        if (json < 0 || !scanner.read(buffer, json, jsonEnd) || !OtlpLine.holdsTelemetry(scanner.jsonTape())) {
            return false;
        }
        held.flush();
        telemetry.line(scanner.jsonTape(), end - first, observedNanos);
        return true;
    }

    /** Reads telemetry in the message of a JSON logger, which the exporter that writes to a logger produces. */
    private boolean isTelemetryInMessage(JsonTape jsonTape, JsonFormat format, int length, long observedNanos) {
        RecordBuilder recordBuilder = new RecordBuilder(jsonTape, 0);
        format.body(jsonTape, recordBuilder);
        String message = new RecordContent(format.name(), indexedValues, recordBuilder, Map::of).message();
        if (message == null || !message.startsWith("{\"resource")) {
            return false;
        }
        byte[] inner = message.getBytes(StandardCharsets.UTF_8);
        if (scannerOfMessages.read(inner, 0, inner.length) && OtlpLine.holdsTelemetry(scannerOfMessages.jsonTape())) {
            telemetry.line(scannerOfMessages.jsonTape(), length, observedNanos);
            scannerOfMessages.jsonTape().forget();
            return true;
        }
        return false;
    }

    private void publishJson(byte[] bytes, int offset, int end, int json, long observedNanos) {
        JsonTape jsonTape = scanner.jsonTape();
        JsonFormat format = shapes.recognise(jsonTape);
        int parts = format.parts(jsonTape);
        record.set(bytes, offset, end - offset, observedNanos);
        for (int part = 0; part < parts; part++) {
            indexedValues.read(format, jsonTape, part);
            if (json > offset) {
                Prefix.head(bytes, offset, json, indexedValues, textCursor);
            }
            String logger = indexedValues.logger(stringCache);
            if (logger != null
                    && logger.startsWith(OtlpLine.LOGGER)
                    && isTelemetryInMessage(jsonTape, format, end - offset, observedNanos)) {
                return;
            }
            record.set(formats.number(format), part, indexedValues, logger, jsonTape.isRespelled());
            sink.accept(record);
        }
    }

    private void publishText(byte[] bytes, int offset, int end, long observedNanos) {
        byte[] plain = Prefix.unprefixed(bytes, offset, end);
        TextFormat format = plain == null ? recognise(bytes, offset, end) : recognise(plain, 0, plain.length);
        lastText = format;
        record.set(bytes, offset, end - offset, observedNanos);
        record.set(formats.number(format), 0, indexedValues, indexedValues.logger(stringCache));
        sink.accept(record);
    }

    private TextFormat recognise(byte[] bytes, int offset, int end) {
        int second = Prefix.beforeTime(bytes, offset, end);
        if (second > offset) {
            textCursor.set(bytes, second, Math.min(end, second + HEAD_BYTES));
            TextFormat behind = recognise();
            if (behind != formats.plain()) {
                return behind;
            }
        }
        textCursor.set(bytes, offset, Math.min(end, offset + HEAD_BYTES));
        TextFormat format = recognise();
        if (format == formats.plain()) {
            int inner = Prefix.outer(bytes, offset, end);
            if (inner > offset) {
                textCursor.set(bytes, inner, Math.min(end, inner + HEAD_BYTES));
                format = recognise();
                if (format == formats.plain()) {
                    textCursor.set(bytes, offset, Math.min(end, offset + HEAD_BYTES));
                    read(format);
                }
            }
        }
        return format;
    }

    private int look(byte[] bytes, int offset, int end) {
        TextFormat format = recognise(bytes, offset, end);
        boolean plain = format == formats.plain();
        LogLevel level = indexedValues.level();
        int look = 0;
        look |= !plain || indexedValues.timestampReader.isPresent() || indexedValues.hasLevelText()
                ? Beginning.HEAD
                : 0;
        look |= !plain || indexedValues.timestampReader.isPresent() ? Beginning.SURE : 0;
        look |= plain ? 0 : Beginning.KNOWN;
        look |= !plain && textCursor.hasNoMessage() ? Beginning.EMPTY : 0;
        look |= level != null && level.compareTo(LogLevel.WARN) >= 0 ? Beginning.TROUBLE : 0;
        return format.isAccessLog() ? look | Beginning.WHOLE : look;
    }

    private TextFormat recognise() {
        TextFormat plain = formats.plain();
        if (lastText != plain && read(lastText)) {
            return lastText;
        }
        for (TextFormat format : formats.text()) {
            if (format != lastText && read(format)) {
                return format;
            }
        }
        read(plain);
        return plain;
    }

    private boolean read(TextFormat format) {
        indexedValues.clear(noTape, 0);
        textCursor.rewind();
        return format.read(textCursor, indexedValues);
    }
}
