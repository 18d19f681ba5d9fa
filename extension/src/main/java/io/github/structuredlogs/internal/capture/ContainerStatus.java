package io.github.structuredlogs.internal.capture;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a container stands.
 *
 * @param phase where it is in its life
 * @param exitCode the code with which it last exited, null if it never did or the engine did not say; kept when it is
 *     removed
 * @param outOfMemory whether the kernel killed it for its memory limit
 * @param health what its health check says
 * @param restarts how often it was started again
 * @param started when it was last started, null if it never was
 * @param finished when it last ended, null if it runs or never did
 */
public record ContainerStatus(
        Phase phase,
        @Nullable Integer exitCode,
        boolean outOfMemory,
        Health health,
        int restarts,
        @Nullable Instant started,
        @Nullable Instant finished) {

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
        return new ContainerStatus(Phase.STARTING, null, false, Health.NONE, 0, null, null);
    }

    public ContainerStatus startedAt(Instant at) {
        boolean again = started != null && phase != Phase.STARTING;
        return new ContainerStatus(Phase.RUNNING, null, false, health, again ? restarts + 1 : restarts, at, null);
    }

    public ContainerStatus paused() {
        return new ContainerStatus(Phase.PAUSED, exitCode, outOfMemory, health, restarts, started, finished);
    }

    public ContainerStatus resumed() {
        return new ContainerStatus(Phase.RUNNING, exitCode, outOfMemory, health, restarts, started, finished);
    }

    public ContainerStatus withHealth(Health now) {
        return new ContainerStatus(phase, exitCode, outOfMemory, now, restarts, started, finished);
    }

    public ContainerStatus killedForMemory() {
        return new ContainerStatus(phase, exitCode, true, health, restarts, started, finished);
    }

    public ContainerStatus exited(@Nullable Integer code, Instant at) {
        return new ContainerStatus(Phase.EXITED, code, outOfMemory, health, restarts, started, at);
    }

    public ContainerStatus removed(Instant at) {
        return new ContainerStatus(
                Phase.REMOVED, exitCode, outOfMemory, health, restarts, started, finished != null ? finished : at);
    }

    /** Whether it has ended and, unless somebody starts it again, logs nothing more. */
    public boolean ended() {
        return phase == Phase.EXITED || phase == Phase.REMOVED;
    }

    /** The status in words: {@code running}, {@code exited 137 (out of memory)}, {@code running, unhealthy}. */
    public String describe() {
        StringBuilder words = new StringBuilder();
        switch (phase) {
            case STARTING -> words.append("starting");
            case RUNNING -> words.append("running");
            case PAUSED -> words.append("paused");
            case EXITED -> words.append("exited");
            case REMOVED -> words.append(exitCode == null ? "removed" : "exited");
        }
        if (ended() && exitCode != null) {
            words.append(' ').append(exitCode.intValue());
        }
        if (outOfMemory) {
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
