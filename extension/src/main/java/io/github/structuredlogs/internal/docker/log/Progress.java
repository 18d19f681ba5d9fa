package io.github.structuredlogs.internal.docker.log;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The state of a follower in the present run of its container, for the follower and for those who wait. */
final class Progress {

    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long MAX_PAUSE_MILLIS = 1_000;

    /** The meaning of a start for a follower. */
    enum Start {
        /** Its thread must start. */
        FIRST,
        /** The previous run is still being read to its end; its thread continues with this one. */
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
    /** The number of runs that have begun: who waits for the end of one does not wait for the end of the next. */
    private int run;

    private volatile @Nullable Ending ending;
    private @Nullable String trouble;

    // --- events

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
        run++;
        notifyAll();
    }

    /**
     * Notes that the run has ended.
     *
     * @param first done before anybody is notified
     * @return false if that was known, or the follower is closed
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

    /** Notes that the log is being read. */
    synchronized void attach() {
        attached = true;
        hopeless = false;
        trouble = null;
        notifyAll();
    }

    /** Notes that the log cannot be read for now. */
    synchronized void detach(String why) {
        attached = false;
        trouble = why;
    }

    /** Notes a problem that explains a later failure. */
    synchronized void warn(String why) {
        trouble = why;
    }

    /** Notes that the log cannot be read, now or for an unknown time. */
    synchronized void despair(String why) {
        hopeless = true;
        trouble = why;
        notifyAll();
    }

    /** Says whether the log cannot be read, now or for an unknown time. */
    synchronized boolean isHopeless() {
        return hopeless;
    }

    /** {@return why the log cannot be read, in words; null if it can, or the reason is not known} */
    synchronized @Nullable String trouble() {
        return trouble;
    }

    /** Wakes those who wait with {@link #await}, because something may have changed. */
    synchronized void changed() {
        notifyAll();
    }

    /** Notes that the run has been read to its end; true if the next one has begun meanwhile. */
    synchronized boolean next() {
        if (startAgain && !closing) {
            begin();
            return true;
        }
        stop();
        return false;
    }

    /** Notes that the thread ends. */
    synchronized void stop() {
        active = false;
        finished = true;
        notifyAll();
    }

    synchronized void close() {
        closing = true;
        notifyAll();
    }

    // --- the state

    synchronized boolean isActive() {
        return active;
    }

    synchronized boolean isClosing() {
        return closing;
    }

    /** Says whether the container is known to have been restarted since the run ended. */
    synchronized boolean startsAgain() {
        return startAgain;
    }

    /** Says whether the run has ended, even if its log is still being read. */
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

    /** Waits until the run has ended, without a time limit; false if the follower is closed. */
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

    /**
     * Waits until the run has been read to its end, whether or not the next one has begun; false if the time was over before,
     * or it cannot be read.
     */
    synchronized boolean awaitFinished(long deadline) throws InterruptedException {
        int awaited = run;
        while (active && !finished && run == awaited) {
            if (hopeless) {
                return false;
            }
            if (!waitUntil(deadline)) {
                return false;
            }
        }
        return true;
    }

    /** Waits for a condition while the log is being read. */
    synchronized void await(BooleanSupplier condition, long deadline) throws InterruptedException {
        while (!condition.getAsBoolean() && active && waitUntil(deadline)) {
            // woken for another reason
        }
    }

    /**
     * Waits before another attempt, the longer the more have failed.
     *
     * @param untilEnd whether the end of the run ends the wait
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
