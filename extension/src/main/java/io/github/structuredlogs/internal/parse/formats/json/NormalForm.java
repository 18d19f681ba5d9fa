package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.json.RecordJson;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.values.TimestampReader;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The normal form, as {@link RecordJson} writes it, so that it can be read again. */
public final class NormalForm extends JsonFormat {
    public NormalForm() {
        super("structured-logs");
    }

    @Override
    public boolean recognises(JsonTape t) {
        return t.has("observed")
                && t.has("format")
                && ((t.has("levelText") && t.has("fields") && t.has("raw")) || isOfARun(t));
    }

    /** The files of a run leave out the raw line, and what a record lacks. */
    private static boolean isOfARun(JsonTape t) {
        return t.has("container") && t.has("stream");
    }

    @Override
    public void head(JsonTape t, IndexedValues h) {
        h.time("timestamp");
        h.level("levelText");
        h.exactLevel(level(t, t.first("level")));
        h.logger("logger");
        h.trace(t.last("traceId"));
        h.span(t.last("spanId"));
    }

    private static @Nullable LogLevel level(JsonTape t, int node) {
        for (LogLevel level : LogLevel.values()) {
            if (level != LogLevel.OFF && t.textEquals(node, level.name())) {
                return level;
            }
        }
        return null;
    }

    @Override
    public boolean namesFieldsAsWritten() {
        return true;
    }

    @Override
    public void body(JsonTape t, RecordBuilder b) {
        b.thread("thread");
        b.message("message");
        int exception = t.last("exception");
        if (t.isObject(exception)) {
            b.exceptionAsItIs(
                    t.text(t.in(exception, "type")),
                    t.text(t.in(exception, "message")),
                    t.text(t.in(exception, "stackTrace")));
        }
        TimestampReader observed = new TimestampReader();
        observed.read(t, t.last("observed"));
        String stream = t.text(t.last("stream"));
        b.origin(new RecordBuilder.Origin(
                t.text(t.last("format")),
                observed.instant(),
                t.text(t.last("raw")),
                t.text(t.last("container")),
                "STDOUT".equals(stream) ? LogStream.STDOUT : "STDERR".equals(stream) ? LogStream.STDERR : null));
        int fields = t.last("fields");
        for (int node = t.child(0); node != JsonTape.NONE; node = t.sibling(0, node)) {
            t.use(node);
        }
        if (t.isObject(fields) && t.value(fields) instanceof Map<?, ?> map) {
            map.forEach((name, value) -> b.field(String.valueOf(name), value));
        }
    }
}
