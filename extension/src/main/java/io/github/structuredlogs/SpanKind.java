package io.github.structuredlogs;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/** The role of a {@link Span}'s service. */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public enum SpanKind {
    /** The exporter did not say. */
    UNSPECIFIED,
    /** An operation within the service. */
    INTERNAL,
    /** An answered request. */
    SERVER,
    /** A request to another service. */
    CLIENT,
    /** A message that was sent. */
    PRODUCER,
    /** A message that was received. */
    CONSUMER
}
