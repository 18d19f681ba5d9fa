package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.Key;
import io.github.structuredlogs.internal.json.Tape;
import io.github.structuredlogs.internal.parse.formats.Body;
import io.github.structuredlogs.internal.parse.formats.Head;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.values.Levels;

/** Any other object, by the keys that loggers usually have. It recognises every object. */
public final class JsonObject extends JsonFormat {
    private static final Key[] TIMES = Key.of(
            "@timestamp",
            "timestamp",
            "time",
            "ts",
            "datetime",
            "Timestamp",
            "asctime",
            "eventTime",
            "date_time",
            "syslog.timestamp",
            "ibm_datetime",
            "date",
            "@t",
            "t");
    private static final Key[] LEVELS = Key.of(
            "level",
            "severity",
            "log.level",
            "lvl",
            "loglevel",
            "log_level",
            "logLevel",
            "levelname",
            "level_name",
            "LogLevel",
            "Level",
            "@level",
            "@l",
            "Severity",
            "syslog.severity");
    private static final Key[] LOGGERS =
            Key.of("logger", "logger_name", "loggerName", "log.logger", "logger.name", "SourceContext", "category");
    private static final Key[] THREADS =
            Key.of("thread", "thread_name", "threadName", "process.thread.name", "logger.thread_name");
    private static final Key[] ERROR_PARTS =
            Key.of("error.type", "error.kind", "error.message", "error.stack_trace", "error.stack");
    private static final String[] STACKS = {"stack_trace", "stackTrace", "stacktrace", "stack", "StackTrace"};

    public JsonObject() {
        super("json");
    }

    @Override
    public boolean recognises(Tape t) {
        return true;
    }

    @Override
    public void head(Tape t, Head h) {
        for (Key key : TIMES) {
            if (h.time(t.first(key))) {
                break;
            }
        }
        for (Key key : LEVELS) {
            if (h.level(t.first(key), Levels.NAMES)) {
                break;
            }
        }
        for (Key key : LOGGERS) {
            h.logger(t.last(key));
        }
        h.traces();
    }

    @Override
    public void body(Tape t, Body b) {
        for (Key key : THREADS) {
            int node = t.last(key);
            if (t.isString(node)) {
                b.thread(node);
            }
        }
        b.message(
                "message",
                "msg",
                "@message",
                "Message",
                "@m",
                "short_message",
                "log",
                "body",
                "event",
                "text",
                "content");
        for (Key key : ERROR_PARTS) {
            int node = t.last(key);
            if (t.isString(node)) {
                switch (key.name) {
                    case "error.type", "error.kind" -> b.exceptionType(node);
                    case "error.message" -> b.exceptionMessage(node);
                    default -> b.stack(node);
                }
            }
        }
        b.error("exception", "error", "err", "exc_info", "throwable", "thrown", "Exception");
        for (String key : STACKS) {
            int node = t.last(key);
            if (t.isString(node) || t.isArray(node)) {
                b.stack(node);
            }
        }
    }
}
