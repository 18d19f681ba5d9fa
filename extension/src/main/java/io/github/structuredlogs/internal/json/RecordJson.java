package io.github.structuredlogs.internal.json;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.LoggedException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A writer of records as lines of JSON in the normal form. */
public final class RecordJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private RecordJson() {}

    /**
     * Writes a record.
     *
     * @param record the record
     * @return one line, without a line end
     */
    public static String write(LogRecord record) {
        StringWriter text = new StringWriter(512);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            string(json, "timestamp", record.timestamp());
            string(json, "observed", record.observed());
            string(json, "level", record.level());
            string(json, "levelText", record.levelText());
            string(json, "logger", record.logger());
            string(json, "thread", record.thread());
            string(json, "message", record.message());
            LoggedException exception = record.exception();
            json.writeName("exception");
            if (exception == null) {
                json.writeNull();
            } else {
                json.writeStartObject();
                string(json, "type", exception.type());
                string(json, "message", exception.message());
                string(json, "stackTrace", exception.stackTrace());
                json.writeEndObject();
            }
            string(json, "traceId", record.traceId());
            string(json, "spanId", record.spanId());
            json.writeName("fields");
            value(json, record.fields());
            string(json, "format", record.format());
            string(json, "raw", record.raw());
            String container = record.container();
            if (container != null) {
                string(json, "container", container);
            }
            LogStream stream = record.stream();
            if (stream != null) {
                string(json, "stream", stream);
            }
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void string(JsonGenerator json, String name, @Nullable Object value) {
        json.writeName(name);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value.toString());
        }
    }

    private static void value(JsonGenerator json, @Nullable Object value) {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            map.forEach((name, element) -> {
                json.writeName(String.valueOf(name));
                value(json, element);
            });
            json.writeEndObject();
        } else if (value instanceof Iterable<?> list) {
            json.writeStartArray();
            list.forEach(element -> value(json, element));
            json.writeEndArray();
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof BigInteger number) {
            json.writeNumber(number);
        } else if (value instanceof BigDecimal number) {
            json.writeNumber(number);
        } else if (value instanceof Double number) {
            if (Double.isFinite(number)) {
                json.writeNumber(number);
            } else {
                // Written without quotes, as it was read.
                json.writeRawValue(number.toString());
            }
        } else {
            json.writeString(value.toString());
        }
    }
}
