package io.github.structuredlogs.internal.docker.log;

import io.github.structuredlogs.internal.docker.api.EngineStream;
import org.jspecify.annotations.Nullable;

/** The response body that a follower is reading, which any thread may cut off. */
final class CurrentBody {

    // guarded by this
    private @Nullable EngineStream current;
    private boolean closed;
    private boolean waits;
    private boolean letGo;

    /** Sets the body that is read from now on; false if nothing may be read any more. */
    boolean begin(EngineStream stream) {
        return begin(stream, false);
    }

    /** Sets a body that is read only to learn when another one has something to read. */
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

    /** Ends the current reading, so that the log is requested again. */
    void cut() {
        EngineStream open = current();
        if (open != null) {
            open.close();
        }
    }

    /** Ends the reading of a body that is not needed, because its contents come in another way. */
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

    /** Says whether the last body was dropped because it was not needed. */
    synchronized boolean wasLetGo() {
        return letGo;
    }

    /** Says whether the last body was dropped while it was read, and not while it was only waited for. */
    synchronized boolean wasLetGoUnread() {
        return letGo && !waits;
    }

    /** Ends the reading for good. */
    void close() {
        shut();
        cut();
    }
}
