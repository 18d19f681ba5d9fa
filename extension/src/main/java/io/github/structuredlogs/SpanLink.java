package io.github.structuredlogs;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A span that another {@link Span} names, usually of another trace. For example, a span that processes a message names
 * the one that sent it.
 *
 * @param traceId the trace id, 32 lower-case hex digits
 * @param spanId the span id, 16 lower-case hex digits
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public record SpanLink(String traceId, String spanId) {}
