package io.github.structuredlogs.internal.docker.log;

import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.docker.api.EngineTime;

/** The receiver of a log's entries as the engine stores them: a line, or a part of a long line. */
public interface EntrySink {

    /** The time of an entry without one. */
    long NO_TIME = EngineTime.NO_TIME;

    /**
     * Receives an entry, whose bytes are valid only during the call.
     *
     * @param stream the stream that the container wrote to
     * @param time the engine's time, in nanoseconds since the epoch
     * @param buffer contains the container's output, with its line end if it has one
     */
    void entry(LogStream stream, long time, byte[] buffer, int offset, int length);

    /** Receives the engine's message within the log that it cannot read it. */
    void engineError(String message);
}
