package io.github.structuredlogs;

import java.time.Instant;
import java.util.Map;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * An event during a {@link Span}, such as an exception.
 *
 * @param name its name; {@code exception} for an exception
 * @param time when it happened, by the service's clock
 * @param attributes its attributes, in the order in which they were written
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public record SpanEvent(String name, Instant time, Map<String, @Nullable Object> attributes) {}
