package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.values.LevelScale;
import io.github.structuredlogs.internal.parse.values.TimestampReader;

/** Go's log/slog with JSONHandler: Prometheus 3, Alertmanager. Source: the package's documentation. */
public final class Slog extends JsonFormat {
    public Slog() {
        super("slog");
    }

    @Override
    public boolean recognises(JsonTape t) {
        return t.has("msg") && TimestampReader.isPlausible(t, t.first("time")) && isSlogLevel(t, t.first("level"));
    }

    @Override
    public void head(JsonTape t, IndexedValues h) {
        h.time("time");
        h.level("level", LevelScale.SLOG);
        h.logger("logger");
        h.traces();
    }

    @Override
    public void body(JsonTape t, RecordBuilder b) {
        b.message("msg");
        b.error("err", "error");
        b.stack("stacktrace");
        b.stack("stack");
    }

    /** DEBUG, INFO, WARN or ERROR in capitals, with an offset or without. */
    private static boolean isSlogLevel(JsonTape t, int node) {
        if (!t.textStartsWith(node, "INFO")
                && !t.textStartsWith(node, "WARN")
                && !t.textStartsWith(node, "ERROR")
                && !t.textStartsWith(node, "DEBUG")) {
            return false;
        }
        int name = t.charAt(node, 0) == 'I' || t.charAt(node, 0) == 'W' ? 4 : 5;
        return t.length(node) == name || t.charAt(node, name) == '+' || t.charAt(node, name) == '-';
    }
}
