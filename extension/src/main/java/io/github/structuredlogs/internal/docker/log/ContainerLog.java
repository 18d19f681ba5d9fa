package io.github.structuredlogs.internal.docker.log;

import io.github.structuredlogs.internal.docker.api.EngineAccess;
import io.github.structuredlogs.internal.docker.api.EngineStream;
import io.github.structuredlogs.internal.docker.api.Inspection;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The log of one container, as it is asked for at the engine and taken in. */
final class ContainerLog {

    private final EngineAccess engine;
    private final String id;
    private final boolean tty;
    private final boolean endsOnce;
    private final Rotation rotation;
    private final LogPosition logPosition;
    private final LogIntake intake;

    /**
     * The log of a container.
     *
     * @param described what is known of the container
     * @param tty whether it has a terminal
     * @param before how far its log has been read
     * @param lines takes what is read
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

    /** {@return how far it has been read, for whoever reads on} */
    ReadSoFar readSoFar() {
        // If the engine has not said how it logs, it is asked again.
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

    /** Whether its end is its end: it is closed behind the last entry, and nothing but an event tells of another run. */
    boolean endsOnce() {
        return endsOnce;
    }

    /** {@return a body that goes on from a time, null for the log's beginning, for as long as the container runs} */
    EngineStream follow(@Nullable String since) throws IOException {
        return engine.connection().follow(id, since);
    }

    /** {@return what there is from the place that has been read} */
    EngineStream read() throws IOException {
        return engine.connection().read(id, intake.begin());
    }

    /** {@return a body that begins with what is logged from now on} */
    EngineStream bell() throws IOException {
        return engine.connection().bell(id);
    }

    /** {@return the last entry that the engine has now, null if there is none} */
    @Nullable LastEntry last() throws IOException {
        return rotation.mayHaveBegun()
                ? LastEntry.since(logPosition.since(), engine.connection(), id, tty)
                : LastEntry.of(engine.connection(), id, tty);
    }

    /**
     * Whether the last entry that the engine has is older than one of its stream that was read before it was asked: its clock
     * was set back. Of a log that rotates it may tell of an older one without that.
     */
    boolean isOlder(LastEntry last, long read) {
        return rotation.hasNotBegun() && last.time() < read;
    }

    /** Whether everything has been read that the engine had when a run ended, as far as it has told. */
    boolean hasReached(@Nullable Ending ending) {
        LastEntry last = ending == null || !rotation.hasNotBegun() ? null : ending.last();
        // An engine that shows an empty log while it deletes it looks as one whose container was silent.
        return last != null && last.isReached(logPosition);
    }
}
