package io.github.structuredlogs.internal.docker.log;

import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.docker.api.EngineAccess;
import io.github.structuredlogs.internal.docker.api.EngineStream;
import io.github.structuredlogs.internal.docker.api.RefusedException;
import java.io.IOException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The reader of a container's log as it grows, until a run of the container has ended or nothing more can be read. */
final class LogReader {

    /**
     * A followed body, and the facts that may prove later that it was complete.
     *
     * @param stream the body
     * @param since the start time of the request, null for the log's beginning
     * @param breaks how often events had been interrupted at the time of the request
     * @param ranBehindIt whether the container was found running afterwards, so that its log existed
     */
    record LogResponse(EngineStream stream, @Nullable String since, int breaks, boolean ranBehindIt) {}

    private final EngineAccess engine;
    private final ContainerLog log;
    private final CurrentBody open;
    private final Progress progress;
    private final Predicate<String> stillRuns;
    private @Nullable LogResponse endedByEngine;
    private boolean cutOff = true;
    private boolean dropped;

    /**
     * Creates a reader.
     *
     * @param stillRuns asked when a body has ended and no event has given the reason, with how it ended; says whether
     *     there may be more
     */
    LogReader(EngineAccess engine, ContainerLog log, CurrentBody open, Progress progress, Predicate<String> stillRuns) {
        this.engine = engine;
        this.log = log;
        this.open = open;
        this.progress = progress;
        this.stillRuns = stillRuns;
    }

    /**
     * Reads to the end of the run.
     *
     * @param early a body that was already requested, null if there is none
     * @throws RefusedException if the logging driver keeps no log that can be read
     */
    void run(@Nullable LogResponse early) throws RefusedException {
        LogResponse next = early;
        int failures = 0;
        while (!progress.isClosing() && (next != null || !(progress.hasEnded() && isUnread()))) {
            long before = log.logPosition().total();
            long heard = log.intake().entries();
            @Nullable String cut;
            endedByEngine = null;
            dropped = false;
            try {
                cut = engine.isPodman() ? readAgain() : rotates() ? readWhenever(next) : readOn(next);
                cutOff = false;
            } catch (RefusedException e) {
                if (e.isUnreadable()) {
                    throw e;
                }
                cutOff = true;
                cut = String.valueOf(e.getMessage());
            } catch (IOException e) {
                cutOff = !open.wasLetGo();
                dropped = open.wasLetGoUnread();
                cut = String.valueOf(e.getMessage());
            } finally {
                open.end();
            }
            next = null;
            if (progress.isClosing() || progress.hasEnded()) {
                return;
            }
            if (cut == null) {
                // It must be read in the other way from now on.
                continue;
            }
            failures = log.logPosition().total() > before ? 0 : failures + 1;
            if (!stillRuns.test(cut)) {
                return;
            }
            if (failures > 0) {
                // An engine that sends known entries answers, and the next body may have more.
                progress.pause(log.intake().entries() == heard ? failures : 1, true);
            }
        }
    }

    private boolean isUnread() {
        return log.logPosition().total() == 0;
    }

    private boolean rotates() {
        return (isUnread() && log.rotation().isPossible()) || log.rotation().mayHaveBegun() || needsOneReader();
    }

    /** Says whether a followed body, once it is dropped, might damage the next response. */
    private boolean needsOneReader() {
        return log.rotation().needsOneReader() && !engine.endsWhole();
    }

    private boolean begin(EngineStream stream) {
        if (!open.begin(stream)) {
            return false;
        }
        progress.attach();
        return true;
    }

    private boolean beginWaiting(EngineStream stream) {
        if (!open.beginWaiting(stream)) {
            return false;
        }
        progress.attach();
        return true;
    }

