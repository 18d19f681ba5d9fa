package io.github.structuredlogs.internal.parse;

import io.github.structuredlogs.internal.json.JsonScanner;
import io.github.structuredlogs.internal.json.Tape;
import io.github.structuredlogs.internal.parse.formats.Body;
import io.github.structuredlogs.internal.parse.formats.Format;
import io.github.structuredlogs.internal.parse.formats.Head;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.formats.OwnFormat;
import io.github.structuredlogs.internal.parse.formats.Text;
import io.github.structuredlogs.internal.parse.formats.TextFormat;
import io.github.structuredlogs.internal.parse.lines.Prefix;
import io.github.structuredlogs.internal.stack.Stacks;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What it takes to decode a record on demand: a parser, a tape, an array of characters. Not thread-safe. */
final class Decoder {
    private final JsonScanner scanner = new JsonScanner();
    private final Tape empty = new Tape();
    private final Text text = new Text();
    private final Head head = new Head();

    /** Lets go of what was decoded, as a decoder is kept. */
    void forget() {
        scanner.tape().forget();
    }

    RecordContent decode(Formats formats, byte[] raw, Format format, int part) {
        if (format instanceof JsonFormat json) {
            int start = Prefix.jsonStart(raw, 0, raw.length);
            if (start >= 0 && scanner.read(raw, start, Prefix.jsonEnd(raw, start, raw.length))) {
                return json(formats, raw, start, json, part);
            }
        } else if (format instanceof OwnFormat own) {
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
        text.set(raw, from, raw.length);
        head.clear(empty, 0);
        return format.read(text, head);
    }

    private RecordContent json(Formats formats, byte[] raw, int start, JsonFormat format, int part) {
        Tape tape = scanner.tape();
        format.parts(tape);
        head.read(format, tape, part);
        Prefix.head(raw, 0, start, head, text);
        Body body = new Body(tape, part);
        format.body(tape, body);
        return new RecordContent(format.name(), head, body, () -> formats.asWritten(raw));
    }

    private RecordContent text(TextFormat format) {
        Body body = new Body(empty, 0);
        format.body(text, body);
        return new RecordContent(format.name(), head, body, Map::of);
    }

    private @Nullable RecordContent own(Formats formats, byte[] raw, OwnFormat format) {
        head.clear(empty, 0);
        Body body = new Body(empty, 0);
        if (!format.read(raw, head, body)) {
            return null;
        }
        text.set(raw, 0, raw.length);
        String rest = text.continuation();
        if (rest != null && !body.hasException() && Stacks.hasFrames('\n' + rest)) {
            body.exception(Stacks.read(rest));
        }
        return new RecordContent(format.name(), head, body, () -> formats.asWritten(raw));
    }

    /** {@return the JSON object as it was written, empty if the record is none} */
    Map<String, @Nullable Object> asWritten(byte[] raw) {
        int start = Prefix.jsonStart(raw, 0, raw.length);
        if (start < 0 || !scanner.read(raw, start, Prefix.jsonEnd(raw, start, raw.length))) {
            return Map.of();
        }
        @SuppressWarnings("unchecked")
        Map<String, @Nullable Object> root =
                (Map<String, @Nullable Object>) scanner.tape().value(0);
        return root == null ? Map.of() : root;
    }
}
