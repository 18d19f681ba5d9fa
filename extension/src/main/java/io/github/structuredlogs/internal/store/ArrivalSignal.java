package io.github.structuredlogs.internal.store;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A signal that something was captured, for threads that wait without polling. Arrivals are coalesced: a waiter that
 * was busy sees one change, not one for each record.
 */
public final class ArrivalSignal {

    private final AtomicLong seen = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile int waiting;

    ArrivalSignal() {}

    /** {@return a number that grows whenever something is captured or happens to a container} */
    public long seen() {
        return seen.get();
    }

    /**
     * Waits until more has arrived than the caller has seen.
     *
     * @param since the result of {@link #seen} before the caller's last evaluation
     * @param timeout the maximum time to wait
     * @return false if nothing arrived in time
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    @SuppressWarnings("NonAtomicVolatileUpdate") // changed only under the lock
    public boolean await(long since, Duration timeout) throws InterruptedException {
        long left = TimeUnit.NANOSECONDS.convert(timeout);
        lock.lockInterruptibly();
        try {
            waiting++;
            try {
                while (seen.get() == since) {
                    if (left <= 0) {
                        return false;
                    }
                    left = changed.awaitNanos(left);
                }
                return true;
            } finally {
                waiting--;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Wakes the waiting threads; it costs almost nothing if there are none. */
    void signal() {
        seen.incrementAndGet();
        if (waiting > 0) {
            lock.lock();
            try {
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
