package io.github.structuredlogs.internal.parse;

import io.github.structuredlogs.internal.json.JsonScanner;
import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.formats.Format;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.formats.TextCursor;
import io.github.structuredlogs.internal.parse.formats.TextFormat;
import io.github.structuredlogs.internal.parse.formats.UserFormat;
import io.github.structuredlogs.internal.parse.lines.Prefix;
import io.github.structuredlogs.internal.stack.Stacks;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The reusable parts for decoding a record on demand: a parser, a tape, an array of characters. Not thread-safe. */
final class Decoder {
    private final JsonScanner scanner = new JsonScanner();
    private final JsonTape empty = new JsonTape();
    private final TextCursor textCursor = new TextCursor();
    private final IndexedValues indexedValues = new IndexedValues();

    /** Drops the references to decoded data, because decoders are kept. */
    void forget() {
        scanner.jsonTape().forget();
    }

    RecordContent decode(Formats formats, byte[] raw, Format format, int part) {
        if (format instanceof JsonFormat json) {
            int start = Prefix.jsonStart(raw, 0, raw.length);
            if (start >= 0 && scanner.read(raw, start, Prefix.jsonEnd(raw, start, raw.length))) {
                return json(formats, raw, start, json, part);
            }
        } else if (format instanceof UserFormat own) {
            RecordContent content = own(formats, raw, own);
            if (content != null) {
                return content;
            }
        }
        byte[] unprefixed = Prefix.unprefixed(raw, 0, raw.length);
        byte[] bytes = unprefixed == null ? raw : unprefixed;
        int second = Prefix.beforeTime(bytes, 0, bytes.length);
        if (format instanceof TextFormat plain
                && ((second > 0 && format != formats.plain() && reads(plain, bytes, second))
                        || reads(plain, bytes, 0)
                        || reads(plain, bytes, Prefix.outer(bytes, 0, bytes.length)))) {
            return text(plain);
        }
        reads(formats.plain(), bytes, 0);
        return text(formats.plain());
    }

    private boolean reads(TextFormat format, byte[] raw, int from) {
        textCursor.set(raw, from, raw.length);
        indexedValues.clear(empty, 0);
        return format.read(textCursor, indexedValues);
    }

    private RecordContent json(Formats formats, byte[] raw, int start, JsonFormat format, int part) {
        JsonTape jsonTape = scanner.jsonTape();
        format.parts(jsonTape);
        indexedValues.read(format, jsonTape, part);
        Prefix.head(raw, 0, start, indexedValues, textCursor);
        RecordBuilder recordBuilder = new RecordBuilder(jsonTape, part);
        format.body(jsonTape, recordBuilder);
        return new RecordContent(format.name(), indexedValues, recordBuilder, () -> formats.asWritten(raw));
    }

    private RecordContent text(TextFormat format) {
        RecordBuilder recordBuilder = new RecordBuilder(empty, 0);
        format.body(textCursor, recordBuilder);
        return new RecordContent(format.name(), indexedValues, recordBuilder, Map::of);
    }

    private @Nullable RecordContent own(Formats formats, byte[] raw, UserFormat format) {
        indexedValues.clear(empty, 0);
        RecordBuilder recordBuilder = new RecordBuilder(empty, 0);
        if (!format.read(raw, indexedValues, recordBuilder)) {
            return null;
        }
        textCursor.set(raw, 0, raw.length);
        String rest = textCursor.continuation();
        if (rest != null && !recordBuilder.hasException() && Stacks.hasFrames('\n' + rest)) {
            recordBuilder.exception(Stacks.read(rest));
        }
        return new RecordContent(format.name(), indexedValues, recordBuilder, () -> formats.asWritten(raw));
    }

    /** {@return the original JSON object, empty if the record is not JSON} */
    Map<String, @Nullable Object> asWritten(byte[] raw) {
        int start = Prefix.jsonStart(raw, 0, raw.length);
        if (start < 0 || !scanner.read(raw, start, Prefix.jsonEnd(raw, start, raw.length))) {
            return Map.of();
        }
        @SuppressWarnings("unchecked")
        Map<String, @Nullable Object> root =
                (Map<String, @Nullable Object>) scanner.jsonTape().value(0);
        return root == null ? Map.of() : root;
    }
}
