package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.JsonKey;
import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.values.ErrorObject;
import io.github.structuredlogs.internal.parse.values.LevelScale;
import io.github.structuredlogs.internal.text.Ascii;
import java.util.Set;

/** Any other object, read by common keys. It recognises every object. */
public final class JsonObject extends JsonFormat {
    private static final JsonKey[] TIMES = JsonKey.of(
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
            "@t",
            "t",
            "startTime",
            "date");
    private static final JsonKey[] LEVELS = JsonKey.of(
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
            "syslog.severity",
            "sev",
            "severityText",
            "severity_text",
            "SeverityText",
            "levelStr");
    private static final JsonKey[] LOGGERS =
            JsonKey.of("logger", "logger_name", "loggerName", "log.logger", "logger.name", "SourceContext", "category");
    private static final JsonKey[] THREADS =
            JsonKey.of("thread", "thread_name", "threadName", "process.thread.name", "logger.thread_name");
    private static final JsonKey[] ERROR_PARTS =
            JsonKey.of("error.type", "error.kind", "error.message", "error.stack_trace", "error.stack");
    private static final Set<String> LEVEL_WORDS = Set.of(
            "level",
            "severity",
            "loglevel",
            "levelname",
            "levelstring",
            "levelstr",
            "leveltext",
            "loglevelname",
            "logseverity",
            "severitytext",
            "severityname",
            "severitylevel",
            "syslogseverity",
            "sysloglevel",
            "sev",
            "lvl");
    private static final Set<String> TIME_WORDS = Set.of(
            "timestamp",
            "datetime",
            "logtime",
            "logtimestamp",
            "eventtime",
            "time",
            "ts",
            "epochmillis",
            "timemillis",
            "timestampms");
    private static final String[] LEVEL_NAMES = {"name", "levelStr", "label", "text", "standardLevel"};
    /** An object with more keys is not a logger's record. */
    private static final int MAX_KEYS = 64;

    private static final String[] STACKS = {"stack_trace", "stackTrace", "stacktrace", "stack", "StackTrace"};

    public JsonObject() {
        super("json");
    }

    @Override
    public boolean recognises(JsonTape t) {
        return true;
    }

    @Override
    public void head(JsonTape t, IndexedValues h) {
        for (JsonKey jsonKey : TIMES) {
            int node = t.first(jsonKey);
            if (node != JsonTape.NONE && h.time(node)) {
                break;
            }
        }
        for (JsonKey jsonKey : LEVELS) {
            int node = t.first(jsonKey);
            // A number is a level only on its format's scale, which is not known here.
            if (node != JsonTape.NONE
                    && !isNumber(t, node)
                    && (unusualLevel(t, h, node) || h.level(node, LevelScale.NAMES))) {
                break;
            }
        }
        if (!h.hasLevelText() || !h.timestampReader.isPresent()) {
            byOtherSpelling(t, h);
        }
        for (JsonKey jsonKey : LOGGERS) {
            h.logger(t.last(jsonKey));
        }
        h.traces();
    }

    private static boolean isNumber(JsonTape t, int node) {
        return t.isNumber(node) || (t.isString(node) && t.length(node) > 0 && Ascii.isDigit(t.charAt(node, 0)));
    }

    /** Searches for the level and the time under the same names in capitals, or with other separators. */
    private static void byOtherSpelling(JsonTape t, IndexedValues h) {
        for (int i = 0; i < t.keys() && i < MAX_KEYS; i++) {
            String plain = plain(t.key(i));
            if (!h.hasLevelText() && LEVEL_WORDS.contains(plain)) {
                int node = t.first(t.key(i));
                if (t.isString(node) && LevelScale.NAMES.of(t, node) != null && !isNumber(t, node)) {
                    h.level(node, LevelScale.NAMES);
                }
            } else if (!h.timestampReader.isPresent() && TIME_WORDS.contains(plain)) {
                h.time(t.first(t.key(i)));
            }
        }
    }

    /** A level as one of its letters, or as an object that names it. */
    private static boolean unusualLevel(JsonTape t, IndexedValues h, int node) {
        if (t.isString(node) && t.length(node) == 1 && LevelScale.LETTERS.of(t, node) != null) {
            return h.level(node, LevelScale.LETTERS);
        }
        for (String name : LEVEL_NAMES) {
            int inner = t.in(node, name);
            if (t.isString(inner) && LevelScale.NAMES.of(t, inner) != null) {
                return h.level(inner, LevelScale.NAMES);
            }
        }
        return false;
    }

    /** Returns a key in lower case, without separators. */
    private static String plain(String key) {
        if (key.length() > 24) {
            return "";
        }
        StringBuilder plain = new StringBuilder(key.length());
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (Character.isLetter(c)) {
                plain.append(Character.toLowerCase(c));
            }
        }
        return plain.toString();
    }

    @Override
    public void body(JsonTape t, RecordBuilder b) {
        for (JsonKey jsonKey : THREADS) {
            int node = t.last(jsonKey);
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
                "content",
                "Body",
                "MESSAGE",
                "Msg");
        for (JsonKey jsonKey : ERROR_PARTS) {
            int node = t.last(jsonKey);
            if (t.isString(node)) {
                switch (jsonKey.name) {
                    case "error.type", "error.kind" -> b.exceptionType(node);
                    case "error.message" -> b.exceptionMessage(node);
                    default -> b.stack(node);
                }
            }
        }
        b.error("exception", "error", "err", "exc_info", "throwable", "thrown", "Exception");
        for (String key : STACKS) {
            int node = t.last(key);
            if ((t.isString(node) || t.isArray(node)) && (!key.equals("stack") || ErrorObject.isStack(t, node))) {
                b.stack(node);
            }
        }
    }
}
