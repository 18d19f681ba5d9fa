package io.github.structuredlogs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a service as OpenTelemetry recorded it: its name, how long it took, and whether it failed.
 *
 * <p>Spans are read from the log of a container whose exporter writes OTLP JSON to standard output, for example the
 * OpenTelemetry Java agent with {@code OTEL_TRACES_EXPORTER=experimental-otlp/stdout}. Immutable.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public interface Span {

    /** {@return the container's name, as it is printed; null if the log does not name a container} */
    @Nullable String container();

    /** {@return the trace id, 32 lower-case hex digits} */
    String traceId();

    /** {@return the span id, 16 lower-case hex digits} */
    String spanId();

    /** {@return the id of the parent span; null for the first span of a trace} */
    @Nullable String parentSpanId();

    /** {@return the name of the operation, for example {@code POST /orders}} */
    String name();

    /** {@return the role of the service} */
    SpanKind kind();

    /** {@return when it began, by the service's clock} */
    Instant start();

    /** {@return when it ended, by the service's clock} */
    Instant end();

    /** {@return the time between start and end; zero if the service's clock was set back meanwhile} */
    default Duration duration() {
        Duration between = Duration.between(start(), end());
        return between.isNegative() ? Duration.ZERO : between;
    }

    /** {@return whether its status is an error} */
    boolean hasFailed();

    /** {@return the message of its status; null if it has none} */
    @Nullable String statusMessage();

    /**
     * {@return its attributes in the order in which they were written: {@code String}, {@code Long}, {@code Double},
     * {@code Boolean}, lists and maps of these}
     */
    Map<String, @Nullable Object> attributes();

    /**
     * Returns the value of an attribute.
     *
     * @param name the attribute's name, for example {@code http.request.method}
     * @return its value; null if the attribute is missing
     */
    default @Nullable Object attribute(String name) {
        return attributes().get(name);
    }

    /** {@return its events, in the order in which they were written} */
    List<SpanEvent> events();

    /**
     * {@return the spans that it links to, in the order in which they were written} Most are of other traces: a span that
     * processes messages links to those that sent them.
     */
    List<SpanLink> links();

    /** {@return the attributes of the service that recorded it, for example {@code service.name}} */
    Map<String, @Nullable Object> resource();

    /** {@return the service's name; null if it has none} */
    default @Nullable String service() {
        Object name = resource().get("service.name");
        return name == null ? null : String.valueOf(name);
    }

    /** {@return the name of the library that recorded it; null if it gave no name} */
    @Nullable String library();
}
