package io.github.structuredlogs.internal.store;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a container stands.
 *
 * @param phase where it is in its life
 * @param exitCode the code with which it last exited, null if it never did or the engine did not say; kept when it is
 *     removed
 * @param stopped whether it last ended because somebody outside told the engine to stop or kill it, as Testcontainers does
 * @param outOfMemory whether the kernel killed it for its memory limit
 * @param health what its health check says
 * @param restarts how often it was started again
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

    /** What shells and engines add to a signal's number to make an exit code of it. */
    private static final int SIGNALS = 128;

    /** Those that a program dies of; where nobody asked for it, the name says more than the code. */
    private static final Map<Integer, String> SIGNAL_NAMES = Map.of(
            2, "SIGINT", 4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", 9, "SIGKILL", 11, "SIGSEGV", 13,
            "SIGPIPE", 15, "SIGTERM");

    /** Where a container is in its life. */
    public enum Phase {
        STARTING,
        RUNNING,
        PAUSED,
        EXITED,
        REMOVED
    }

    /** What a container's health check says. */
    public enum Health {
        /** It has no health check. */
        NONE,
        STARTING,
        HEALTHY,
        UNHEALTHY
    }

    /** A container that was created and not started yet. */
    public static ContainerStatus created() {
        return new ContainerStatus(Phase.STARTING, null, false, false, Health.NONE, 0, null, null);
    }

    public ContainerStatus startedAt(Instant at) {
        boolean again = started != null && phase != Phase.STARTING;
        return new ContainerStatus(
                Phase.RUNNING, null, false, false, health, again ? restarts + 1 : restarts, at, null);
    }

    /** {@return this of one that has ended: its end may be found before the engine tells what happened earlier} */
    public ContainerStatus paused() {
        return ended() ? this : in(Phase.PAUSED);
    }

    /** {@return this of one that has ended, as for {@link #paused}} */
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

    /** The same, but its end was asked for. */
    public ContainerStatus asStopped() {
        return new ContainerStatus(phase, exitCode, true, outOfMemory, health, restarts, started, finished);
    }

    /** Whether it has ended and, unless somebody starts it again, logs nothing more. */
    public boolean ended() {
        return phase == Phase.EXITED || phase == Phase.REMOVED;
    }

    /** Whether it ended in a way that nobody asked for: with an error, by a signal, or for want of memory. */
    public boolean isCrash() {
        return outOfMemory || (exitCode != null && exitCode != 0 && !stopped);
    }

    /** How it ended, in words: {@code stopped}, {@code exited 1}, {@code exited 137 (out of memory)}. */
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

    /** The status in words: {@code running}, {@code exited 137 (out of memory)}, {@code running, unhealthy}. */
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
