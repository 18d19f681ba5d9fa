package io.github.structuredlogs.internal.docker.log;

import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.docker.api.EngineAccess;
import io.github.structuredlogs.internal.docker.api.EngineStream;
import io.github.structuredlogs.internal.docker.api.EngineTime;
import io.github.structuredlogs.internal.docker.api.Inspection;
import io.github.structuredlogs.internal.docker.api.JsonAnswer;
import io.github.structuredlogs.internal.docker.api.RefusedException;
import io.github.structuredlogs.internal.docker.api.Threads;
import io.github.structuredlogs.internal.docker.ours.ContainerSelection;
import io.github.structuredlogs.internal.docker.ours.StartedContainer;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.Captures;
import io.github.structuredlogs.internal.store.ContainerSet.Uncaptured;
import io.github.structuredlogs.internal.store.ContainerStatus.Health;
import io.github.structuredlogs.internal.store.LifecycleEvent.LifecycleKind;
import io.github.structuredlogs.internal.store.Loss;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The follower of one container's output, on its own thread: first history, then live output, then the rest that the
 * engine had when the container ended.
 *
 * <p>The watch reports the container's events to it; none of these calls waits for the engine.
 */
public final class ContainerFollower {

    /** How long an engine may send nothing of a log whose container has ended. */
    private static final Duration NOTHING_COMES = Duration.ofSeconds(5);

    private final EngineAccess engine;
    private final Captures captures;
    private final Threads threads;
    private final String id;
    private final ReadSoFar before;
    private final LogPosition logPosition;
    private final Attachment attachment;
    private final ContainerLife life;
    private final Progress progress = new Progress();
    private final CurrentBody body = new CurrentBody();
    private final AtomicReference<@Nullable Followed> ahead = new AtomicReference<>();
    private volatile @Nullable Capture capture;
    private volatile @Nullable ContainerLog log;
    private @Nullable Runs runs;
    private volatile boolean failed;
    private volatile boolean isNotChosen;

    // guarded by this: the time of the last entry before the engine became unavailable, null while it answers
    private @Nullable Long cutOffAt;

    /**
     * A log that is followed.
     *
     * @param since from which time on, null for its beginning
     * @param breaks how often events had been interrupted when it was asked for
     */
    private record Followed(EngineStream stream, @Nullable String since, int breaks) {}

    public ContainerFollower(
            EngineAccess engine,
            ContainerSelection containerSelection,
            Captures captures,
            Threads threads,
            StartedContainer container,
            ReadSoFar before) {
        this.engine = engine;
        this.captures = captures;
        this.threads = threads;
        this.before = before;
        logPosition = before.logPosition();
        id = container.id();
        attachment = new Attachment(engine, containerSelection, captures, container, progress);
        life = new ContainerLife(threads::tell);
    }

    public String id() {
        return id;
    }

    public ReadSoFar readSoFar() {
        ContainerLog read = log;
        return read == null ? before : read.readSoFar();
    }

    public @Nullable Capture capture() {
        return capture;
    }

    /** Returns the container's life, which receives pauses, health and memory events. */
    public ContainerLife life() {
        return life;
    }

    // --- reports of the watch

    /** Handles an event of the engine's about this container. */
    public void happened(JsonAnswer event) {
        Map<String, String> attributes = event.at("Actor", "Attributes").texts();
        Instant at = EngineTime.instant(event.at("timeNano").number());
        switch (actionOf(event)) {
            case "start" -> started(at);
            case "kill" -> life.signalled(number(attributes, "signal"), at);
            case "stop" -> life.stopped(at);
            case "die" -> died(number(attributes, "exitCode"), at);
            case "destroy", "remove" -> removed(at); // the latter is Podman's
            case "pause" -> life.paused(at);
            case "unpause" -> life.resumed(at);
            case "oom" -> life.outOfMemory(at);
            case "health_status: healthy" -> life.health(Health.HEALTHY, at);
            case "health_status: unhealthy" -> life.health(Health.UNHEALTHY, at);
            default -> {}
        }
    }

    /** {@return what has happened, as the engine calls it; Podman calls the member otherwise} */
    public static String actionOf(JsonAnswer event) {
        return event.at("Action").text(event.at("status").text(""));
    }

