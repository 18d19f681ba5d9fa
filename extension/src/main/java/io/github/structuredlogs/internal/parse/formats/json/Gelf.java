package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.values.LevelScale;
import io.github.structuredlogs.internal.stack.Stacks;

/**
 * Graylog Extended Log Format 1.1: Spring Boot, Log4j2's two layouts, logback-gelf. Source: "GELF Payload
 * Specification".
 */
public final class Gelf extends JsonFormat {
    private static final String[] TRACES = {
        "_traceId", "_trace_id", "_trace.id", "_TraceId", "_dd.trace_id", "_X-B3-TraceId"
    };
    private static final String[] SPANS = {"_spanId", "_span_id", "_span.id", "_SpanId", "_dd.span_id", "_X-B3-SpanId"};

    public Gelf() {
        super("gelf");
    }

    @Override
    public boolean recognises(JsonTape t) {
        return t.has("short_message") && t.textStartsWith(t.first("version"), "1.");
    }

    @Override
    public void head(JsonTape t, IndexedValues h) {
        h.time("timestamp");
        h.level("_level_name");
        h.level("_level", LevelScale.NAMES);
        h.levelNumber("level", LevelScale.SYSLOG);
        h.logger("_logger");
        h.logger("_logger_name");
        h.logger("_log_logger");
        h.logger("_loggerName");
        for (String key : TRACES) {
            h.trace(t.last(key));
        }
        for (String key : SPANS) {
            h.span(t.last(key));
        }
        h.traces();
    }

    @Override
    public boolean namesFieldsAsWritten() {
        return true;
    }

    @Override
    public void body(JsonTape t, RecordBuilder b) {
        b.thread("_thread");
        b.thread("_thread_name");
        b.thread("_process_thread_name");
        b.message("short_message");
        b.exceptionType(t.last("_error_type"));
        b.exceptionMessage(t.last("_error_message"));
        b.stack("_error_stack_trace", "_stack_trace", "_exception");
        int full = t.last("full_message");
        String text = t.text(full);
        if (text != null) {
            String message = String.valueOf(b.message());
            String stack =
                    text.startsWith(message) ? text.substring(message.length()).strip() : text;
            if (Stacks.hasFrames('\n' + stack)
                    || Stacks.isHeader(stack.lines().findFirst().orElse(""))) {
                b.exception(Stacks.read(stack));
                t.use(full);
            } else if (stack.isEmpty() || text.equals(message)) {
                t.use(full);
            }
        }
        b.drop("version");
        for (int node = t.child(0); node != JsonTape.NONE; node = t.sibling(0, node)) {
            String name = t.name(node);
            if (name.length() > 1 && name.charAt(0) == '_' && !t.isUsed(node)) {
                String plain = name.substring(1);
                b.field(t.has(plain) ? name : plain, t.value(node));
                t.use(node);
            }
        }
    }
}
