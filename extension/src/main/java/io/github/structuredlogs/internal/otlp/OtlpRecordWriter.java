package io.github.structuredlogs.internal.otlp;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.LoggedException;
import io.github.structuredlogs.internal.json.JsonText;
import io.github.structuredlogs.internal.text.Redaction;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes records as OTLP/JSON. Secrets are taken out of texts and attributes. */
public final class OtlpRecordWriter {

    private static final Pattern TRACE = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern SPAN = Pattern.compile("[0-9a-f]{16}");

    private final Redaction redaction;
    private final OtlpWriter writer;

    /**
     * Starts with what is hidden.
     *
     * @param redaction takes secrets out
     */
    public OtlpRecordWriter(Redaction redaction) {
        this.redaction = redaction;
        writer = new OtlpWriter(redaction);
    }

    /**
     * Writes records of one container, as one element of {@code resourceLogs}.
     *
     * @param resource the container's attributes
     * @param records the records
     * @param more gives the attributes that one has beside its own
     */
    public void write(
            StringBuilder out,
            Map<String, @Nullable Object> resource,
            List<? extends LogRecord> records,
            Function<LogRecord, Map<String, @Nullable Object>> more) {
        JsonText json = writer.resource(out, resource, null);
        json.name("scopeLogs").append("[{\"scope\":{\"name\":\"structured-logs\"},\"logRecords\":[");
        String separator = "";
        for (LogRecord record : records) {
            record(out.append(separator), record, more.apply(record));
            separator = ",";
        }
        out.append("]}]");
        json.end();
    }

    private void record(StringBuilder out, LogRecord record, Map<String, @Nullable Object> more) {
        LogLevel level = record.level();
        String words = record.levelText();
        JsonText json = JsonText.object(out)
                .put("timeUnixNano", time(record.timestamp()))
                .put("observedTimeUnixNano", time(record.observed()))
                .put("severityNumber", level == null ? null : severity(level))
                .put("severityText", words == null ? level : redaction.text(words));
        String message = record.message();
        if (message != null) {
            JsonText.object(json.name("body"))
                    .put("stringValue", redaction.text(message))
                    .end();
        }
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>(record.fields());
        put(attributes, "log.logger", record.logger());
        put(attributes, "thread.name", record.thread());
        put(attributes, "log.iostream", stream(record.stream()));
        LoggedException exception = record.exception();
        if (exception != null) {
            put(attributes, "exception.type", exception.type());
            put(attributes, "exception.message", exception.message());
            put(attributes, "exception.stacktrace", exception.stackTrace());
        }
        attributes.putAll(more);
        writer.attributes(json, attributes);
        String trace = id(record.traceId(), TRACE);
        json.put("traceId", trace).put("spanId", trace == null ? null : id(record.spanId(), SPAN));
        json.end();
    }

    private static @Nullable String id(@Nullable String text, Pattern shape) {
        return text != null && shape.matcher(text).matches() ? text : null;
    }

    private static @Nullable String stream(@Nullable LogStream stream) {
        if (stream == null) {
            return null;
        }
        return stream == LogStream.STDERR ? "stderr" : "stdout";
    }

    private static void put(Map<String, @Nullable Object> attributes, String name, @Nullable Object value) {
        if (value != null) {
            attributes.put(name, value);
        }
    }

    private static @Nullable String time(@Nullable Instant time) {
        return time == null || time.getEpochSecond() < 0 ? null : OtlpTime.text(time);
    }

    /** {@return OTLP's number for a level} */
    private static @Nullable Integer severity(LogLevel level) {
        return switch (level) {
            case TRACE -> 1;
            case DEBUG -> 5;
            case INFO -> 9;
            case WARN -> 13;
            case ERROR -> 17;
            case FATAL -> 21;
            case OFF -> null;
        };
    }
}
