package io.github.structuredlogs.internal.parse.formats.json;

import static io.github.structuredlogs.internal.parse.formats.KeyedFormat.json;

import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.values.LevelScale;
import io.github.structuredlogs.internal.parse.values.TimestampReader;

/**
 * The JSON formats that are defined by keys, one row each. To add one: a row here, its place in the order of formats, a
 * sample in the corpus and its expected records.
 */
public final class JsonTable {

    /** HashiCorp's go-hclog: Vault, Consul, Nomad, Terraform. Source: go-hclog intlogger.go. */
    public static final JsonFormat HCLOG = json("hclog")
            .when(t -> t.has("@level") && t.has("@message") && t.has("@timestamp"))
            .time("@timestamp")
            .level("@level")
            .logger("@module")
            .message("@message")
            .error("error", "err")
            .stack("stacktrace")
            .format();

    /** PostgreSQL 15 and later with jsonlog. Source: PostgreSQL's documentation, "Using JSON-Format Log Output". */
    public static final JsonFormat POSTGRESQL = json("postgresql")
            .when(t -> t.has("error_severity"))
            .time("timestamp")
            .level("error_severity")
            .logger("backend_type")
            .message("message")
            .format();

    /** bunyan. Source: its README, "Core fields". */
    public static final JsonFormat BUNYAN = json("bunyan")
            .when(t -> t.hasNumber("v") && t.has("name") && t.has("hostname") && t.has("pid") && t.hasNumber("level"))
            .time("time")
            .level(LevelScale.PINO, "level")
            .logger("name")
            .message("msg")
            .error("err")
            .drop("v")
            .format();

    /** Ruby's semantic_logger (Rails Semantic Logger). Source: formatters/raw.rb. */
    public static final JsonFormat SEMANTIC_LOGGER = json("semantic-logger")
            .when(t -> t.has("level_index"))
            .time("timestamp", "time")
            .level("level")
            .levelNumber(LevelScale.INDEX, "level_index")
            .logger("name")
            .thread("thread")
            .message("message")
            .error("exception")
            .lift("named_tags", "payload")
            .format();

    /** structlog's JSONRenderer. Source: structlog's documentation. */
    public static final JsonFormat STRUCTLOG = json("structlog")
            .when(t -> t.hasString("event") && t.has("level") && !t.has("message") && !t.has("msg"))
            .time("timestamp", "ts")
            .level(LevelScale.PYTHON, "level")
            .levelNumber(LevelScale.PYTHON, "level_number")
            .logger("logger", "logger_name")
            .thread("thread_name")
            .message("event")
            .error("exception", "exc_info", "error", "error_detail")
            .stack("stack")
            .format();

    /** Erlang's logger as RabbitMQ writes JSON. Source: rabbit_logger_json_fmt.erl. */
    public static final JsonFormat RABBITMQ = json("rabbitmq")
            .when(t -> t.textStartsWith(t.first("pid"), "<") && t.has("msg"))
            .time("time")
            .level("level")
            .logger("domain")
            .message("msg")
            .format();

    /** Roarr, whose level is a number in its context. Source: Roarr's README, "Log message format" and "Conventions". */
    public static final JsonFormat ROARR = json("roarr")
            .when(t -> t.has("sequence") && t.has("version") && t.has("message") && t.hasObject("context"))
            .time("time")
            .level(LevelScale.PINO, "context.logLevel")
            .logger("context.package", "context.namespace", "context.program")
            .message("message")
            .error("context.error")
            .drop("version")
            .lift("context")
            .format();

    /** logback-contrib's JsonLayout. Source: logback-contrib. */
    public static final JsonFormat LOGBACK_CONTRIB = json("logback-contrib")
            .when(t -> t.has("logger") && t.has("thread") && t.has("level") && t.hasString("context"))
            .time("timestamp")
            .level("level")
            .logger("logger")
            .thread("thread")
            .message("message", "raw-message")
            .error("exception")
            .lift("mdc")
            .format();

    /**
     * logstash-logback-encoder with the user's field names, and the MDC in an object. Source: the encoder's README,
     * "Customizing Standard Field Names".
     */
    public static final JsonFormat LOGSTASH_CUSTOM = json("logstash")
            .when(t -> t.hasObject("mdc") && t.has("level") && t.has("message"))
            .time("@timestamp", "timestamp", "time")
            .level("level")
            .levelNumber(LevelScale.LOGBACK, "level_value")
            .logger("logger", "logger_name", "loggerName")
            .thread("thread", "thread_name", "threadName")
            .message("message")
            .stack("stack_trace", "stackTrace", "stacktrace")
            .error("exception", "error", "thrown", "throwable")
            .lift("mdc")
            .format();

    /** The pattern of Spring Cloud Sleuth's documentation, "JSON Logback with Logstash", which many services keep. */
    public static final JsonFormat SLEUTH = json("sleuth")
            .when(t -> t.hasString("rest") && t.hasString("class") && t.has("severity"))
            .time("timestamp", "@timestamp")
            .level("severity")
            .logger("class")
            .thread("thread")
            .message("rest")
            .stack("stack_trace", "stacktrace", "exception")
            .format();

    /** systemd's journal, as {@code journalctl --output=json} has it. Source: systemd.journal-fields(7). */
    public static final JsonFormat JOURNAL = json("journal")
            .when(t -> t.has("__REALTIME_TIMESTAMP") && t.has("MESSAGE"))
            .time("__REALTIME_TIMESTAMP")
            .level(LevelScale.SYSLOG, "PRIORITY")
            .logger("SYSLOG_IDENTIFIER")
            .message("MESSAGE")
            .format();

    /** NestJS' ConsoleLogger in JSON. Source: console-logger.service.ts. */
    public static final JsonFormat NEST = json("nest")
            .when(t -> t.hasNumber("timestamp") && t.has("context") && t.hasString("level"))
            .time("timestamp")
            .level(LevelScale.VERBOSE_IS_TRACE, "level")
            .logger("context")
            .message("message")
            .stack("stack")
            .error("error")
            .format();

    /** logrus' JSONFormatter: dockerd, containerd, Traefik 2; fields where its DataKey usually puts them. Source: its README. */
    public static final JsonFormat LOGRUS = json("logrus")
            .when(t -> t.hasString("level") && t.has("msg") && TimestampReader.isPlausible(t, t.first("time")))
            .time("time")
            .level("level")
            .logger("logger")
            .message("msg")
            .error("error", "err")
            .stack("stack", "stacktrace")
            .lift("fields")
            .format();

    private JsonTable() {}
}
