package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.Tape;
import io.github.structuredlogs.internal.parse.formats.Body;
import io.github.structuredlogs.internal.parse.formats.Head;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.values.Levels;

/** monolog's JsonFormatter and GoogleCloudLoggingFormatter. Source: Monolog's formatter classes. */
public final class Monolog extends JsonFormat {
    public Monolog() {
        super("monolog");
    }

    @Override
    public boolean recognises(Tape t) {
        return t.has("channel") && (t.has("level_name") || (t.has("context") && t.has("severity")));
    }

    @Override
    public void head(Tape t, Head h) {
        h.time("datetime");
        h.time("time");
        h.time("timestamp");
        h.level("level_name");
        h.level("severity");
        h.levelNumber("level", Levels.MONOLOG);
        h.logger("channel");
        h.traces();
    }

    @Override
    public void body(Tape t, Body b) {
        b.message("message");
        int context = t.last("context");
        int exception = t.in(context, "exception");
        b.error(exception);
        b.lift(context);
        b.lift("extra");
    }
}
