package io.github.structuredlogs.internal.docker;

import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.capture.Capture;
import io.github.structuredlogs.internal.capture.ContainerIdentity;
import io.github.structuredlogs.internal.capture.ContainerStatus;
import io.github.structuredlogs.internal.capture.ContainerStatus.Health;
import io.github.structuredlogs.internal.capture.LifecycleEvent.Kind;
import io.github.structuredlogs.internal.capture.Loss;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows the output of one container on a thread of its own: history first, then live, then what the engine had when the
 * container ended.
 *
 * <p>The watch tells what happens to the container; none of these calls waits for the engine.
 */
final class Follower implements LogIntake.Lines {

    /** How often a body that broke is asked for again before the capture gives up. */
    private static final int ATTEMPTS = 5;

    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 1_000;

    private static final String REMOVED = "it was removed before the end of its output could be checked";

    /** Fewer entries than this are read again rather than reasoned about. */
    private static final long FEW = 2_000;

    private final Watch watch;
    private final String id;
    private final String image;
    private final Map<String, String> labels;
    private final String containerName;
    private final Position position;

    // what the thread alone uses
    private LogIntake intake;
    private volatile Rotation rotation = Rotation.none();
    private boolean hopeless;
    private int runs;
    private @Nullable EngineStream early;
    private boolean ranBehindIt;
    private boolean mayEndTwice = true;
    private int breaks;
    private boolean endedByEngine;

    // guarded by this
    private @Nullable Thread thread;
    private @Nullable Capture capture;
    private @Nullable EngineStream current;
    private volatile @Nullable Ending ending;
    private ContainerStatus status = ContainerStatus.created();
    private boolean attached;
    private boolean finished;
    private boolean startAgain;
    private boolean removed;
    private boolean closing;
    private @Nullable String trouble;

    /** How a run of the container ended, and what the engine had at that moment. */
    private static final class Ending {
        final Instant at;

        @Nullable EngineStream rest;

        boolean hasLast;

        @Nullable LastEntry last;

        volatile boolean asked;

        Ending(Instant at) {
            this.at = at;
        }
    }

    Follower(
            Watch watch, String id, String image, Map<String, String> labels, String containerName, Position position) {
        this.watch = watch;
        this.id = id;
        this.image = image;
        this.labels = labels;
        this.containerName = containerName;
        this.position = position;
        intake = new LogIntake(false, false, rotation, position, this);
    }

    String id() {
        return id;
    }

    Map<String, String> labels() {
        return labels;
    }

    Position position() {
        return position;
    }

    synchronized @Nullable Capture capture() {
        return capture;
    }

    synchronized boolean runs() {
        return !status.ended() && !removed;
    }

    // --- what the watch tells

    /** The container was started, or was found running. */
    synchronized void started(Instant at) {
        if (closing || removed) {
            return;
        }
        if (thread == null) {
            ending = null;
            finished = false;
            attached = false;
            status(status.startedAt(at));
            thread = watch.thread("structured-logs-" + id.substring(0, Math.min(12, id.length())), this::run);
            thread.start();
        } else if (ending != null) {
            // The last run is still being read to its end.
            startAgain = true;
            status(status.startedAt(at));
        } else if (status.started() == null) {
            status(status.startedAt(at));
        }
    }

    /** The container's process has ended. */
    void died(@Nullable Integer exitCode, Instant at) {
        Ending now = new Ending(at);
        synchronized (this) {
            if (ending != null || closing || (status.started() != null && at.isBefore(status.started()))) {
                return;
            }
            ending = now;
            status(status.exited(exitCode, at));
        }
        if (rotation.mayHaveBegun()) {
            // An engine that waits for its follower may be late with what it keeps.
            nudge();
        }
        watch.ask(() -> askForRest(now));
    }

    /**
     * Asks what the engine has before the container is removed. The rest of the log is not read here: the follower reads
     * it if it turns out that it lacks something.
     */
    private void askForRest(Ending of) {
        EngineStream rest = null;
        LastEntry last = null;
        boolean hasLast = false;
        try {
            rest = watch.connection().read(id, position.since());
            last = LastEntry.of(watch.connection(), id, tty());
            hasLast = true;
        } catch (IOException e) {
            // It is being removed, or the engine is gone: what was opened is all that there will be.
            hasLast = false;
        }
        EngineStream followed;
        synchronized (this) {
            of.rest = rest;
            of.hasLast = hasLast;
            of.last = last;
            of.asked = true;
            followed = current;
            notifyAll();
        }
        boolean replaced = rest != null && position.total() < FEW && !watch.endsWhole();
        if (followed != null && (replaced || reachedEnd())) {
            // An old engine takes a tenth of a second to end what is followed; nobody needs to wait for it.
            followed.close();
        }
    }

