package io.github.structuredlogs.internal.output.console;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A queue that prints in order, on its own thread. A console that accepts nothing for a while, such as a pipe that
 * nobody reads, delays neither capturing nor tests. It has a thread only while there is something to print.
 * Thread-safe.
 */
final class PrintQueue {

    /** The maximum number of waiting jobs; a job that continues the last one is merged with it. */
    private static final int MAX_JOBS = 100_000;

    private static final long STALLED = TimeUnit.SECONDS.toNanos(2);
    private static final long IDLE_MILLIS = 1_000;

    /** Something to print. */
    interface Job {

        /**
         * Prints the job; calls the argument after each line, so that a slow console is distinguished from a blocked
         * one.
         */
        void print(Runnable progress);

        /** {@return this job and the next one as one job; null if they cannot be merged} */
        default @Nullable Job with(Job next) {
            return null;
        }

        /** {@return the number of its records} */
        default long records() {
            return 0;
        }

        /** Prints in its place that a number of records before it were not printed. */
        default void printMissed(long records) {}
    }

    private final int maxJobs;

    // guarded by this
    private final Deque<Job> jobs = new ArrayDeque<>();
    private @Nullable Thread thread;
    private boolean isPrinting;
    private boolean closed;
    private long missed;

    private volatile long progress;

    PrintQueue() {
        this(MAX_JOBS);
    }

    PrintQueue(int maxJobs) {
        this.maxJobs = maxJobs;
    }

    /** Adds a job, which is printed after all earlier ones; returns at once. */
    synchronized void add(Job job) {
        if (closed) {
            return;
        }
        Job last = jobs.peekLast();
        Job together = last == null || missed > 0 ? null : last.with(job);
        if (together != null) {
            jobs.removeLast();
            jobs.add(together);
        } else if (jobs.size() < maxJobs) {
            jobs.add(missed == 0 ? job : new AfterMissed(missed, job));
            missed = 0;
        } else {
            missed += job.records();
            return;
        }
        notifyAll();
        if (thread == null) {
            Thread fresh = new Thread(this::run, "structured-logs-console");
            fresh.setDaemon(true);
            fresh.start();
            thread = fresh;
        }
    }

    /** A job after records that found no room. */
    private record AfterMissed(long missed, Job job) implements Job {

        @Override
        public void print(Runnable progress) {
            job.printMissed(missed);
            job.print(progress);
        }

        @Override
        public long records() {
            return missed + job.records();
        }
    }

    /**
     * Waits until the jobs so far are printed.
     *
     * @return the number of records that were not printed, because the console has accepted nothing for a while
     */
    synchronized long drain() {
        long seen = progress;
        long since = System.nanoTime();
        try {
            while ((isPrinting || !jobs.isEmpty()) && Thread.currentThread() != thread) {
                if (progress != seen) {
                    seen = progress;
                    since = System.nanoTime();
                }
                long left = STALLED - (System.nanoTime() - since);
                if (left <= 0) {
                    return missed + jobs.stream().mapToLong(Job::records).sum();
                }
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    /** Ends the queue: nothing that is added later is printed. */
    void close() {
        Thread last;
        synchronized (this) {
            closed = true;
            jobs.clear();
            last = thread;
            notifyAll();
        }
        if (last != null && last != Thread.currentThread()) {
            try {
                last.join(IDLE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    // --- the thread

    private void run() {
        for (Job job = next(); job != null; job = next()) {
            try {
                job.print(this::progressed);
            } catch (RuntimeException | Error e) {
                // The job reports its failure; the next one is printed nevertheless.
                progressed();
            }
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread prints
    private void progressed() {
        progress++;
    }

    private synchronized @Nullable Job next() {
        isPrinting = false;
        notifyAll();
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(IDLE_MILLIS);
        try {
            while (jobs.isEmpty() && !closed) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    break;
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            closed = true;
        }
        Job next = jobs.poll();
        isPrinting = next != null;
        if (next == null) {
            thread = null;
        }
        return next;
    }
}
