package io.github.structuredlogs.internal.store;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The status of a container.
 *
 * @param phase the phase of its life
 * @param exitCode its last exit code, null if it never exited or the engine did not say; kept after it is removed
 * @param stopped whether it ended because the engine was told to stop or kill it, as Testcontainers does
 * @param outOfMemory whether the kernel killed it for its memory limit
 * @param health the result of its health check
 * @param restarts the number of its restarts
 * @param started when it was last started, null if it never was
 * @param finished when it last ended, null if it runs or never did
 */
public record ContainerStatus(
        Phase phase,
        @Nullable Integer exitCode,
        boolean stopped,
        boolean outOfMemory,
        Health health,
        int restarts,
        @Nullable Instant started,
        @Nullable Instant finished) {

    /** The number that shells and engines add to a signal's number to make an exit code. */
    private static final int SIGNALS = 128;

    /** The signals that end a program; if nobody requested one, its name says more than the code. */
    private static final Map<Integer, String> SIGNAL_NAMES = Map.of(
            2, "SIGINT", 4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", 9, "SIGKILL", 11, "SIGSEGV", 13,
            "SIGPIPE", 15, "SIGTERM");

    /** The phase of a container's life. */
    public enum Phase {
        STARTING,
        RUNNING,
        PAUSED,
        EXITED,
        REMOVED
    }

    /** The result of a container's health check. */
    public enum Health {
        /** It has no health check. */
        NONE,
        STARTING,
        HEALTHY,
        UNHEALTHY
    }

    /** Returns the status of a container that was created and not started yet. */
    public static ContainerStatus created() {
        return new ContainerStatus(Phase.STARTING, null, false, false, Health.NONE, 0, null, null);
    }

    public ContainerStatus startedAt(Instant at) {
        boolean again = started != null && phase != Phase.STARTING;
        return new ContainerStatus(
                Phase.RUNNING, null, false, false, health, again ? restarts + 1 : restarts, at, null);
    }

    /**
     * {@return the paused status, or this one if the container has ended: its end may be found before the engine
     * reports earlier events}
     */
    public ContainerStatus paused() {
        return ended() ? this : in(Phase.PAUSED);
    }

    /** {@return the resumed status, or this one if the container has ended, as for {@link #paused}} */
    public ContainerStatus resumed() {
        return ended() ? this : in(Phase.RUNNING);
    }

    private ContainerStatus in(Phase now) {
        return new ContainerStatus(now, exitCode, stopped, outOfMemory, health, restarts, started, finished);
    }

    public ContainerStatus withHealth(Health now) {
        return new ContainerStatus(phase, exitCode, stopped, outOfMemory, now, restarts, started, finished);
    }

    public ContainerStatus killedForMemory() {
        return new ContainerStatus(phase, exitCode, stopped, true, health, restarts, started, finished);
    }

    public ContainerStatus exited(@Nullable Integer code, Instant at) {
        return new ContainerStatus(Phase.EXITED, code, stopped, outOfMemory, health, restarts, started, at);
    }

    public ContainerStatus removed(Instant at) {
        return new ContainerStatus(
                Phase.REMOVED,
                exitCode,
                stopped,
                outOfMemory,
                health,
                restarts,
                started,
                finished != null ? finished : at);
    }

    /** Returns this status with a requested end. */
    public ContainerStatus asStopped() {
        return new ContainerStatus(phase, exitCode, true, outOfMemory, health, restarts, started, finished);
    }

    /** Says whether it has ended and logs nothing more unless it is restarted. */
    public boolean ended() {
        return phase == Phase.EXITED || phase == Phase.REMOVED;
    }

    /** Says whether it ended without a request: with an error, by a signal, or out of memory. */
    public boolean isCrash() {
        return outOfMemory || (exitCode != null && exitCode != 0 && !stopped);
    }

    /** Describes its end in words: {@code stopped}, {@code exited 1}, {@code exited 137 (out of memory)}. */
    public String describeEnd() {
        StringBuilder words = new StringBuilder(stopped ? "stopped" : "exited");
        int code = exitCode == null ? 0 : exitCode;
        boolean ofSignal = code > SIGNALS && code < SIGNALS + 32;
        if (!stopped && exitCode != null) {
            words.append(' ').append(code);
        } else if (stopped && code != 0 && !ofSignal) {
            words.append(", exited ").append(code);
        }
        String signal = SIGNAL_NAMES.get(code - SIGNALS);
        if (outOfMemory) {
            words.append(" (out of memory)");
        } else if (!stopped && signal != null) {
            words.append(" (").append(signal).append(')');
        }
        return words.toString();
    }

    /**
     * Describes the status in words: {@code running}, {@code exited 137 (out of memory)}, {@code running, unhealthy}.
     */
    public String describe() {
        StringBuilder words = new StringBuilder(
                switch (phase) {
                    case STARTING -> "starting";
                    case RUNNING -> "running";
                    case PAUSED -> "paused";
                    case EXITED -> describeEnd();
                    case REMOVED -> exitCode == null && !stopped ? "removed" : describeEnd();
                });
        if (!ended() && outOfMemory) {
            words.append(" (out of memory)");
        }
        if (!ended()) {
            switch (health) {
                case NONE -> {}
                case STARTING -> words.append(", not healthy yet");
                case HEALTHY -> words.append(", healthy");
                case UNHEALTHY -> words.append(", unhealthy");
            }
        }
        if (restarts > 0) {
            words.append(", restarted ").append(restarts == 1 ? "once" : restarts + " times");
        }
        return words.toString();
    }
}
