package io.github.structuredlogs.internal.parse;

/** logrus' JSONFormatter: dockerd, containerd, Traefik 2. Source: logrus' README. */
final class Logrus extends JsonFormat {
    /** Where {@code JSONFormatter.DataKey} puts fields if it is set to its usual name. */
    private static final String DATA = "fields";

    Logrus() {
        super("logrus");
    }

    @Override
    boolean recognises(Tape t) {
        return t.hasString("level") && t.has("msg") && t.has("time");
    }

    @Override
    void head(Tape t, Head h) {
        h.time("time");
        h.level("level");
        h.logger("logger");
        h.traces();
    }

    @Override
    void body(Tape t, Body b) {
        b.message("msg");
        b.error("error", "err");
        b.stack("stack", "stacktrace");
        b.lift(DATA);
    }
}