    /** Whether everything has been read that the engine had when the container ended. */
    private boolean reachedEnd() {
        Ending at = ending;
        if (at == null || !at.asked || !at.hasLast || rotation.mayHaveBegun()) {
            return false;
        }
        LastEntry last = at.last;
        // An engine that shows an empty log while it deletes it looks as one whose container was silent.
        return last != null && last.isReached(position);
    }

    synchronized void removed(Instant at) {
        if (removed) {
            return;
        }
        removed = true;
        status(status.removed(at));
        Capture known = capture;
        if (thread == null && known != null) {
            watch.tell(() -> known.event(Kind.REMOVED, at, "removed"));
        }
        notifyAll();
    }

    synchronized void paused(Instant at) {
        status(status.paused());
        mark(Kind.PAUSED, at, "paused");
    }

    synchronized void resumed(Instant at) {
        status(status.resumed());
        mark(Kind.RESUMED, at, "resumed");
    }

    synchronized void outOfMemory(Instant at) {
        status(status.killedForMemory());
        mark(Kind.OUT_OF_MEMORY, at, "a process was killed: out of memory");
    }

    synchronized void health(Health now, Instant at) {
        Health before = status.health();
        status(status.withHealth(now));
        if (before != now && now == Health.HEALTHY) {
            mark(Kind.HEALTHY, at, "healthy");
        } else if (before != now && now == Health.UNHEALTHY) {
            mark(Kind.UNHEALTHY, at, "unhealthy");
        }
    }

    private void mark(Kind kind, Instant at, String words) {
        Capture known = capture;
        if (known != null) {
            watch.tell(() -> known.event(kind, at, words));
        }
    }

    /** Guarded by this. */
    private void status(ContainerStatus now) {
        status = now;
        Capture known = capture;
        if (known != null) {
            known.status(now);
        }
    }

    /** Cuts a body that has stopped to arrive, so that it is asked for again. */
    void nudge() {
        EngineStream stalled;
        synchronized (this) {
            stalled = current;
        }
        if (stalled != null) {
            stalled.close();
        }
    }

    /** Ends the thread; the capture keeps what it has. */
    void close() {
        EngineStream open;
        EngineStream rest;
        synchronized (this) {
            closing = true;
            open = current;
            rest = ending == null ? null : ending.rest;
            notifyAll();
        }
        if (open != null) {
            open.close();
        }
        if (rest != null) {
            rest.close();
        }
    }

    // --- what the tests ask

    /**
     * Waits until the capture has what the engine has now.
     *
     * @return null if it has; else why not, in words
     */
    @Nullable String sync(long deadline) throws InterruptedException {
        synchronized (this) {
            while (!attached && !finished && !hopeless && thread != null) {
                if (!waitUntil(deadline)) {
                    return trouble != null ? trouble : "its output is not being read yet";
                }
            }
            if (hopeless) {
                return trouble;
            }
        }
        if (isEnding()) {
            return awaitEnd(deadline);
        }
        LastEntry last;
        try {
            last = rotation.mayHaveBegun()
                    ? LastEntry.since(position.since(), watch.connection(), id, tty())
                    : LastEntry.of(watch.connection(), id, tty());
        } catch (RefusedException e) {
            return e.isGone() ? awaitEnd(deadline) : "the engine refuses to read it: " + e.getMessage();
        } catch (IOException e) {
            return "the engine does not answer: " + e.getMessage();
        }
        if (last == null || position.await(last.stream(), last.time(), deadline)) {
            return null;
        }
        nudge();
        return "the engine did not send what it has in time";
    }

    private synchronized boolean isEnding() {
        return ending != null || finished || thread == null;
    }

    private synchronized @Nullable String awaitEnd(long deadline) throws InterruptedException {
        while (thread != null && !finished) {
            if (!waitUntil(deadline)) {
                nudge();
                return "the container has ended, and the engine has not sent the rest of its output";
            }
        }
        return null;
    }

