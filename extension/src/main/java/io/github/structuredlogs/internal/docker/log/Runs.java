package io.github.structuredlogs.internal.docker.log;

import io.github.structuredlogs.internal.docker.api.EngineAccess;
import io.github.structuredlogs.internal.docker.api.EngineTime;
import io.github.structuredlogs.internal.docker.api.Inspection;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.ContainerStatus;
import io.github.structuredlogs.internal.store.LifecycleEvent.LifecycleKind;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The runs of a container, reported to its capture among its lines: when each began, and how it ended. The engine has
 * one log for all runs, and a body that is read to the end of one may continue with the next. For the reading thread.
 */
final class Runs implements CaptureLines.EndOfRun {

    private final EngineAccess engine;
    private final String id;
    private final Capture into;
    private final ContainerLife life;
    private final Progress progress;
    private boolean begun;
    /** Whether the beginning of the next run was reported among the lines of the run before. */
    private boolean restartTold;

    private @Nullable Ending askedAbout;

    /**
     * Creates the runs of a container, none of which has been reported.
     *
     * @param into receives the reports
     * @param life knows when it was started and its state
     * @param progress knows whether a run has ended
     */
    Runs(EngineAccess engine, String id, Capture into, ContainerLife life, Progress progress) {
        this.engine = engine;
        this.id = id;
        this.into = into;
        this.life = life;
        this.progress = progress;
    }

    /** Notes that a run is about to be read. */
    void begin(Inspection described) {
        life.learn(described);
        if (restartTold) {
            restartTold = false;
            into.reopen();
        } else if (begun) {
            tellRestart(life.started());
        } else if (into.lifecycle().isEmpty()) {
            into.event(LifecycleKind.STARTED, life.started(), "started");
        }
        begun = true;
        life.startIsTold(into);
    }

    /** Notes that it runs although its log ended: it may have been restarted without an event. */
    void goOn(Inspection described) {
        if (life.learn(described)) {
            tellRestart(life.started());
        }
    }

    /** Notes that a run has been read to its end. */
    void end() {
        if (!restartTold) {
            tellEnd();
        }
    }

    @Override
    public long at() {
        Ending ending = progress.ending();
        return ending == null || restartTold ? Long.MAX_VALUE : EngineTime.nanos(ending.at());
    }

    @Override
    public void passed() {
        Ending ending = progress.ending();
        Instant again = ending == null ? null : startedAgain(ending);
        if (again != null) {
            into.writer().flush();
            tellEnd();
            tellRestart(again);
            restartTold = true;
        }
    }

    /** {@return when the container was started after a run had ended, null if it is not known} */
    private @Nullable Instant startedAgain(Ending ending) {
        if (progress.startsAgain()) {
            return life.started();
        }
        if (askedAbout == ending) {
            return null;
        }
        askedAbout = ending;
        try {
            return Inspection.of(engine.connection(), id).startedAfter(ending.at());
        } catch (IOException e) {
            // An event will report it soon.
            return null;
        }
    }

    private void tellRestart(Instant at) {
        into.reopen();
        into.event(LifecycleKind.RESTARTED, at, "restarted");
    }

    private void tellEnd() {
        Ending ending = progress.ending();
        ContainerStatus now = life.status();
        ContainerStatus then = ending == null ? null : ending.how();
        // It may run again.
        ContainerStatus how = then == null || now.ended() ? now : then;
        Instant when = ending == null ? life.now() : ending.at();
        into.exited(when, how);
        if (life.isRemoved()) {
            into.event(LifecycleKind.REMOVED, how.finished() == null ? when : how.finished(), "removed");
        }
    }
}
