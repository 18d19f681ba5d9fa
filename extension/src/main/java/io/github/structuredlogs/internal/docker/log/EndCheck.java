package io.github.structuredlogs.internal.docker.log;

import io.github.structuredlogs.internal.docker.api.EngineAccess;
import io.github.structuredlogs.internal.docker.api.EngineStream;
import io.github.structuredlogs.internal.docker.api.Inspection;
import io.github.structuredlogs.internal.docker.api.RefusedException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The check whether a log has been read to the end of a run. It reads the missing rest. */
final class EndCheck {

    /** The number of requests for the rest. */
    private static final int ATTEMPTS = 5;

    /** A log with fewer entries is read again, because that is simpler. */
    private static final long FEW = 2_000;

    private static final String REMOVED = "it was removed before the end of its output could be checked";

    private final EngineAccess engine;
    private final String id;
    private final ContainerLog log;
    private final CurrentBody open;
    private final Progress progress;
    private final Runnable givenUp;

    /**
     * The reason why a log cannot be called complete.
     *
     * @param words the reason, in words
     * @param isOnlyProof whether only the proof is missing that everything was read
     */
    record Missing(String words, boolean isOnlyProof) {

        private static Missing proof(String words) {
            return new Missing(words, true);
        }

        private static Missing rest(String words) {
            return new Missing(words, false);
        }
    }

    /**
     * Creates the check of a log's end.
     *
     * @param givenUp run if the engine is unavailable for so long that the log counts as given up until it is back
     */
    EndCheck(EngineAccess engine, String id, ContainerLog log, CurrentBody open, Progress progress, Runnable givenUp) {
        this.engine = engine;
        this.id = id;
        this.log = log;
        this.open = open;
        this.progress = progress;
        this.givenUp = givenUp;
    }

    /** Says whether the followed body can be dropped, because the request at the run's end has everything. */
    static boolean needsNoFollowing(EngineAccess engine, ContainerLog log, @Nullable Ending ending) {
        if (ending == null) {
            return false;
        }
        // An old engine takes a tenth of a second to end a followed log, which nobody needs to wait for. Without a last
        // entry the rest may be as empty as that of a log that is being deleted.
        boolean isFew =
                ending.hasRest() && ending.last() != null && log.logPosition().total() < FEW && !engine.endsWhole();
        return isFew || log.hasReached(ending);
    }

    /**
     * Reads the missing rest.
     *
     * @param ending how the run ended, null if it is not known
     * @param followed how its log was read before
     * @return null if nothing is missing; otherwise why that is not certain
     * @throws RefusedException if the log cannot be read at all
     */
    @Nullable Missing missing(@Nullable Ending ending, LogReader followed) throws RefusedException {
        awaitAnswer(ending);
        LastEntry last = ending == null ? null : ending.last();
        boolean shown = log.hasReached(ending) && !log.intake().holdsPart();
        if (ending != null
                && last != null
                && log.isOlder(last, log.logPosition().time(last.stream()))) {
            log.logPosition().distrustClock();
        } else if (ending != null
                && (followed.wasToTheEnd() || (shown && log.logPosition().total() >= FEW))) {
            ending.dropRest();
            return null;
        }
        Missing missing = readRest(ending, followed);
        return shown
                ? null
                : missing == null && ending == null ? Missing.rest("it is not known how it ended") : missing;
    }

    private static void awaitAnswer(@Nullable Ending ending) {
        try {
            if (ending != null) {
                ending.awaitAnswer();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Missing readRest(@Nullable Ending ending, LogReader followed) throws RefusedException {
        Missing missing = null;
        boolean isUnread = followed.wasCutOff();
        long before = log.logPosition().total();
        for (int attempt = 1; attempt <= ATTEMPTS && !progress.isClosing(); attempt++) {
            try (EngineStream rest = rest(ending)) {
                open.begin(rest);
                while (log.intake().readFrom(rest)) {
                    // to its end
                }
                log.intake().end();
                return doubt(ending, isUnread);
            } catch (RefusedException e) {
                if (e.isUnreadable()) {
                    throw e;
                }
                missing = e.isGone() || (e.status() == 500 && isKnownToBeRemoved())
                        ? removed(isUnread)
                        : Missing.rest("the engine refused to read the end of its output: " + e.getMessage());
                if (e.isGone()) {
                    break;
                }
            } catch (IOException e) {
                // The followed body was dropped in favour of this one, or something came that it did not have.
                isUnread |= followed.wasDropped() || log.logPosition().total() > before;
                missing = Missing.rest("the engine did not send the end of its output: " + e.getMessage());
                if (!engine.awaitAnswering(progress::isClosing, givenUp)) {
                    break;
                }
            } finally {
                open.end();
            }
            progress.pause(attempt, false);
        }
        return missing == null ? Missing.rest("the run ended before the end of its output was read") : missing;
    }

    /**
     * Returns the reason if the engine has no log any more. If the engine itself ended the log, only the proof is
     * missing.
     */
    private static Missing removed(boolean wasCutOff) {
        return wasCutOff ? Missing.rest("it was removed while its output could not be read") : Missing.proof(REMOVED);
    }

    private EngineStream rest(@Nullable Ending ending) throws IOException {
        EngineStream opened =
                ending == null ? null : ending.takeRest(log.logPosition().distrustsClock());
        if (opened == null) {
            return log.read();
        }
        var unused = log.intake().begin();
        return opened;
    }

    /**
     * Returns why a log that was read to its end may be incomplete; null if it is complete.
     *
     * <p>An engine that is deleting a log may send an empty one without an error. So an entry is the proof that there
     * was a log; without an entry, the container must still exist.
     *
     * @throws IOException if it is incomplete and a repeated request may help
     */
    private @Nullable Missing doubt(@Nullable Ending ending, boolean wasCutOff) throws IOException {
        if (log.rotation().mayHaveBegun()) {
            return Missing.proof("its log has rotated or was about to, and an engine may lose some of it then");
        }
        if (log.intake().wasEmpty()) {
            if (isBeingRemoved()) {
                return removed(wasCutOff);
            }
            return log.logPosition().total() == 0
                    ? null
                    : new Missing("the engine no longer has its output", !wasCutOff);
        }
        if (!log.rotation().isKnown()) {
            return Missing.proof("the engine did not describe it, so its log may have rotated and lost output");
        }
        LastEntry last = ending == null ? null : ending.last();
        if (last != null && !log.logPosition().reached(last.stream(), last.time(), last.count())) {
            throw new IOException("the last entry that it reported is missing");
        }
        return null;
    }

    /** An engine before 23.0 fails to read a log that it is deleting. */
    private boolean isKnownToBeRemoved() {
        try {
            return isBeingRemoved();
        } catch (IOException e) {
            return false;
        }
    }

    private boolean isBeingRemoved() throws IOException {
        try {
            return Inspection.of(engine.connection(), id).isBeingRemoved();
        } catch (RefusedException e) {
            if (e.isGone()) {
                return true;
            }
            throw e;
        }
    }
}
