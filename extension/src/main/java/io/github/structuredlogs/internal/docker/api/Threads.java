package io.github.structuredlogs.internal.docker.api;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The threads of a watch. All of them have ended when the watch has ended. */
public final class Threads {

    private static final int QUESTIONS_AT_ONCE = 16;

    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor questions = pool("structured-logs-question", QUESTIONS_AT_ONCE);
    private final ThreadPoolExecutor endings = pool("structured-logs-end", QUESTIONS_AT_ONCE);
    private final ThreadPoolExecutor marks = pool("structured-logs-mark", 1);
    private final ScheduledThreadPoolExecutor timer = timer();

    public Thread create(String name, Runnable task) {
        Thread created = new Thread(task, name);
        created.setDaemon(true);
        threads.removeIf(each -> each.getState() == Thread.State.TERMINATED);
        threads.add(created);
        return created;
    }

    private ThreadPoolExecutor pool(String name, int size) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                size, size, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> create(name, task));
        pool.allowCoreThreadTimeOut(true);
        pool.setRejectedExecutionHandler((task, executor) -> {});
        return pool;
    }

    /** Runs a request to the engine that the caller does not wait for. */
    public void ask(Runnable question) {
        questions.execute(question);
    }

    /** Runs a request that no other one may delay: a container has ended and may be removed at once. */
    public void askAtOnce(Runnable question) {
        endings.execute(question);
    }

    /** Runs tasks that may call a listener, in order. */
    public void tell(Runnable mark) {
        marks.execute(mark);
    }

    /** Runs a task after a delay, unless it is cancelled before. */
    public Future<?> later(Duration delay, Runnable task) {
        return timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    private ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(
                1, task -> create("structured-logs-timer", task), new ThreadPoolExecutor.DiscardPolicy());
        pool.setKeepAliveTime(1, TimeUnit.SECONDS);
        pool.allowCoreThreadTimeOut(true);
        pool.setRemoveOnCancelPolicy(true);
        return pool;
    }

    /** Ends all tasks except those that call listeners. */
    public void close() {
        questions.shutdownNow();
        endings.shutdownNow();
        timer.shutdownNow();
        marks.shutdown();
    }

    /**
     * Waits until all threads have ended.
     *
     * @param deadline when to give up, by {@link System#nanoTime}
     * @param left receives the name of each thread that has not ended
     */
    public void join(long deadline, Consumer<String> left) throws InterruptedException {
        for (Thread each : threads) {
            each.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
            if (each.isAlive()) {
                left.accept(each.getName());
            }
        }
    }
}
