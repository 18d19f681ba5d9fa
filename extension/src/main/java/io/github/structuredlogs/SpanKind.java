package io.github.structuredlogs;

/** The part that a {@link Span}'s service played. */
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
