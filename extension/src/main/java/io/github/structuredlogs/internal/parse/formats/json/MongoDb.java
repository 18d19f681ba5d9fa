package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.Tape;
import io.github.structuredlogs.internal.parse.formats.Body;
import io.github.structuredlogs.internal.parse.formats.Head;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.values.Levels;

/** MongoDB 4.4 and later. Source: the MongoDB manual, "Log Messages". */
public final class MongoDb extends JsonFormat {
    public MongoDb() {
        super("mongodb");
    }

    @Override
    public boolean recognises(Tape t) {
        return t.hasObject("t") && t.has("s") && t.has("msg") && t.in(t.last("t"), "$date") != Tape.NONE;
    }

    @Override
    public void head(Tape t, Head h) {
        h.time(t.in(t.last("t"), "$date"));
        h.level("s", Levels.LETTERS);
        h.logger("c");
        h.traces();
    }

    @Override
    public void body(Tape t, Body b) {
        b.valuesNameTheirTypes();
        b.thread("ctx");
        b.message("msg");
        int attr = t.last("attr");
        int error = t.in(attr, "error");
        if (t.isString(error)) {
            b.error(error);
        } else if (t.isObject(error)) {
            int message = t.in(error, "errmsg");
            if (message != Tape.NONE) {
                b.exceptionType(t.in(error, "codeName"));
                b.exceptionMessage(message);
            }
        }
        b.lift(attr);
    }
}