    /** Waits until the capture exists. */
    synchronized @Nullable Capture awaitCapture(long deadline) throws InterruptedException {
        while (capture == null && thread != null && waitUntil(deadline)) {
            // woken for another reason
        }
        return capture;
    }

    @SuppressWarnings("WaitNotInLoop") // the callers loop
    private boolean waitUntil(long deadline) throws InterruptedException {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            return false;
        }
        wait(left / 1_000_000, (int) (left % 1_000_000));
        return true;
    }

    private synchronized boolean tty() {
        Capture known = capture;
        return known != null && known.identity().tty();
    }

    // --- the thread

    private void run() {
        try {
            do {
                runOnce();
            } while (again());
        } catch (RuntimeException | Error e) {
            giveUp(e);
        }
    }

    private synchronized boolean again() {
        if (startAgain && !closing && !hopeless) {
            startAgain = false;
            ending = null;
            attached = false;
            finished = false;
            return true;
        }
        thread = null;
        finished = true;
        notifyAll();
        return false;
    }

    private void giveUp(Throwable failure) {
        Capture known;
        synchronized (this) {
            trouble = "the capture failed: " + failure;
            hopeless = true;
            thread = null;
            finished = true;
            known = capture;
            notifyAll();
        }
        if (known != null) {
            known.incomplete("the capture failed: " + failure);
            watch.captures()
                    .report(
                            known.name(),
                            "its output is not captured any more, this is a bug of Structured Logs: " + failure);
        }
    }

    private void runOnce() {
        Capture into;
        try {
            into = open();
            if (into == null) {
                return;
            }
            runs++;
            follow(into);
        } finally {
            dropEarly();
        }
        synchronized (this) {
            if (closing && ending == null) {
                return;
            }
        }
        if (hopeless) {
            end(into);
            return;
        }
        String missing = checkEnd();
        intake.finishLines();
        into.flush();
        end(into);
        if (missing == null) {
            into.complete();
        } else {
            into.incomplete(missing);
        }
    }

    /**
     * Follows the container first, for it may be gone in a moment, and then learns what kind of container it is; what was
     * removed before that is known by its event alone.
     */
    private @Nullable Capture open() {
        Answer container = new Answer(null);
        followEarly();
        String refused = null;
        int failures = 0;
        while (true) {
            try {
                container = watch.connection().inspect(id);
                break;
            } catch (RefusedException e) {
                refused = e.getMessage();
                if (e.isGone() || ++failures >= ATTEMPTS) {
                    break;
                }
            } catch (IOException e) {
                refused = e.getMessage();
                if (!watch.awaitEngine(this::isClosing) || ++failures >= ATTEMPTS) {
                    break;
                }
            }
            pause(failures, true);
        }
        // Was it running when it was followed already, then its log was being written.
        ranBehindIt = early != null && container.at("State", "Running").isTrue();
        Capture known = capture();
        if (known == null) {
            known = firstOpened(container);
            if (known == null) {
                return null;
            }
        }
        boolean again = learn(container, known);
        if (again || runs > 0) {
            known.reopen();
            known.event(Kind.RESTARTED, startTime(), "restarted");
        } else if (known.lifecycle().isEmpty()) {
            known.event(Kind.STARTED, startTime(), "started");
        }
        if (container.value() == null && refused != null) {
            synchronized (this) {
                trouble = refused;
            }
        }
        return known;
    }

    private void followEarly() {
        breaks = watch.breaks();
        try {
            early = watch.connection().follow(id, position.since());
        } catch (IOException e) {
            // It is asked for again when the container is known, and then it matters why.
            early = null;
        }
    }

    private void dropEarly() {
        EngineStream unread = early;
        early = null;
        if (unread != null) {
            unread.close();
        }
    }

    private @Nullable Capture firstOpened(Answer container) {
        String wanted = container.value() == null
                ? watch.nameOf(id, labels, Names.fallback(labels, image, containerName))
                : watch.nameOf(id, labels, Names.of(null, container));
        boolean tty = container.value() == null
                ? early != null && watch.endsWhole() && early.isTerminal()
                : container.at("Config", "Tty").isTrue();
        ContainerIdentity identity = new ContainerIdentity(
                id,
                wanted,
                container.at("Config", "Image").text(image),
                labels,
                tty,
                instant(container.at("Created").text("")));
        if (!watch.isChosen(identity)) {
            return null;
        }
        Capture opened = watch.captures().open(identity);
        String driver = container.at("HostConfig", "LogConfig", "Type").text("");
        boolean dropsLineEnds = driver.equals("local");
        String restarts = container.at("HostConfig", "RestartPolicy", "Name").text("no");
        mayEndTwice = !(driver.equals("json-file") || driver.equals("local"))
                || !(restarts.isEmpty() || restarts.equals("no"));
        rotation = Rotation.of(container.at("HostConfig", "LogConfig"));
        intake = new LogIntake(tty, dropsLineEnds, rotation, position, this);
        if (container.at("HostConfig", "LogConfig", "Config", "mode").text("").equals("non-blocking")) {
            watch.captures()
                    .report(
                            opened.name(),
                            "its logging driver is in non-blocking mode: the engine may drop lines and tell nobody");
        }
        synchronized (this) {
            capture = opened;
            opened.status(status);
            notifyAll();
        }
        return opened;
    }

    /** Takes the state that inspecting shows; true if the container was started again since it was last looked at. */
    private synchronized boolean learn(Answer container, Capture into) {
        Answer state = container.at("State");
        if (state.value() == null) {
            return false;
        }
        Instant startedAt = instant(state.at("StartedAt").text(""));
        boolean again = false;
        ContainerStatus now = status;
        if (startedAt != null && ending == null) {
            Instant before = into.status().started();
            again = runs > 0 && before != null && startedAt.isAfter(before.plusMillis(500));
            now = new ContainerStatus(
                    state.at("Paused").isTrue() ? ContainerStatus.Phase.PAUSED : ContainerStatus.Phase.RUNNING,
                    null,
                    now.outOfMemory() && !again,
                    health(state.at("Health", "Status").text("")),
                    Math.max(now.restarts(), (int) container.at("RestartCount").number()),
                    startedAt,
                    null);
            status(now);
        }
        return again;
    }

    private static Health health(String word) {
        return switch (word) {
            case "starting" -> Health.STARTING;
            case "healthy" -> Health.HEALTHY;
            case "unhealthy" -> Health.UNHEALTHY;
            default -> Health.NONE;
        };
    }

    private static @Nullable Instant instant(String time) {
        try {
            Instant instant = java.time.OffsetDateTime.parse(time).toInstant();
            return instant.getEpochSecond() <= 0 ? null : instant;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private synchronized ContainerStatus status() {
        return status;
    }

    private Instant startTime() {
        Instant started = status().started();
        return started == null ? Instant.now() : started;
    }

    private synchronized boolean isClosing() {
        return closing;
    }

    /** Reads until the run has ended, or nothing more can be had. */
    private void follow(Capture into) {
        int failures = 0;
        while (!isClosing() && (early != null || !(hasEnded() && position.total() == 0))) {
            long before = position.total();
            String cut;
            boolean beginning = position.total() == 0 && rotation.isPossible();
            boolean rotates = beginning || rotation.mayHaveBegun();
            endedByEngine = false;
            try (EngineStream stream = rotates ? bell() : followed()) {
                if (!attach(stream)) {
                    return;
                }
                cut = rotates ? readWhenever(stream) : read(stream);
                if (reachedEnd()) {
                    return;
                }
                if (cut.isEmpty() && !hasEnded()) {
                    // It is to be read in the other way from here on.
                    continue;
                }
            } catch (RefusedException e) {
                if (e.isUnreadable()) {
                    unreadable(into, e);
                    return;
                }
                if (e.isGone()) {
                    return;
                }
                cut = String.valueOf(e.getMessage());
            } catch (IOException e) {
                cut = String.valueOf(e.getMessage());
            } finally {
                detach();
            }
            if (isClosing() || hasEnded()) {
                return;
            }
            failures = position.total() > before ? 0 : failures + 1;
            if (!stillRuns(into, cut)) {
                return;
            }
            if (failures > 0) {
                pause(failures, true);
            }
        }
    }

    private EngineStream bell() throws IOException {
        dropEarly();
        return watch.connection().bell(id);
    }

    private EngineStream followed() throws IOException {
        EngineStream opened = early;
        String since = intake.begin();
        if (opened != null) {
            early = null;
            return opened;
        }
        breaks = watch.breaks();
        ranBehindIt = false;
        return watch.connection().follow(id, since);
    }

    /** Takes what is followed as it comes, until it ends or cannot be relied on any more. */
    private String read(EngineStream stream) throws IOException {
        while (intake.readFrom(stream)) {
            if (reachedEnd() || rotation.mayHaveBegun()) {
                return "";
            }
        }
        intake.end();
        endedByEngine = !intake.wasEmpty() || ranBehindIt;
        return "the engine ended the log";
    }

    /**
     * Whether the engine itself ended what was followed, behind the last entry: a current one does so, if the log was
     * there to be read at all and neither rotates nor goes on after a restart that nobody has told of.
     */
    private boolean wasFollowedToTheEnd() {
        return endedByEngine
                && watch.endsWhole()
                && watch.breaks() == breaks
                && !mayEndTwice
                && !rotation.mayHaveBegun();
    }

    /**
     * Reads what is there whenever the engine has something to send, and takes what it sends for no more than that: each
     * reading begins with the last entry of the one before, or something was discarded between them.
     *
     * @return empty if the log can be followed from there on
     */
    private String readWhenever(EngineStream stream) throws IOException {
        Bell bell = new Bell(tty(), position);
        do {
            boolean beginning = position.total() == 0;
            try (EngineStream there = watch.connection().read(id, intake.begin())) {
                attach(there);
                while (intake.readFrom(there)) {
                    // to its end
                }
                intake.end();
            } finally {
                attach(stream);
            }
            if (reachedEnd()) {
                return "";
            }
            if (position.total() > 0 && !rotation.mayHaveBegun()) {
                return "";
            }
            if (beginning && position.total() > 0) {
                gap(EntrySink.NO_TIME, position.first());
            }
        } while (bell.rings(stream));
        return "the engine ended the log";
    }

    private synchronized boolean attach(EngineStream stream) {
        if (closing) {
            return false;
        }
        current = stream;
        attached = true;
        trouble = null;
        notifyAll();
        return true;
    }

    private synchronized void detach() {
        current = null;
    }

    private synchronized boolean hasEnded() {
        return ending != null;
    }

    /** The log ended, and no event has told why. */
    private boolean stillRuns(Capture into, String cut) {
        try {
            Answer state = watch.connection().inspect(id);
            if (state.at("State", "Running").isTrue()
                    || state.at("State", "Restarting").isTrue()) {
                if (learn(state, into)) {
                    into.reopen();
                    into.event(Kind.RESTARTED, startTime(), "restarted");
                }
                return true;
            }
            Instant at = instant(state.at("State", "FinishedAt").text(""));
            died((int) state.at("State", "ExitCode").number(), at == null ? Instant.now() : at);
            return false;
        } catch (RefusedException e) {
            if (!e.isGone()) {
                return true;
            }
            Instant now = Instant.now();
            died(null, now);
            removed(now);
            return false;
        } catch (IOException e) {
            synchronized (this) {
                trouble = "the engine does not answer: " + cut;
                attached = false;
            }
            return watch.awaitEngine(this::isClosing);
        }
    }

    private void unreadable(Capture into, RefusedException refused) {
        synchronized (this) {
            hopeless = true;
            trouble = "its logging driver keeps nothing that can be read";
            notifyAll();
        }
        into.incomplete("its logging driver keeps nothing that can be read");
        watch.captures()
                .report(
                        into.name(),
                        "its output cannot be captured, because its logging driver keeps nothing that can be read ("
                                + refused.getMessage()
                                + "); start it with the driver json-file or local, or without one of its own");
    }

    /**
     * Reads what the engine had when the container ended.
     *
     * @return null if nothing is missing; else why that cannot be said, in words
     */
    private @Nullable String checkEnd() {
        Ending at = awaitAnswer();
        if (at != null && at.last != null && at.last.time() < position.time(at.last.stream())) {
            // Nothing can be newer than the last entry, unless the engine's clock was set back.
            position.distrustClock();
            drop(at);
        }
        boolean shown = reachedEnd() && !intake.holdsPart();
        if (at != null && (wasFollowedToTheEnd() || (shown && position.total() >= FEW))) {
            drop(at);
            return null;
        }
        String missing = readRest(at);
        return shown ? null : missing;
    }

    private @Nullable String readRest(@Nullable Ending at) {
        String missing = null;
        for (int attempt = 1; attempt <= ATTEMPTS && !isClosing(); attempt++) {
            try (EngineStream rest = rest(at)) {
                intake.begin();
                while (intake.readFrom(rest)) {
                    // to its end
                }
                intake.end();
                return doubt(at);
            } catch (RefusedException e) {
                missing = e.isGone() || e.status() == 500
                        ? REMOVED
                        : "the engine refused to read the end of its output: " + e.getMessage();
                if (e.isGone()) {
                    break;
                }
            } catch (IOException e) {
                missing = "the engine did not send the end of its output: " + e.getMessage();
                if (!watch.awaitEngine(this::isClosing)) {
                    break;
                }
            } finally {
                detach();
            }
            pause(attempt, false);
        }
        return missing == null ? "the watch was closed before the end of its output" : missing;
    }

    /**
     * Why what was read to its end may not be everything; null if it is.
     *
     * <p>An engine that is deleting a log may answer with an empty one, and need not say that it could not read it: an
     * entry is the proof that there was a log, and without one the container must still be there.
     *
     * @throws IOException if it is not everything and may be had by asking again
     */
    private @Nullable String doubt(@Nullable Ending at) throws IOException {
        if (rotation.mayHaveBegun()) {
            return "its log has rotated, and an engine may lose some of it then";
        }
        if (intake.wasEmpty()) {
            if (isBeingRemoved()) {
                return REMOVED;
            }
            return position.total() == 0 ? null : "the engine has nothing of its output any more";
        }
        LastEntry last = at == null || !at.asked ? null : at.last;
        if (last != null && !position.reached(last.stream(), last.time())) {
            throw new IOException("what it said to be the last was not there");
        }
        return null;
    }

    private boolean isBeingRemoved() throws IOException {
        try {
            Answer state = watch.connection().inspect(id).at("State");
            return state.at("Dead").isTrue() || state.at("Status").text("").equals("removing");
        } catch (RefusedException e) {
            if (e.isGone()) {
                return true;
            }
            throw e;
        }
    }

    private void drop(Ending at) {
        EngineStream unread;
        synchronized (this) {
            unread = at.rest;
            at.rest = null;
        }
        if (unread != null) {
            unread.close();
        }
    }

    private EngineStream rest(@Nullable Ending at) throws IOException {
        EngineStream rest;
        synchronized (this) {
            rest = at == null ? null : at.rest;
            if (at != null) {
                at.rest = null;
            }
        }
        if (rest == null) {
            rest = watch.connection().read(id, position.since());
        }
        synchronized (this) {
            current = rest;
        }
        return rest;
    }

    private synchronized @Nullable Ending awaitAnswer() {
        Ending at = ending;
        long deadline = System.nanoTime() + Watch.ANSWER_NANOS;
        try {
            while (at != null && !at.asked && !closing && waitUntil(deadline)) {
                // woken for another reason
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return at;
    }

    private void end(Capture into) {
        ContainerStatus how = status();
        Ending at;
        boolean gone;
        synchronized (this) {
            at = ending;
            gone = removed;
        }
        Instant when = at == null ? Instant.now() : at.at;
        Integer code = how.exitCode();
        into.event(
                Kind.EXITED,
                when,
                "exited" + (code == null ? "" : " " + code) + (how.outOfMemory() ? " (out of memory)" : ""));
        if (gone) {
            into.event(Kind.REMOVED, how.finished() == null ? when : how.finished(), "removed");
        }
    }

    private void pause(int failures, boolean untilEnd) {
        long millis = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(failures, 10));
        long deadline = System.nanoTime() + millis * 1_000_000;
        synchronized (this) {
            try {
                while (!closing && !(untilEnd && ending != null) && waitUntil(deadline)) {
                    // woken for another reason
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    // --- entries

    @Override
    public void gap(long from, long to) {
        Capture into = capture;
        if (into != null) {
            into.lost(new Loss(
                    from == EntrySink.NO_TIME ? null : EngineTime.instant(from),
                    EngineTime.instant(to),
                    -1,
                    "the engine discarded it (log rotation) before it could be read"));
        }
    }

    @Override
    public void trouble(String message) {
        Capture into = capture;
        if (into != null) {
            watch.captures().report(into.name(), "the engine has trouble to read its log: " + message);
        }
    }

    @Override
    public void line(LogStream stream, long time, byte[] buffer, int offset, int length, boolean terminated) {
        Capture into = capture;
        if (into == null) {
            return;
        }
        try {
            into.line(stream, buffer, offset, length, time, terminated);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            into.lost(new Loss(EngineTime.instant(time), EngineTime.instant(time), length, "reading it failed: " + e));
            watch.captures().report(into.name(), "a line could not be read: " + e);
        }
    }
}
