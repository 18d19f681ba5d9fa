package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.values.LevelScale;

/** MongoDB 4.4 and later. Source: the MongoDB manual, "Log Messages". */
public final class MongoDb extends JsonFormat {
    public MongoDb() {
        super("mongodb");
    }

    @Override
    public boolean recognises(JsonTape t) {
        return t.hasObject("t") && t.has("s") && t.has("msg") && t.in(t.last("t"), "$date") != JsonTape.NONE;
    }

    @Override
    public void head(JsonTape t, IndexedValues h) {
        h.time(t.in(t.last("t"), "$date"));
        h.level("s", LevelScale.LETTERS);
        h.logger("c");
        h.traces();
    }

    @Override
    public void body(JsonTape t, RecordBuilder b) {
        b.valuesNameTheirTypes();
        b.thread("ctx");
        b.message("msg");
        int attr = t.last("attr");
        int error = t.in(attr, "error");
        if (t.isString(error)) {
            b.error(error);
        } else if (t.isObject(error)) {
            int message = t.in(error, "errmsg");
            if (message != JsonTape.NONE) {
                b.exceptionType(t.in(error, "codeName"));
                b.exceptionMessage(message);
            }
        }
        b.lift(attr);
    }
}