    /**
     * Reads a followed body until it ends or is no longer reliable.
     *
     * @return how it ended; null if it was not read to its end
     */
    private @Nullable String readOn(@Nullable LogResponse early) throws IOException {
        LogResponse logResponse = early;
        String since = log.intake().begin();
        if (logResponse != null && since == null && logResponse.since() != null) {
            // The engine's clock was found to have been set back since the request.
            logResponse.stream().close();
            logResponse = null;
        }
        if (logResponse == null) {
            int breaks = engine.breaks();
            logResponse = new LogResponse(log.follow(since), since, breaks, false);
        }
        try (EngineStream stream = logResponse.stream()) {
            if (!begin(stream)) {
                return null;
            }
            if (EndCheck.needsNoFollowing(engine, log, progress.ending())) {
                dropped = true;
                return null;
            }
            while (log.intake().readFrom(stream)) {
                if (log.hasReached(progress.ending()) || log.rotation().mayHaveBegun()) {
                    return null;
                }
            }
            log.intake().end();
        }
        endedByEngine = logResponse.ranBehindIt() || !log.intake().wasEmpty() ? logResponse : null;
        return "the engine ended the log";
    }

    /**
     * Reads the log whenever the engine has something to send. A response is not taken as complete: each reading begins
     * with the last entry of the one before, or something was discarded between them.
     *
     * @return how the signalling body ended; null if the log can be followed from there on, or has been read
     */
    private @Nullable String readWhenever(@Nullable LogResponse early) throws IOException {
        if (early != null) {
            early.stream().close();
        }
        try (EngineStream ringing = log.bell()) {
            if (!beginWaiting(ringing)) {
                return null;
            }
            NewEntrySignal newEntrySignal = new NewEntrySignal(log.tty(), this::isNew);
            do {
                boolean beginning = isUnread();
                try (EngineStream there = log.read()) {
                    begin(there);
                    while (log.intake().readFrom(there)) {
                        // to its end
                    }
                    log.intake().end();
                } finally {
                    beginWaiting(ringing);
                }
                if (progress.hasEnded() || !rotates()) {
                    return null;
                }
                if (beginning && log.rotation().mayHaveBegun()) {
                    log.intake().beginningWasRead();
                }
            } while (newEntrySignal.rings(ringing));
        }
        return "the engine ended the log";
    }

    /** Says whether an entry was added after the last reading: the parts of a long line have one time. */
    private boolean isNew(LogStream stream, long time) {
        if (isUnread()) {
            log.rotation().begins(time);
        }
        LogPosition logPosition = log.logPosition();
        return !logPosition.reached(stream, time)
                || (logPosition.time(stream) == time && log.intake().holdsPart());
    }

    /**
     * Reads the log until there is no more, and follows it only to learn when there is: for a busy container Podman
     * omits entries from a followed log, but none from one that is read.
     *
     * @return how the signalling body ended; null if the run has ended
     */
    private @Nullable String readAgain() throws IOException {
        // The response begins when there is something.
        progress.attach();
        LogPosition heard;
        do {
            long before;
            do {
                before = log.logPosition().total();
                try (EngineStream there = log.read()) {
                    open.begin(there);
                    while (log.intake().readFrom(there)) {
                        // to its end
                    }
                    log.intake().end();
                }
                if (progress.hasEnded() || progress.isClosing()) {
                    return null;
                }
                progress.pause(0, true);
            } while (log.logPosition().total() > before);
            heard = log.logPosition().copy();
        } while (ringsBehind(heard));
        return "the engine ended the log";
    }

    private boolean ringsBehind(LogPosition heard) throws IOException {
        NewEntrySignal newEntrySignal = new NewEntrySignal(
                log.tty(), (stream, time) -> heard.pass(stream, time, false) != LogPosition.StartKind.KNOWN);
        try (EngineStream ringing = log.follow(heard.resume())) {
            return open.begin(ringing) && newEntrySignal.rings(ringing);
        }
    }

    /** Says whether it was refused, or neither read until the engine ended it nor dropped on purpose. */
    boolean wasCutOff() {
        return cutOff;
    }

    /** Says whether it was dropped because the rest of the log, which was already requested, has everything. */
    boolean wasDropped() {
        return dropped;
    }

    /**
     * Says whether the engine itself ended the followed body, after the last entry. A current engine does so, if the
     * log existed, neither rotates nor continues in another run, and no event was missed meanwhile. A body from a time
     * on lacks entries from after the engine's clock was set back.
     */
    boolean wasToTheEnd() {
        LogResponse last = endedByEngine;
        return last != null
                && last.since() == null
                && log.endsOnce()
                && !log.rotation().mayHaveBegun()
                && engine.endsWhole()
                && engine.hearsEvents()
                && engine.breaks() == last.breaks();
    }
}
