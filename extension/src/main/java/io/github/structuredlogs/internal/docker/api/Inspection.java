package io.github.structuredlogs.internal.docker.api;

import io.github.structuredlogs.internal.store.ContainerStatus.Health;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * The engine's description of a container.
 *
 * @param jsonAnswer the engine's response; empty if the container was gone
 */
public record Inspection(JsonAnswer jsonAnswer) {

    /** The description of a container that was gone before it could be described. */
    public static final Inspection NONE = new Inspection(new JsonAnswer(null));

    public static Inspection of(EngineConnection engine, String container) throws IOException {
        return new Inspection(engine.inspect(container));
    }

    public boolean isKnown() {
        return jsonAnswer.value() != null;
    }

    // --- its properties

    public boolean hasTerminal() {
        return jsonAnswer.at("Config", "Tty").isTrue();
    }

    public String image(String otherwise) {
        return jsonAnswer.at("Config", "Image").text(otherwise);
    }

    public @Nullable Instant created() {
        return instant(jsonAnswer.at("Created"));
    }

    /** {@return when it was started for the first time, else when it was created; null if the engine does not say} */
    public @Nullable Instant writesSince() {
        Instant started = started();
        Instant finished = finished();
        return started == null || (finished != null && finished.isBefore(started)) ? created() : started;
    }

    /** Says whether the engine keeps its log in its own files, which it closes after the last entry. */
    public boolean isKeptInFiles() {
        return driver().equals("json-file") || driver().equals("local");
    }

    /** {@return its logging driver, empty if unknown} */
    public String driver() {
        return logConfig().at("Type").text("");
    }

    /** {@return the configuration of its log: driver and options} */
    public JsonAnswer logConfig() {
        return jsonAnswer.at("HostConfig", "LogConfig");
    }

    /** Says whether the engine drops output instead of making the container wait. */
    public boolean dropsOutput() {
        return mode().equals("non-blocking");
    }

    /**
     * Says the same for the engine's copy of a log that is sent elsewhere. The copy has its own default mode.
     *
     * @see <a href="https://github.com/moby/moby/blob/v20.10.24/daemon/logger/loggerutils/cache/local_cache.go">moby's
     *     local_cache.go</a>
     */
    public boolean dropsOutputOfCopy() {
        return mode().isEmpty() || dropsOutput();
    }

    private String mode() {
        return jsonAnswer.at("HostConfig", "LogConfig", "Config", "mode").text("");
    }

    /** Says whether the engine may restart it by itself. */
    public boolean mayRestart() {
        String policy = jsonAnswer.at("HostConfig", "RestartPolicy", "Name").text("");
        return !policy.isEmpty() && !policy.equals("no");
    }

    // --- its state

    public boolean isRunning() {
        return state("Running").isTrue();
    }

    public boolean isRestarting() {
        return state("Restarting").isTrue();
    }

    public boolean isPaused() {
        return state("Paused").isTrue();
    }

    /** Says whether the engine is deleting it, or has begun to. */
    public boolean isBeingRemoved() {
        return state("Dead").isTrue() || state("Status").text("").equals("removing");
    }

    public Health health() {
        return switch (jsonAnswer.at("State", "Health", "Status").text("")) {
            case "starting" -> Health.STARTING;
            case "healthy" -> Health.HEALTHY;
            case "unhealthy" -> Health.UNHEALTHY;
            default -> Health.NONE;
        };
    }

    public int exitCode() {
        return (int) state("ExitCode").number();
    }

    public int restarts() {
        return (int) jsonAnswer.at("RestartCount").number();
    }

    public @Nullable Instant started() {
        return instant(state("StartedAt"));
    }

    /** {@return when it was started after the end of a run, null if it was not} */
    public @Nullable Instant startedAfter(Instant end) {
        Instant started = started();
        return started != null && started.isAfter(end) ? started : null;
    }

    public @Nullable Instant finished() {
        return instant(state("FinishedAt"));
    }

    private JsonAnswer state(String name) {
        return jsonAnswer.at("State", name);
    }

    private static @Nullable Instant instant(JsonAnswer time) {
        try {
            Instant instant = OffsetDateTime.parse(time.text("")).toInstant();
            return instant.getEpochSecond() <= 0 ? null : instant;
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