    private static @Nullable Integer number(Map<String, String> attributes, String name) {
        try {
            String number = attributes.get(name);
            return number == null ? null : Integer.valueOf(number);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Notes that the container was started, or was found running. */
    public void started(Instant at) {
        if (life.isRemoved()) {
            return;
        }
        switch (progress.start()) {
            case FIRST -> {
                life.started(at);
                begin();
            }
            case AGAIN -> {
                life.started(at);
                threads.askAtOnce(this::followAhead);
            }
            case KNOWN, CLOSED -> {}
        }
    }

    /** Follows the next run from its start on: it may be over, and its log deleted, before the run before has been read. */
    private void followAhead() {
        ContainerLog read = log;
        if (read == null || read.rotation().isPossible()) {
            // Two readers at the same time may get the files of a log that rotates in the wrong order.
            return;
        }
        drop(ahead.getAndSet(follow()));
        if (!progress.startsAgain() || progress.isClosing()) {
            drop(ahead.getAndSet(null));
        }
    }

    private @Nullable Followed follow() {
        int breaks = engine.breaks();
        String since = logPosition.since();
        EngineStream stream = attachment.follow(since);
        return stream == null ? null : new Followed(stream, since, breaks);
    }

    private static void drop(@Nullable Followed followed) {
        if (followed != null) {
            followed.stream.close();
        }
    }

    private void begin() {
        try {
            threads.create("structured-logs-" + id.substring(0, Math.min(12, id.length())), this::run)
                    .start();
        } catch (RuntimeException | Error e) {
            // The next report that the container runs tries again.
            progress.despair("no thread could be started to read its log: " + e);
            progress.stop();
            throw e;
        }
    }

    /** Notes that the container was found running: its log is read, unless it is read already. */
    public void foundRunning() {
        if (progress.isActive() || isNotChosen) {
            return;
        }
        Ending ending = progress.ending();
        if (ending == null) {
            if (!failed) {
                started(life.now());
            }
            return;
        }
        threads.ask(() -> {
            try {
                Instant again = Inspection.of(engine.connection(), id).startedAfter(ending.at());
                if (again != null) {
                    started(again);
                }
            } catch (IOException e) {
                // It is requested again when it is found running the next time.
                return;
            }
        });
    }

    /** Notes that the container's process has ended. */
    public void died(@Nullable Integer exitCode, Instant at) {
        Ending ending = new Ending(at);
        if (life.startedAfter(at) || !progress.end(ending, () -> ending.how(life.exited(exitCode, at)))) {
            return;
        }
        ContainerLog read = log;
        if (read != null && read.rotation().mayHaveBegun()) {
            // An engine that waits for its follower may store its log late.
            body.stopWaiting();
        }
        threads.askAtOnce(() -> askForTheEnd(ending));
    }

    /**
     * Notes that the container's process was found to have ended without an event.
     *
     * @param finished when it ended, null if the engine does not say
     */
    public void foundEnded(@Nullable Integer exitCode, @Nullable Instant finished) {
        takeRememberedEnd();
        died(exitCode, finished == null ? life.now() : finished);
    }

    /** Notes that the container was found to be removed without an event. */
    public void foundGone() {
        takeRememberedEnd();
        Instant now = life.now();
        died(null, now);
        removed(now);
    }

    /** Only events tell whether a container was told to end, and, once it is removed, with which exit code it did. */
    private void takeRememberedEnd() {
        if (progress.hasEnded()) {
            return;
        }
        List<JsonAnswer> remembered;
        try {
            remembered = engine.connection().pastOf(id, life.started(), captures.byEngineClock(Instant.now()));
        } catch (IOException e) {
            // It stays unknown how it ended.
            return;
        }
        JsonAnswer death = null;
        for (JsonAnswer event : remembered) {
            switch (actionOf(event)) {
                case "kill", "oom" -> happened(event);
                // It may have been started again since.
                case "die" -> death = event;
                default -> {}
            }
        }
        if (death != null) {
            happened(death);
            remembered.stream().filter(event -> actionOf(event).equals("stop")).forEach(this::happened);
        }
    }

    /** Notes that the engine does not answer for now. */
    public synchronized void engineIsAway() {
        if (cutOffAt == null && life.runs()) {
            cutOffAt = logPosition.last();
        }
    }

    /** Says whether the container ran when the engine became unavailable, and its state since is not known. */
    public synchronized boolean isCutOff() {
        return cutOffAt != null;
    }

    /**
     * Notes that the engine answers again.
     *
     * @param same whether it is the same process that read the container's output
     * @param at when, by the engine's clock
     */
    public void engineIsBack(boolean same, Instant at) {
        Long last;
        synchronized (this) {
            last = cutOffAt;
            cutOffAt = null;
        }
        Capture known = capture;
        if (!same && last != null && known != null) {
            known.lost(Loss.possible(
                    last == EntrySink.NO_TIME ? null : EngineTime.instant(last),
                    at,
                    "the engine was restarted, and output that it had read but not stored is lost"));
        }
    }

    private void askForTheEnd(Ending ending) {
        ContainerLog read = log;
        try {
            ending.ask(engine.connection(), id, logPosition.since(), read != null && read.tty());
        } catch (IOException e) {
            ending.close();
        }
        read = log;
        if (read != null && EndCheck.needsNoFollowing(engine, read, ending)) {
            body.letGo();
        }
        cutWhenNothingComes(ending, logPosition.total());
    }

    /**
     * Cuts the followed log if the engine sends nothing more of it after the container has ended. An engine before 23.0 never
     * ends a log if it began to send it at the moment when the container ended. The rest is read by another request.
     */
    private void cutWhenNothingComes(Ending ending, long read) {
        var unused = threads.later(NOTHING_COMES, () -> {
            if (progress.ending() != ending || !progress.isActive()) {
                return;
            }
            long now = logPosition.total();
            if (now == read) {
                body.cut();
            }
            cutWhenNothingComes(ending, now);
        });
    }

    public void removed(Instant at) {
        if (life.removed(at) && !progress.isActive()) {
            life.mark(LifecycleKind.REMOVED, at, "removed");
        }
        progress.changed();
    }

    /** Ends the thread; the capture keeps its records. */
    public void close() {
        progress.close();
        drop(ahead.getAndSet(null));
        body.close();
        Ending ending = progress.ending();
        if (ending != null) {
            ending.close();
        }
    }

    // --- questions of tests

    /**
     * Waits until the capture has what the engine has now.
     *
     * @param deadline when to give up, by {@link System#nanoTime}
     * @return null if it has; otherwise the reason, in words
     */
    public @Nullable String sync(long deadline) throws InterruptedException {
        String unread = progress.awaitAttached(deadline);
        ContainerLog read = log;
        if (unread != null) {
            return unread;
        }
        LastEntry last;
        boolean clockWentBack;
        try {
            if (read != null && life.isBeingStopped()) {
                learnOfAnotherStart();
            }
            if (read == null || progress.isEnding()) {
                String unfinished = awaitEnd(deadline);
                return unfinished == null && goesOnAgain() ? sync(deadline) : unfinished;
            }
            long out = logPosition.time(LogStream.STDOUT);
            long err = logPosition.time(LogStream.STDERR);
            last = read.last();
            clockWentBack = last != null && read.isOlder(last, last.stream() == LogStream.STDERR ? err : out);
        } catch (RefusedException e) {
            return e.isGone() ? awaitEnd(deadline) : "the engine refuses to read it: " + e.getMessage();
        } catch (IOException e) {
            return "the engine does not answer: " + e.getMessage();
        }
        if (clockWentBack && !logPosition.distrustsClock()) {
            // A log that is followed from a time lacks older entries.
            logPosition.distrustClock();
            body.cut();
        }
        if (last == null) {
            return withoutAnEntry(deadline);
        }
        if (logPosition.await(last.stream(), last.time(), last.count(), deadline)) {
            return null;
        }
        body.cut();
        return "the engine did not send the rest of its log in time";
    }

    /** A log that is being deleted looks as empty as that of a silent container. */
    private @Nullable String withoutAnEntry(long deadline) throws InterruptedException {
        try {
            Inspection now = Inspection.of(engine.connection(), id);
            if (now.isRunning() || now.isRestarting()) {
                return null;
            }
            foundEnded(now.exitCode(), now.finished());
        } catch (RefusedException e) {
            if (!e.isGone()) {
                return "the engine refuses to describe it: " + e.getMessage();
            }
            foundGone();
        } catch (IOException e) {
            return "the engine does not answer: " + e.getMessage();
        }
        return awaitEnd(deadline);
    }

    /** What a container logs while it is being stopped is expected, what it logs after another start is not. */
    private void learnOfAnotherStart() throws IOException {
        Inspection now = Inspection.of(engine.connection(), id);
        Instant started = now.started();
        if (started != null) {
            life.noteStart(started);
        }
        if (!now.isRunning() && !now.isRestarting()) {
            foundEnded(now.exitCode(), now.finished());
        }
    }

    /** Says whether the container was started again, whether or not the engine has reported it yet. */
    private boolean goesOnAgain() throws IOException {
        if (progress.isActive()) {
            return true;
        }
        Ending ending = progress.ending();
        if (ending == null || life.isRemoved()) {
            return false;
        }
        Instant again = Inspection.of(engine.connection(), id).startedAfter(ending.at());
        if (again != null) {
            started(again);
        }
        return progress.isActive();
    }

    private @Nullable String awaitEnd(long deadline) throws InterruptedException {
        if (progress.awaitFinished(deadline)) {
            return progress.isHopeless() ? progress.trouble() : null;
        }
        body.cut();
        String unread = "the container has ended, and the engine has not sent the rest of its output";
        return progress.isHopeless() ? unread + ": " + progress.trouble() : unread;
    }

    /** Waits until the capture exists, or it is known that there will be none. */
    public void awaitCapture(long deadline) throws InterruptedException {
        progress.await(() -> capture != null || isNotChosen, deadline);
    }

    /** {@return the reason why it has no capture; null if it has one, or will have none} */
    public @Nullable Uncaptured uncaptured() {
        if (capture != null || isNotChosen) {
            return null;
        }
        String trouble = progress.trouble();
        return new Uncaptured(
                attachment.name(),
                attachment.isNamedByField(),
                id,
                captures.byOwnClock(life.started()),
                null,
                trouble == null ? "it was started just now and is not captured yet" : trouble);
    }

    // --- the thread

    private void run() {
        try {
            do {
                runOnce();
            } while (progress.next());
        } catch (RuntimeException | Error e) {
            giveUp(e);
        }
    }

    private void giveUp(Throwable failure) {
        failed = true;
        progress.despair("the capture failed: " + failure);
        progress.stop();
        Capture known = capture;
        if (known != null) {
            known.incomplete("the capture failed: " + failure);
        }
        captures.report(
                known == null ? attachment.name() : known.name(),
                "its output is not captured" + (known == null ? "" : " any more")
                        + ", this is a bug of Structured Logs: " + failure);
    }

    private void runOnce() {
        Followed followed = ahead.getAndSet(null);
        Followed early = followed == null ? follow() : followed;
        try {
            Inspection described = attachment.describe();
            ContainerLog opened = open(described, early == null ? null : early.stream);
            Capture into = capture;
            Runs told = runs;
            if (opened != null && into != null && told != null) {
                told.begin(described);
                read(
                        opened,
                        into,
                        told,
                        early == null
                                ? null
                                : new LogReader.LogResponse(
                                        early.stream, early.since, early.breaks, described.isRunning()));
            }
        } finally {
            drop(early);
        }
    }

    /** {@return the log, opened at the container's first start; null if it is not captured} */
    private @Nullable ContainerLog open(Inspection described, @Nullable EngineStream early) {
        ContainerLog known = log;
        if (known != null) {
            return known;
        }
        boolean tty = attachment.hasTerminal(described, early);
        Capture opened = attachment.open(described, tty);
        if (opened == null) {
            isNotChosen = true;
            progress.changed();
            return null;
        }
        Runs told = new Runs(engine, id, opened, life, progress);
        ContainerLog made =
                new ContainerLog(engine, id, described, tty, before, new CaptureLines(captures, opened, told));
        runs = told;
        log = made;
        capture = opened;
        life.tell(opened);
        progress.changed();
        return made;
    }

    private void read(ContainerLog opened, Capture into, Runs told, LogReader.@Nullable LogResponse early) {
        LogReader following = new LogReader(engine, opened, body, progress, cut -> stillRuns(into, told, cut));
        EndCheck.@Nullable Missing missing;
        try {
            following.run(early);
            Ending ending = progress.ending();
            if (ending == null && progress.isClosing()) {
                opened.intake().giveBackParts();
                return;
            }
            missing = new EndCheck(engine, id, opened, body, progress, () -> givenUp(into)).missing(ending, following);
        } catch (RefusedException e) {
            reportUnreadable(into, e);
            if (progress.awaitEnding()) {
                told.end();
            }
            return;
        }
        opened.intake().finishLines();
        into.writer().flush();
        into.takenUp();
        told.end();
        if (missing == null) {
            into.complete();
        } else if (missing.isOnlyProof()) {
            into.unproven(missing.words());
        } else {
            into.incomplete(missing.words());
        }
    }

    /** Handles the end of a log for which no event has given the reason; true if the container still runs. */
    private boolean stillRuns(Capture into, Runs told, String cut) {
        try {
            Inspection now = Inspection.of(engine.connection(), id);
            if (now.isRunning() || now.isRestarting()) {
                told.goOn(now);
                return true;
            }
            foundEnded(now.exitCode(), now.finished());
            return false;
        } catch (RefusedException e) {
            if (!e.isGone()) {
                return true;
            }
            foundGone();
            return false;
        } catch (IOException e) {
            progress.detach("the engine does not answer: " + cut);
            boolean isBack = engine.awaitAnswering(progress::isClosing, () -> givenUp(into));
            if (isBack) {
                into.takenUp();
            }
            return isBack;
        }
    }

    /** Notes that the log cannot be read for now, so that assertions need not wait for it. */
    private void givenUp(Capture into) {
        progress.despair(EngineAccess.AWAY);
        into.givenUp(EngineAccess.AWAY + ", and later output is missing");
    }

    private void reportUnreadable(Capture into, RefusedException refused) {
        String why = "its logging driver keeps nothing that can be read";
        progress.despair(why);
        captures.report(
                into.name(),
                "its output cannot be captured, because " + why + " (" + refused.getMessage()
                        + "); start it with the driver json-file or local, or without one of its own");
        into.nothingIsKept(why);
    }
}
