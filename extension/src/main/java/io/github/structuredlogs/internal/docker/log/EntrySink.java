package io.github.structuredlogs.internal.docker.log;

import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.docker.api.EngineTime;

/** Takes the entries of a log as the engine kept them: a line, or a part of a long one. */
public interface EntrySink {

    /** The time of an entry that came without one. */
    long NO_TIME = EngineTime.NO_TIME;

    /**
     * Takes an entry, whose bytes are valid only during the call.
     *
     * @param stream the stream that the container wrote to
     * @param time the engine's time of it, in nanoseconds since the epoch
     * @param buffer holds what the container wrote, its line end included if it has one
     */
    void entry(LogStream stream, long time, byte[] buffer, int offset, int length);

    /** The engine says in the midst of the log that it cannot read it. */
    void engineError(String message);
}
