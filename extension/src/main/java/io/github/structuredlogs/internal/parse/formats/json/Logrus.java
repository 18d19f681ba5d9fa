package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.Tape;
import io.github.structuredlogs.internal.parse.formats.Body;
import io.github.structuredlogs.internal.parse.formats.Head;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.values.Time;

/** logrus' JSONFormatter: dockerd, containerd, Traefik 2. Source: logrus' README. */
public final class Logrus extends JsonFormat {
    /** Where {@code JSONFormatter.DataKey} puts fields if it is set to its usual name. */
    private static final String DATA = "fields";

    public Logrus() {
        super("logrus");
    }

    @Override
    public boolean recognises(Tape t) {
        return t.hasString("level") && t.has("msg") && Time.isPlausible(t, t.first("time"));
    }

    @Override
    public void head(Tape t, Head h) {
        h.time("time");
        h.level("level");
        h.logger("logger");
        h.traces();
    }

    @Override
    public void body(Tape t, Body b) {
        b.message("msg");
        b.error("error", "err");
        b.stack("stack", "stacktrace");
        b.lift(DATA);
    }
}
