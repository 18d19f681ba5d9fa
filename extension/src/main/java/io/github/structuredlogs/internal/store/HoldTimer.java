package io.github.structuredlogs.internal.store;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The timer for text that is kept for a limited time. It has a thread only while there is such text. */
final class HoldTimer {

    private static final long ENDING_SECONDS = 5;

    private final ScheduledThreadPoolExecutor executor;
    private volatile @Nullable Thread thread;

    HoldTimer() {
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread fresh = new Thread(task, "structured-logs-hold");
            fresh.setDaemon(true);
            thread = fresh;
            return fresh;
        });
        executor.setKeepAliveTime(1, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        executor.setRejectedExecutionHandler((task, stopped) -> {});
    }

    /** Runs a task after a delay, unless the timer is stopped before. */
    void later(Runnable task, long nanos) {
        if (!executor.isShutdown()) {
            var unused = executor.schedule(task, nanos, TimeUnit.NANOSECONDS);
        }
    }

    /** Stops the timer; no task runs afterwards. */
    void stop() {
        executor.shutdownNow();
    }

    /** Waits until its thread has ended. */
    void awaitEnd() throws InterruptedException {
        Thread last = thread;
        if (last != null) {
            last.join(TimeUnit.SECONDS.toMillis(ENDING_SECONDS));
        }
    }
}
