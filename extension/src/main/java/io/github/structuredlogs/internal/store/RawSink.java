package io.github.structuredlogs.internal.store;

import io.github.structuredlogs.LogStream;

/** Takes the bytes of a container as it wrote them, line ends included; called by one thread at a time. */
public interface RawSink {

    /** Takes bytes, which are valid only during the call. */
    void write(LogStream stream, byte[] buffer, int offset, int length);
}
