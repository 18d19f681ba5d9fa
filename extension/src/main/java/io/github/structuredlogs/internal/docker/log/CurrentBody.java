package io.github.structuredlogs.internal.docker.log;

import io.github.structuredlogs.internal.docker.api.EngineStream;
import org.jspecify.annotations.Nullable;

/** The body that a follower reads at the moment, which any thread may cut. */
final class CurrentBody {

    // guarded by this
    private @Nullable EngineStream current;
    private boolean closed;
    private boolean waits;
    private boolean letGo;

    /** Says what is read from now on; false if nothing is to be read any more. */
    boolean begin(EngineStream stream) {
        return begin(stream, false);
    }

    /** The same, where it is read only to learn when there is something to read in another one. */
    boolean beginWaiting(EngineStream stream) {
        return begin(stream, true);
    }

    private synchronized boolean begin(EngineStream stream, boolean onlyWaits) {
        if (closed) {
            return false;
        }
        current = stream;
        waits = onlyWaits;
        letGo = false;
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

    /** Ends the reading of what nobody needs any more: what it would bring is had in another way. */
    void letGo() {
        EngineStream open;
        synchronized (this) {
            open = current;
            letGo = open != null;
        }
        if (open != null) {
            open.close();
        }
    }

    /** Ends the waiting for something to read, but no reading. */
    void stopWaiting() {
        if (isWaiting()) {
            letGo();
        }
    }

    private synchronized boolean isWaiting() {
        return waits;
    }

    /** Whether what was read last was let go of because nobody needed it. */
    synchronized boolean wasLetGo() {
        return letGo;
    }

    /** Ends the reading for good. */
    void close() {
        shut();
        cut();
    }
}
