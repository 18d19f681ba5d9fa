package io.github.structuredlogs.internal.otlp;

import org.jspecify.annotations.Nullable;

/** Takes what one container sends by OTLP. Thread-safe. */
public interface OtlpInbox {

    /** {@return the name of the container, which may change; null if it has none} */
    @Nullable String source();

    /**
     * Takes a request.
     *
     * @param batch what it holds
     * @param length how many bytes its body has
     */
    void received(OtlpBatch batch, int length);

    /** A request could not be taken. */
    void refused(Rejection reason);
}
