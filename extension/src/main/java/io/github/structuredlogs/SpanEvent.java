package io.github.structuredlogs;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened during a {@link Span}, such as an exception.
 *
 * @param name its name; {@code exception} for an exception
 * @param time when it happened, by the service's clock
 * @param attributes its attributes, in the order in which they were written
 */
public record SpanEvent(String name, Instant time, Map<String, @Nullable Object> attributes) {}
