package io.github.structuredlogs.internal.docker.log;

import io.github.structuredlogs.internal.docker.api.EngineStream;
import org.jspecify.annotations.Nullable;

/** The body that a follower reads at the moment, which any thread may cut. */
final class OpenBody {

    // guarded by this
    private @Nullable EngineStream current;
    private boolean closed;

    /** Says what is read from now on; false if nothing is to be read any more. */
    synchronized boolean begin(EngineStream stream) {
        if (closed) {
            return false;
        }
        current = stream;
        return true;
    }

    synchronized void end() {
        current = null;
    }

    private synchronized @Nullable EngineStream current() {
        return current;
    }

    private synchronized void shut() {
        closed = true;
    }

    /** Ends the reading of what is being read, so that it is asked for again. */
    void cut() {
        EngineStream open = current();
        if (open != null) {
            open.close();
        }
    }

    /** Ends the reading for good. */
    void close() {
        shut();
        cut();
    }
}
