package io.github.structuredlogs.internal.docker.log;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Where a follower is with the present run of its container, for itself and for those who wait. */
final class Progress {

    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long MAX_PAUSE_MILLIS = 1_000;

    /** What a start means to a follower. */
    enum Start {
        /** Its thread is to begin. */
        FIRST,
        /** The run before is still being read to its end; its thread goes on with this one. */
        AGAIN,
        /** It is reading already. */
        KNOWN,
        /** It has been closed. */
        CLOSED
    }

    // guarded by this
    private boolean active;
    private boolean attached;
    private boolean finished;
    private boolean startAgain;
    private boolean closing;
    private boolean hopeless;
    private volatile @Nullable Ending ending;
    private @Nullable String trouble;

    // --- what happens

    synchronized Start start() {
        if (closing) {
            return Start.CLOSED;
        }
        if (!active) {
            active = true;
            begin();
            return Start.FIRST;
        }
        if (ending != null) {
            startAgain = true;
            return Start.AGAIN;
        }
        return Start.KNOWN;
    }

    private void begin() {
        startAgain = false;
        ending = null;
        attached = false;
        finished = false;
        hopeless = false;
    }

    /**
     * The run has ended.
     *
     * @param first done before anybody is told
     * @return false if that was known, or nobody cares any more
     */
    synchronized boolean end(Ending how, Runnable first) {
        if (ending != null || closing) {
            return false;
        }
        first.run();
        ending = how;
        notifyAll();
        return true;
    }

    /** The log is being read. */
    synchronized void attach() {
        attached = true;
        hopeless = false;
        trouble = null;
        notifyAll();
    }

    /** The log cannot be read for now. */
    synchronized void detach(String why) {
        attached = false;
        trouble = why;
    }

    /** Something is known that explains what may fail later. */
    synchronized void warn(String why) {
        trouble = why;
    }

    /** The log cannot be read, now or for as long as anybody can tell. */
    synchronized void despair(String why) {
        hopeless = true;
        trouble = why;
        notifyAll();
    }

    /** Whether the log cannot be read, now or for as long as anybody can tell. */
    synchronized boolean isHopeless() {
        return hopeless;
    }

    /** {@return why the log cannot be read, in words; null if it can, or it is not known why} */
    synchronized @Nullable String trouble() {
        return trouble;
    }

    /** Something that is waited for with {@link #await} may have come. */
    synchronized void changed() {
        notifyAll();
    }

    /** The run has been read to its end; true if the next one has begun meanwhile. */
    synchronized boolean next() {
        if (startAgain && !closing) {
            begin();
            return true;
        }
        stop();
        return false;
    }

    /** The thread ends. */
    synchronized void stop() {
        active = false;
        finished = true;
        notifyAll();
    }

    synchronized void close() {
        closing = true;
        notifyAll();
    }

    // --- how it stands

    synchronized boolean isActive() {
        return active;
    }

    synchronized boolean isClosing() {
        return closing;
    }

    /** Whether the container is known to have been started again since the run has ended. */
    synchronized boolean startsAgain() {
        return startAgain;
    }

    /** Whether the run has ended, be it that its log is still being read. */
    synchronized boolean isEnding() {
        return ending != null || finished || !active;
    }

    @Nullable Ending ending() {
        return ending;
    }

    boolean hasEnded() {
        return ending != null;
    }

    // --- waiting; deadlines are by System.nanoTime

    /**
     * Waits until the log is being read, or will not be.
     *
     * @return null, or why it cannot be read, in words
     */
    synchronized @Nullable String awaitAttached(long deadline) throws InterruptedException {
        while (!attached && !finished && !hopeless && active) {
            if (!waitUntil(deadline)) {
                return trouble != null ? trouble : "its output is not being read yet";
            }
        }
        return hopeless ? trouble : null;
    }

    /** Waits until the run has ended, however long that takes; false if nobody cares any more. */
    synchronized boolean awaitEnding() {
        try {
            while (ending == null && !closing) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ending != null;
    }

    /** Waits until the run has been read to its end; false if it was not in time, or cannot be read. */
    synchronized boolean awaitFinished(long deadline) throws InterruptedException {
        while (active && !finished) {
            if (hopeless) {
                return false;
            }
            if (!waitUntil(deadline)) {
                return false;
            }
        }
        return true;
    }

    /** Waits for something while the log is being read. */
    synchronized void await(BooleanSupplier condition, long deadline) throws InterruptedException {
        while (!condition.getAsBoolean() && active && waitUntil(deadline)) {
            // woken for another reason
        }
    }

    /**
     * Waits before something is tried again, the longer the more often it has failed.
     *
     * @param untilEnd whether the end of the run is a reason to try at once
     */
    synchronized void pause(int failures, boolean untilEnd) {
        long millis = Math.min(MAX_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(failures, 10));
        long deadline = System.nanoTime() + millis * 1_000_000;
        try {
            while (!closing && !(untilEnd && ending != null) && waitUntil(deadline)) {
                // woken for another reason
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("WaitNotInLoop") // the callers loop
    private boolean waitUntil(long deadline) throws InterruptedException {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            return false;
        }
        wait(left / 1_000_000, (int) (left % 1_000_000));
        return true;
    }
}
