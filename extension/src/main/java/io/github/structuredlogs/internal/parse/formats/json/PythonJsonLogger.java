package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.values.LevelScale;

/**
 * python-json-logger and other JSON formatters that keep the names of Python's LogRecord. Source: python-json-logger's
 * documentation; Python's "LogRecord attributes".
 */
public final class PythonJsonLogger extends JsonFormat {
    public PythonJsonLogger() {
        super("python-json");
    }

    @Override
    public boolean recognises(JsonTape t) {
        return t.has("levelname")
                || t.has("asctime")
                || t.has("levelno")
                || (t.hasString("name") && t.has("message") && (t.has("exc_info") || t.has("taskName") || isPlaced(t)));
    }

    private static boolean isPlaced(JsonTape t) {
        return t.has("lineno") && (t.has("funcName") || t.has("filename") || t.has("pathname"));
    }

    @Override
    public void head(JsonTape t, IndexedValues h) {
        h.time("asctime");
        h.time("timestamp");
        h.time("created");
        h.time("time");
        h.level("levelname");
        h.level("level");
        h.levelNumber("levelno", LevelScale.PYTHON);
        h.logger("name");
        h.logger("logger");
        h.traces();
    }

    @Override
    public void body(JsonTape t, RecordBuilder b) {
        b.thread("threadName");
        b.message("message", "msg");
        b.error("exc_info", "exc_text", "exception");
        b.stack("stack_info");
    }
}
