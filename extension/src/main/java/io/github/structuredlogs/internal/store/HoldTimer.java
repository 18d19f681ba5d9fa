package io.github.structuredlogs.internal.store;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Says when text has been held back for long enough. There is a thread only while some is. */
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

    /** Runs a task after some time, unless the timer is stopped before. */
    void later(Runnable task, long nanos) {
        if (!executor.isShutdown()) {
            var unused = executor.schedule(task, nanos, TimeUnit.NANOSECONDS);
        }
    }

    /** Runs nothing more from now on. */
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
