package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.LoggedException;
import io.github.structuredlogs.internal.json.JsonKey;
import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.values.LevelScale;

/**
 * loguru with serialize=True: the record beside its rendered text. Source: loguru's documentation of the record dict.
 */
public final class Loguru extends JsonFormat {
    private static final JsonKey TIME = JsonKey.of("time.timestamp");
    private static final JsonKey LEVEL = JsonKey.of("level.name");
    private static final JsonKey LEVEL_NUMBER = JsonKey.of("level.no");
    private static final JsonKey THREAD = JsonKey.of("thread.name");

    public Loguru() {
        super("loguru");
    }

    @Override
    public boolean recognises(JsonTape t) {
        return t.hasString("text") && t.hasObject("record");
    }

    @Override
    public void head(JsonTape t, IndexedValues h) {
        int record = t.last("record");
        h.time(t.in(record, TIME));
        h.level(t.in(record, LEVEL), LevelScale.NAMES);
        h.levelNumber(t.in(record, LEVEL_NUMBER), LevelScale.PYTHON);
        h.logger(t.in(record, "name"));
        h.traces(t.in(record, "extra"));
        h.traces();
    }

    @Override
    public void body(JsonTape t, RecordBuilder b) {
        int record = t.last("record");
        b.thread(t.in(record, THREAD));
        b.message(t.in(record, "message"));
        int exception = t.in(record, "exception");
        if (t.isObject(exception)) {
            b.exceptionType(t.in(exception, "type"));
            b.exceptionMessage(t.in(exception, "value"));
            String text = t.text(t.last("text"));
            int stack = text == null ? -1 : text.indexOf("Traceback (most recent call last):");
            if (text != null && stack >= 0) {
                b.exception(
                        new LoggedException(null, null, text.substring(stack).stripTrailing()));
            }
        }
        t.use(exception);
        b.drop("text");
        b.lift(t.in(record, "extra"));
        b.lift(record);
    }
}
