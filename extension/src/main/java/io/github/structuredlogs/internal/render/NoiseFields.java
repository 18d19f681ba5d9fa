package io.github.structuredlogs.internal.render;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fields that a format writes into every record and that do not help a test's reader. The files have all fields. */
final class NoiseFields {

    private static final Set<String> OF_ALL = Set.of(
            "pid",
            "hostname",
            "host.name",
            "ecs.version",
            "ecs",
            "@version",
            "level_value",
            "log_level_value",
            "process.pid",
            "process.thread.id",
            "thread_id",
            "threadId",
            "thread_priority",
            "threadPriority",
            "loggerFqcn",
            "loggerClassName",
            "endOfBatch",
            "sequence",
            "processName",
            "processId",
            "hostName",
            "ndc",
            "service.name",
            "service.version",
            "service.environment",
            "service.node.name",
            "event.dataset",
            "data_stream.type",
            "data_stream.dataset",
            "data_stream.namespace",
            "telemetry.sdk.name",
            "telemetry.sdk.language",
            "telemetry.sdk.version",
            "trace_flags",
            "traceFlags",
            "dd.service",
            "dd.env",
            "dd.version",
            "v",
            "caller",
            "caller_class_name",
            "caller_method_name",
            "caller_file_name",
            "caller_line_number",
            "log.origin",
            "log.origin.file.name",
            "log.origin.file.line",
            "log.origin.function",
            "logging.googleapis.com/sourceLocation",
            "logging.googleapis.com/trace_sampled",
            "cluster.name",
            "cluster.uuid",
            "node.id",
            "node.name",
            "EventId",
            "{OriginalFormat}",
            "@i",
            "line_number",
            "filename",
            "level_index",
            "application",
            "flags",
            "instrumentationScope",
            "observedTimeUnixNano",
            "droppedAttributesCount");

    /** Names that users have as well: noise only where the format's own logger writes them. */
    private static final Map<String, Set<String>> ONLY_OF_FORMATS = Map.of(
            "v", Set.of("bunyan", "klog"),
            "caller", Set.of("zap", "zerolog", "klog", "hclog", "slog", "logrus"),
            "sequence", Set.of("jboss", "ecs"),
            "application", Set.of("spring-boot"),
            "flags", Set.of("otlp", "otel"),
            "filename", Set.of("tracing", "structlog", "python-json"),
            "line_number", Set.of("tracing"),
            "ecs", Set.of("ecs"),
            "node.name", Set.of("elasticsearch", "ecs"),
            "cluster.name", Set.of("elasticsearch", "ecs"));

    /** Containers that are empty most of the time. */
    private static final Set<String> WHEN_EMPTY =
            Set.of("mdc", "tags", "contextStack", "contextMap", "context", "extra", "labels", "markers", "kvpList");

    private NoiseFields() {}

    static boolean contains(String format, String name, @Nullable Object value) {
        boolean known = !format.equals("json") && !format.equals("text") && !format.equals("logfmt");
        if (OF_ALL.contains(name)) {
            Set<String> writers = ONLY_OF_FORMATS.get(name);
            return writers == null || writers.contains(format);
        }
        if (WHEN_EMPTY.contains(name)) {
            return value == null
                    || (value instanceof Collection<?> list && list.isEmpty())
                    || (value instanceof Map<?, ?> map && map.isEmpty());
        }
        // ECS, nested since Spring Boot 3.5: service{name, node{}}
        return known && name.indexOf('.') > 0 && value instanceof Map<?, ?> map && map.isEmpty();
    }
}
