package io.github.structuredlogs.internal.docker.watch;

import java.lang.ref.WeakReference;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The call of {@code start()} that created a container. Testcontainers announces the creation, but not the return of
 * {@code start()}, which the stack of the creating thread shows. Thread-safe.
 */
public final class StartCall {

    private static final String CONTAINER = "org.testcontainers.containers.GenericContainer";
    private static final String COMPOSE_PROJECT = "com.docker.compose.project";

    private static final Map<String, StartCall> BY_KEY = new ConcurrentHashMap<>();
    private static final List<StartCall> RUNNING = new CopyOnWriteArrayList<>();
    private static final ThreadLocal<Boolean> IN_TEST = new ThreadLocal<>();
    private static volatile @Nullable StartCall latestUnmarked;

    private final WeakReference<Thread> thread;
    private final int depth;
    private final boolean inSetUp = IN_TEST.get() == null;
    private volatile Instant lastSeenRunning = Instant.now();
    private volatile @Nullable Instant returned;

    private StartCall(Thread thread, int depth) {
        this.thread = new WeakReference<>(thread);
        this.depth = depth;
    }

    /**
     * Notes that the current thread is about to create a container.
     *
     * @param key the mark of the container, null if it has none
     */
    static void begins(@Nullable String key) {
        Thread current = Thread.currentThread();
        int depth = startsIn(current);
        StartCall before = key == null ? null : BY_KEY.get(key);
        for (StartCall each : RUNNING) {
            // A call at the same or a lower depth of the same thread began after the other one returned, unless it is
            // another attempt.
            if (each != before && each.thread.get() == current && each.depth >= depth) {
                each.hasReturned();
            }
        }
        if (depth == 0) {
            return;
        }
        StartCall call = new StartCall(current, depth);
        RUNNING.remove(before);
        RUNNING.add(call);
        if (key == null) {
            latestUnmarked = call;
        } else {
            BY_KEY.put(key, call);
        }
    }

    /** Notes that a test begins on this thread, and which calls have returned by then. */
    static void testBegins() {
        RUNNING.forEach(StartCall::returned);
        IN_TEST.set(true);
    }

    /** Notes that a test has ended on this thread, and which calls have returned by then. */
    static void testEnded() {
        RUNNING.forEach(StartCall::returned);
        IN_TEST.remove();
    }

    /** {@return the call that created a container with these labels, null if none is known} */
    static @Nullable StartCall of(Map<String, String> labels, String markLabel) {
        String key = labels.get(markLabel);
        if (key != null) {
            return BY_KEY.get(key);
        }
        return labels.containsKey(COMPOSE_PROJECT) ? null : latestUnmarked;
    }

    /**
     * {@return how many containers a thread is creating or waiting for} An attempt to start counts, not {@code start()}
     * itself: that also pulls or builds an image first, for minutes, when the container before it runs already.
     */
    private static int startsIn(Thread thread) {
        int attempts = 0;
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (frame.getMethodName().equals("tryStart") && frame.getClassName().equals(CONTAINER)) {
                attempts++;
            }
        }
        return attempts;
    }

    /** {@return when it was first found to have returned, by this JVM's clock; null while it runs} */
    public @Nullable Instant returned() {
        if (returned == null) {
            Thread creating = thread.get();
            Instant now = Instant.now();
            if (creating != null && creating.isAlive() && startsIn(creating) >= depth) {
                lastSeenRunning = now;
            } else {
                hasReturned();
            }
        }
        return returned;
    }

    /** {@return when it was last found to be running, by this JVM's clock} */
    public Instant lastSeenRunning() {
        return lastSeenRunning;
    }

    /** {@return whether no test was running in its thread} */
    public boolean inSetUp() {
        return inSetUp;
    }

    private void hasReturned() {
        if (returned == null) {
            returned = Instant.now();
        }
        RUNNING.remove(this);
    }
}
