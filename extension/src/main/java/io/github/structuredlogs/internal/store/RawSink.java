package io.github.structuredlogs.internal.store;

import io.github.structuredlogs.LogStream;

/**
 * The receiver of a container's bytes exactly as it wrote them, with line ends. It is called by one thread at a time.
 */
public interface RawSink {

    /** Receives bytes, which are valid only during the call. */
    void write(LogStream stream, byte[] buffer, int offset, int length);
}
