package io.github.structuredlogs.internal.otlp.receiver;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What goes on at the receiver: how many requests are being answered, and since when there is none. Thread-safe. */
final class Traffic {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    // guarded by the lock
    private int running;
    private long last = System.nanoTime();
    private long strays;

    void begins() {
        change(1);
    }

    void ends() {
        change(-1);
    }

    private void change(int by) {
        lock.lock();
        try {
            running += by;
            last = System.nanoTime();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** A request came to a path that nobody was given. */
    void strayed() {
        lock.lock();
        try {
            strays++;
        } finally {
            lock.unlock();
        }
    }

    /** {@return how many requests came to a path that nobody was given} */
    long strays() {
        lock.lock();
        try {
            return strays;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until nothing has come for a while since the call, or a bound has passed. */
    void awaitQuiet(Duration quiet, Duration bound) throws InterruptedException {
        long begun = System.nanoTime();
        lock.lock();
        try {
            while (true) {
                long now = System.nanoTime();
                long left = bound.toNanos() - (now - begun);
                long since = now - begun < now - last ? begun : last;
                long toBeQuiet = running > 0 ? left : quiet.toNanos() - (now - since);
                if (left <= 0 || toBeQuiet <= 0) {
                    return;
                }
                boolean unused = changed.await(Math.min(left, toBeQuiet), TimeUnit.NANOSECONDS);
            }
        } finally {
            lock.unlock();
        }
    }
}
