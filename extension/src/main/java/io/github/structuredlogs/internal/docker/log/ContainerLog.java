package io.github.structuredlogs.internal.docker.log;

import io.github.structuredlogs.internal.docker.api.EngineAccess;
import io.github.structuredlogs.internal.docker.api.EngineStream;
import io.github.structuredlogs.internal.docker.api.Inspection;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The log of one container: the requests to the engine, and the intake of the responses. */
final class ContainerLog {

    private final EngineAccess engine;
    private final String id;
    private final boolean tty;
    private final boolean endsOnce;
    private final Rotation rotation;
    private final LogPosition logPosition;
    private final LogIntake intake;

    /**
     * Creates the log of a container.
     *
     * @param described the engine's description of the container
     * @param tty whether it has a terminal
     * @param before the position up to which the log has been read
     * @param lines receives the lines
     */
    ContainerLog(
            EngineAccess engine,
            String id,
            Inspection described,
            boolean tty,
            ReadSoFar before,
            LogIntake.Lines lines) {
        this.engine = engine;
        this.id = id;
        this.tty = tty;
        logPosition = before.logPosition();
        endsOnce = described.isKeptInFiles() && !described.mayRestart();
        Rotation known = before.rotation();
        rotation = known == null ? Rotation.of(described) : known;
        intake = new LogIntake(
                tty, engine.isPodman() ? LineParts.PODMAN : LineParts.of(described), rotation, logPosition, lines);
        if (rotation.compresses() && !engine.endsWhole()) {
            // Before 23.0: see Rotation.needsOneReader.
            intake.filesMayBeMixed();
        }
    }

    boolean tty() {
        return tty;
    }

    /** {@return the position up to which it has been read, for the next reader} */
    ReadSoFar readSoFar() {
        // If the engine has not described its logging, it is asked again.
        return new ReadSoFar(logPosition, rotation.isKnown() ? rotation : null);
    }

    Rotation rotation() {
        return rotation;
    }

    LogPosition logPosition() {
        return logPosition;
    }

    LogIntake intake() {
        return intake;
    }

    /**
     * Says whether the end of a followed log is its real end: it is closed after the last entry, and only an event can
     * announce another run.
     */
    boolean endsOnce() {
        return endsOnce;
    }

    /** {@return a body from a time on, null for the log's beginning, that lasts as long as the container runs} */
    EngineStream follow(@Nullable String since) throws IOException {
        return engine.connection().follow(id, since);
    }

    /** {@return the log after the position that has been read} */
    EngineStream read() throws IOException {
        return engine.connection().read(id, intake.begin());
    }

    /** {@return a body with only new output} */
    EngineStream bell() throws IOException {
        return engine.connection().bell(id);
    }

    /** {@return the engine's last entry, null if there is none} */
    @Nullable LastEntry last() throws IOException {
        return rotation.mayHaveBegun()
                ? LastEntry.since(logPosition.since(), engine.connection(), id, tty)
                : LastEntry.of(engine.connection(), id, tty);
    }

    /**
     * Says whether the engine's last entry is older than one of the same stream that was read before the request: its
     * clock was set back. For a log that rotates, an older entry is possible without that.
     */
    boolean isOlder(LastEntry last, long read) {
        return rotation.hasNotBegun() && last.time() < read;
    }

    /** Says whether everything has been read that the engine had when a run ended, as far as it has reported. */
    boolean hasReached(@Nullable Ending ending) {
        LastEntry last = ending == null || !rotation.hasNotBegun() ? null : ending.last();
        // A log that is being deleted looks as empty as that of a silent container.
        return last != null && last.isReached(logPosition);
    }
}
