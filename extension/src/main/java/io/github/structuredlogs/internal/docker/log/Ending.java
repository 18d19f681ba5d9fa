package io.github.structuredlogs.internal.docker.log;

import io.github.structuredlogs.internal.docker.api.EngineAccess;
import io.github.structuredlogs.internal.docker.api.EngineConnection;
import io.github.structuredlogs.internal.docker.api.EngineStream;
import io.github.structuredlogs.internal.store.ContainerStatus;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The end of a container's run, and what the engine had of its output at that moment. */
final class Ending {

    private final Instant at;
    private volatile @Nullable ContainerStatus how;

    // guarded by this
    private @Nullable EngineStream rest;
    private boolean restIsWhole;
    private @Nullable LastEntry last;
    private boolean asked;
    private boolean closed;

    /**
     * Creates the end of a run.
     *
     * @param at when, by the engine's clock
     */
    Ending(Instant at) {
        this.at = at;
    }

    Instant at() {
        return at;
    }

    /** Sets the container's status at its end, which may change before its log has been read to the end. */
    void how(ContainerStatus then) {
        how = then;
    }

    @Nullable ContainerStatus how() {
        return how;
    }

    /**
     * Asks for the rest of the log before the container is removed. It is not read here: the follower reads it if it
     * needs it.
     */
    void ask(EngineConnection engine, String container, @Nullable String since, boolean tty) {
        EngineStream opened = null;
        LastEntry shown = null;
        try {
            opened = engine.read(container, since);
            shown = LastEntry.of(engine, container, tty);
        } catch (IOException e) {
            // It is being removed, or the engine is gone: nothing more can be opened.
            shown = null;
        }
        synchronized (this) {
            rest = opened;
            restIsWhole = since == null;
            last = shown;
            asked = true;
            notifyAll();
            if (!closed) {
                return;
            }
        }
        dropRest();
    }

    /** Waits until the engine has answered, or the time is over. */
    synchronized void awaitAnswer() throws InterruptedException {
        long deadline = System.nanoTime() + EngineAccess.ANSWER_NANOS;
        for (long left = EngineAccess.ANSWER_NANOS;
                !asked && !closed && left > 0;
                left = deadline - System.nanoTime()) {
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
    }

    /** {@return the engine's last entry, null if it did not answer or had none} */
    synchronized @Nullable LastEntry last() {
        return last;
    }

    synchronized boolean hasRest() {
        return rest != null;
    }

    /**
     * {@return the body with the rest of the log, once; null if it could not be opened}
     *
     * @param whole whether it is needed only if it begins at the log's beginning
     */
    @Nullable EngineStream takeRest(boolean whole) {
        if (whole && !restIsWhole) {
            dropRest();
        }
        return takeRest();
    }

    private synchronized @Nullable EngineStream takeRest() {
        EngineStream opened = rest;
        rest = null;
        return opened;
    }

    /** Closes the rest, which is not needed. */
    void dropRest() {
        EngineStream unread = takeRest();
        if (unread != null) {
            unread.close();
        }
    }

    /** Ends all waiting. */
    void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        dropRest();
    }
}
