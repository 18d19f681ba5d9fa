package io.github.structuredlogs.internal.render;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.LoggedException;
import io.github.structuredlogs.assertj.LogRecordAssert;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A record as a test words it. */
public final class SampleRecord implements LogRecord {

    private final String container;
    private Instant time = Instant.parse("2026-11-21T12:04:05.321Z");
    private LogLevel level;
    private String levelText;
    private String logger;
    private String message;
    private LoggedException exception;
    private String trace;
    private String format = "json";
    private final Map<String, Object> fields = new LinkedHashMap<>();

    private SampleRecord(String container) {
        this.container = container;
    }

    public static SampleRecord of(String container, LogLevel level, String logger, String message) {
        SampleRecord record = new SampleRecord(container);
        record.level = level;
        record.levelText = level == null ? null : level.name();
        record.logger = logger;
        record.message = message;
        return record;
    }

    public static SampleRecord text(String container, String message) {
        SampleRecord record = of(container, null, null, message);
        record.format = "text";
        return record;
    }

    public SampleRecord at(String clock) {
        time = Instant.parse("2026-11-21T" + clock + "Z");
        return this;
    }

    public SampleRecord at(Instant when) {
        time = when;
        return this;
    }

    public SampleRecord format(String name) {
        format = name;
        return this;
    }

    public SampleRecord levelText(String spelled) {
        levelText = spelled;
        return this;
    }

    public SampleRecord with(String name, Object value) {
        fields.put(name, value);
        return this;
    }

    public SampleRecord trace(String id) {
        trace = id;
        return this;
    }

    public SampleRecord thrown(String type, String what, String stackTrace) {
        exception = new LoggedException(type, what, stackTrace);
        return this;
    }

    @Override
    public Instant timestamp() {
        return time;
    }

    @Override
    public Instant observed() {
        return time;
    }

    @Override
    public LogLevel level() {
        return level;
    }

    @Override
    public String levelText() {
        return levelText;
    }

    @Override
    public String logger() {
        return logger;
    }

    @Override
    public String thread() {
        return null;
    }

    @Override
    public String message() {
        return message;
    }

    @Override
    public LoggedException exception() {
        return exception;
    }

    @Override
    public String traceId() {
        return trace;
    }

    @Override
    public String spanId() {
        return null;
    }

    @Override
    public Map<String, Object> fields() {
        return Collections.unmodifiableMap(fields);
    }

    @Override
    public Object field(String name) {
        return fields.get(name);
    }

    @Override
    public boolean hasField(String name) {
        return fields.containsKey(name);
    }

    @Override
    public String format() {
        return format;
    }

    @Override
    public String raw() {
        return toJson();
    }

    @Override
    public byte[] rawBytes() {
        return raw().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String container() {
        return container;
    }

    @Override
    public LogStream stream() {
        return LogStream.STDOUT;
    }

    @Override
    public String toJson() {
        return "{\"message\":\"" + message + "\"}";
    }

    @Override
    public LogRecordAssert assertThat() {
        return new LogRecordAssert(this);
    }

    @Override
    public String toString() {
        return container + " " + level + " " + message;
    }
}
