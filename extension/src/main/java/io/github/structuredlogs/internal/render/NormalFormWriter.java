package io.github.structuredlogs.internal.render;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.LoggedException;
import io.github.structuredlogs.internal.json.JsonText;
import io.github.structuredlogs.internal.text.Redaction;
import org.jspecify.annotations.Nullable;

/** The writer of records as lines of JSON in the normal form, without raw lines and without secrets. */
public final class NormalFormWriter {

    private final Redaction redaction;

    public NormalFormWriter(Redaction redaction) {
        this.redaction = redaction;
    }

    /** {@return the line, with its line feed} */
    public String line(LogRecord record) {
        StringBuilder out = new StringBuilder(256);
        JsonText json = JsonText.object(out)
                .put("container", text(record.container()))
                .put("timestamp", record.timestamp())
                .put("observed", record.observed())
                .put("level", record.level())
                .put("levelText", text(record.levelText()))
                .put("logger", text(record.logger()))
                .put("thread", text(record.thread()))
                .put("message", text(record.message()));
        LoggedException exception = record.exception();
        if (exception != null) {
            JsonText thrown = JsonText.object(json.name("exception"))
                    .put("type", text(exception.type()))
                    .put("message", text(exception.message()))
                    .put("stackTrace", text(exception.stackTrace()));
            thrown.end();
        }
        json.put("traceId", text(record.traceId())).put("spanId", text(record.spanId()));
        if (!record.fields().isEmpty()) {
            json.put("fields", redaction.fields(record.fields()));
        }
        json.put("format", record.format()).put("stream", record.stream()).end();
        return out.append('\n').toString();
    }

    private @Nullable String text(@Nullable String text) {
        return text == null ? null : redaction.text(text);
    }
}
