package io.github.structuredlogs.internal.docker.log;

import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.docker.api.EngineAccess;
import io.github.structuredlogs.internal.docker.api.EngineStream;
import io.github.structuredlogs.internal.docker.api.RefusedException;
import java.io.IOException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads a container's log as it grows, until a run of the container has ended or nothing more can be had. */
final class LogReader {

    /**
     * A body that is followed, and what may prove later that it was all of it.
     *
     * @param stream the body
     * @param since the time from which it was asked for, null for the log's beginning
     * @param breaks how often events had been interrupted when it was asked for
     * @param ranBehindIt whether the container was seen to run afterwards, so that the log was there to be followed
     */
    record LogResponse(EngineStream stream, @Nullable String since, int breaks, boolean ranBehindIt) {}

    private final EngineAccess engine;
    private final ContainerLog log;
    private final CurrentBody open;
    private final Progress progress;
    private final Predicate<String> stillRuns;
    private @Nullable LogResponse endedByEngine;
    private boolean cutOff = true;

    /**
     * Follows a log.
     *
     * @param stillRuns asked when a body has ended and no event has told why, with how it ended; whether there may be more
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
     * @param early a body that has been asked for already, null if there is none
     * @throws RefusedException if the logging driver keeps nothing that could be read
     */
    void run(@Nullable LogResponse early) throws RefusedException {
        LogResponse next = early;
        int failures = 0;
        while (!progress.isClosing() && (next != null || !(progress.hasEnded() && isUnread()))) {
            long before = log.logPosition().total();
            long heard = log.intake().entries();
            @Nullable String cut;
            endedByEngine = null;
            try {
                cut = engine.isPodman() ? readAgain() : rotates() ? readWhenever(next) : readOn(next);
                cutOff = false;
            } catch (RefusedException e) {
                if (e.isUnreadable()) {
                    throw e;
                }
                cut = String.valueOf(e.getMessage());
            } catch (IOException e) {
                cutOff = !open.wasLetGo();
                cut = String.valueOf(e.getMessage());
            } finally {
                open.end();
            }
            next = null;
            if (progress.isClosing() || progress.hasEnded()) {
                return;
            }
            if (cut == null) {
                // It is to be read in the other way from here on.
                continue;
            }
            failures = log.logPosition().total() > before ? 0 : failures + 1;
            if (!stillRuns.test(cut)) {
                return;
            }
            if (failures > 0) {
                // An engine that sends what is known answers, and the next body may get beyond that.
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

    /** Whether what is followed, once it is dropped, might spoil what is read next. */
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
     * Takes what is followed as it comes, until it ends or cannot be relied on any more.
     *
     * @return how it ended; null if it was not to its end
     */
    private @Nullable String readOn(@Nullable LogResponse early) throws IOException {
        LogResponse logResponse = early;
        String since = log.intake().begin();
        if (logResponse != null && since == null && logResponse.since() != null) {
            // The engine's clock was found to have been set back since it was asked for.
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
     * Reads what is there whenever the engine has something to send, and takes what it sends for no more than that: each
     * reading begins with the last entry of the one before, or something was discarded between them.
     *
     * @return how what rings ended; null if the log can be followed from there on, or has been read
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

    /** Whether that was not there yet when the log was read last: the parts of a long line have one time. */
    private boolean isNew(LogStream stream, long time) {
        if (isUnread()) {
            log.rotation().begins(time);
        }
        LogPosition logPosition = log.logPosition();
        return !logPosition.reached(stream, time)
                || (logPosition.time(stream) == time && log.intake().holdsPart());
    }

    /**
     * Takes what is there until there is no more, and follows only to learn when there is: of a busy container Podman leaves
     * out entries of what is followed, but none of what is read.
     *
     * @return how what rings ended; null if the run has
     */
    private @Nullable String readAgain() throws IOException {
        // It begins to answer when there is something.
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

    /** Whether it was neither read until the engine ended it nor let go of on purpose. */
    boolean wasCutOff() {
        return cutOff;
    }

    /**
     * Whether the engine itself ended what was followed, behind the last entry: a current one does so, if the log was
     * there to be read at all, neither rotates nor goes on in another run, and no event was missed meanwhile. What was
     * asked for from a time on lacks what was logged after the engine's clock had been set back.
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
