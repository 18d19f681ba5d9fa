package io.github.structuredlogs.internal.docker.log;

import io.github.structuredlogs.internal.docker.api.Inspection;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.ContainerStatus;
import io.github.structuredlogs.internal.store.ContainerStatus.Health;
import io.github.structuredlogs.internal.store.ContainerStatus.Phase;
import io.github.structuredlogs.internal.store.LifecycleEvent.LifecycleKind;
import io.github.structuredlogs.internal.store.Stops;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The state of a container according to events and descriptions, which its capture receives. */
public final class ContainerLife {

    /** The maximum difference between an event's time and the description's for the same start. */
    private static final Duration SAME_START = Duration.ofMillis(500);

    /** SIGINT, SIGKILL and SIGTERM. Other signals have other purposes, such as a thread dump or a new configuration. */
    private static final Set<Integer> ENDING = Set.of(2, 9, 15);

    private static final int KILL = 9;

    private final Executor marks;

    // guarded by this
    private ContainerStatus status = ContainerStatus.created();
    private @Nullable Capture capture;
    private boolean startTold;
    private final List<Consumer<Capture>> early = new ArrayList<>();
    private final Stops stops = new Stops();
    private @Nullable Instant lastOutOfMemory;
    private boolean removed;

    /**
     * Creates the life of a container of which nothing is known yet.
     *
     * @param marks runs, in order, tasks that may call a listener
     */
    ContainerLife(Executor marks) {
        this.marks = marks;
    }

    /** Sets the capture that receives the events from now on. */
    synchronized void tell(Capture opened) {
        capture = opened;
        opened.stops(stops);
        opened.status(status);
    }

    synchronized ContainerStatus status() {
        return status;
    }

    private void status(ContainerStatus now) {
        status = now;
        Capture known = capture;
        if (known != null) {
            known.status(now);
        }
    }

    public synchronized boolean isRemoved() {
        return removed;
    }

    public synchronized boolean runs() {
        return !status.ended() && !removed;
    }

    /** {@return when it was last started; now, if that is not known} */
    Instant started() {
        Instant started = status().started();
        return started == null ? Instant.now() : started;
    }

    /**
     * {@return the time of an event that happens now; the time of its start, if the engine's clock is that far ahead of
     * this JVM's}
     */
    Instant now() {
        Instant now = Instant.now();
        return startedAfter(now) ? started() : now;
    }

    boolean startedAfter(Instant at) {
        Instant started = status().started();
        return started != null && at.isBefore(started);
    }

    synchronized void started(Instant at) {
        noteStart(at);
        status(status.startedAt(at));
    }

    /** Notes that the container was started: what it logs from then on is not caused by an earlier stop. */
    synchronized void noteStart(Instant at) {
        stops.started(at);
    }

    /** Says whether it was told to stop, and no event has said since that it has ended or was started again. */
    synchronized boolean isBeingStopped() {
        return runs() && stops.areUnderWay();
    }

    /**
     * Notes that the engine was told to send it a signal.
     *
     * @param signal the signal's number, null if the engine did not say
     * @param at when
     */
    public synchronized void signalled(@Nullable Integer signal, Instant at) {
        if (signal != null && ENDING.contains(signal)) {
            stops.asked(at, signal == KILL);
            stateWhetherStopped();
        }
    }

    /**
     * Notes that the engine has ended it, or is about to, because it was told to.
     *
     * @param at when the engine said so
     */
    public synchronized void stopped(Instant at) {
        Instant end = status.finished();
        if (status.ended() && end != null) {
            stops.wasAStop(end);
        } else {
            stops.asked(at, false);
        }
        stateWhetherStopped();
    }

    private void stateWhetherStopped() {
        Instant end = status.finished();
        if (status.ended() && end != null && stops.haveEndedIt(end)) {
            status(status.asStopped());
        }
    }

    /** Notes that its process has ended. {@return how} */
    synchronized ContainerStatus exited(@Nullable Integer exitCode, Instant at) {
        stops.ended(at);
        ContainerStatus ended = status.exited(exitCode, at);
        status(stops.haveEndedIt(at) ? ended.asStopped() : ended);
        return status;
    }

    /** Notes that the engine has removed it; false if that was known. */
    synchronized boolean removed(Instant at) {
        if (removed) {
            return false;
        }
        removed = true;
        status(status.removed(at));
        return true;
    }

    public synchronized void paused(Instant at) {
        status(status.paused());
        mark(LifecycleKind.PAUSED, at, "paused");
    }

    public synchronized void resumed(Instant at) {
        status(status.resumed());
        mark(LifecycleKind.RESUMED, at, "resumed");
    }

    /** Notes that the kernel has killed a process of the container. The engine's memory may tell of it before its event does. */
    public synchronized void outOfMemory(Instant at) {
        if (at.equals(lastOutOfMemory)) {
            return;
        }
        lastOutOfMemory = at;
        status(status.killedForMemory());
        mark(LifecycleKind.OUT_OF_MEMORY, at, "a process was killed: out of memory");
    }

    public synchronized void health(Health now, Instant at) {
        Health before = status.health();
        status(status.withHealth(now));
        if (before != now && now == Health.HEALTHY) {
            mark(LifecycleKind.HEALTHY, at, "healthy");
        } else if (before != now && now == Health.UNHEALTHY) {
            mark(LifecycleKind.UNHEALTHY, at, "unhealthy");
        }
    }

    /** Adds an event to the capture. */
    synchronized void mark(LifecycleKind kind, Instant at, String words) {
        Capture known = capture;
        if (known != null && startTold) {
            marks.execute(() -> known.event(kind, at, words));
        } else {
            early.add(opened -> opened.event(kind, at, words));
        }
    }

    /** Sends the capture the events since the container's start, which it now knows. */
    void startIsTold(Capture opened) {
        List<Consumer<Capture>> since;
        synchronized (this) {
            startTold = true;
            since = List.copyOf(early);
            early.clear();
        }
        since.forEach(mark -> mark.accept(opened));
    }

    /**
     * Takes the engine's description of a running container, unless an event has reported its end since.
     *
     * @return whether it was started later than was known
     */
    synchronized boolean learn(Inspection described) {
        Instant startedAt = described.started();
        Instant before = status.started();
        if (startedAt == null) {
            return false;
        }
        noteStart(startedAt);
        if (status.ended()) {
            return false;
        }
        boolean again = before != null && startedAt.isAfter(before.plus(SAME_START));
        status(new ContainerStatus(
                described.isPaused() ? Phase.PAUSED : Phase.RUNNING,
                null,
                false,
                status.outOfMemory() && !again,
                described.health(),
                Math.max(status.restarts(), described.restarts()),
                startedAt,
                null));
        return again;
    }
}
