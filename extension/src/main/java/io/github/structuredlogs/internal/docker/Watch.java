package io.github.structuredlogs.internal.docker;

import io.github.structuredlogs.internal.capture.Capture;
import io.github.structuredlogs.internal.capture.Captures;
import io.github.structuredlogs.internal.capture.ContainerIdentity;
import io.github.structuredlogs.internal.capture.ContainerStatus.Health;
import io.github.structuredlogs.internal.capture.Engine;
import io.github.structuredlogs.internal.capture.SyncOutcome;
import io.github.structuredlogs.internal.parse.PlainJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerState;

/**
 * Watches the engine and follows every container that is to be captured.
 *
 * <p>There is one in a JVM, which whoever needs it shares. It looks for the engine only when Testcontainers is about to
 * start a container or has one; a run without containers never does. Once the last one has let go, no thread is left, and
 * what remains is how far each container that still runs had been read.
 */
public final class Watch implements Engine {

    static final long ANSWER_NANOS = Duration.ofSeconds(10).toNanos();

    private static final Duration CLOSING = Duration.ofSeconds(3);
    private static final Duration OPENING = Duration.ofSeconds(3);
    private static final long LONGEST_PAUSE_MILLIS = 1_000;
    private static final int QUESTIONS_AT_ONCE = 16;

    /** What an engine's clock may differ by before it counts as another machine's. */
    private static final Duration SAME_CLOCK = Duration.ofSeconds(2);

    /** How long the engine may be away before what is followed is given up. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Object GATE = new Object();
    private static final Map<String, Position> PLACES = new ConcurrentHashMap<>();
    private static volatile @Nullable Watch shared;
    private static volatile boolean testcontainersInUse;
    private static int users;

    private final Captures captures;
    private final Choice choice;
    private final Supplier<EngineConnection> connector;
    private final ContainerObjects objects = new ContainerObjects();
    private final Map<String, Follower> followers = new ConcurrentHashMap<>();
    private final Map<String, String> others = new ConcurrentHashMap<>();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor questions = pool("structured-logs-question", QUESTIONS_AT_ONCE);
    private final ThreadPoolExecutor marks = pool("structured-logs-mark", 1);
    private final Thread thread;
    private final Instant began = Instant.now();
    private volatile boolean endsWhole;

    // guarded by this
    private boolean needed;
    private boolean closing;
    private @Nullable EngineConnection connection;
    private @Nullable EngineStream events;
    private boolean engineAnswers;
    private boolean listed;
    private int breaks;

    /** A share of the watch; the last one to be closed ends it. */
    public static final class Share implements AutoCloseable {

        private final Watch watch;
        private boolean closed;

        private Share(Watch watch) {
            this.watch = watch;
        }

        /** {@return what is captured} */
        public Captures captures() {
            return watch.captures;
        }

        /**
         * Captures what this object starts or has started.
         *
         * @param container the container's object
         * @param name the name for it, null to derive one
         */
        public void adopt(ContainerState container, @Nullable String name) {
            watch.adopt(container, name);
        }

        /**
         * Captures the services of a Compose container of Testcontainers.
         *
         * @param compose a {@code ComposeContainer} or {@code DockerComposeContainer}
         */
        public void adoptCompose(Object compose) {
            watch.adoptCompose(compose);
        }

        /** Lets go; waits a few seconds at most for what containers that have ended still have to say. */
        @Override
        public void close() {
            synchronized (GATE) {
                if (closed) {
                    return;
                }
                closed = true;
                if (--users > 0) {
                    return;
                }
                shared = null;
            }
            watch.close();
        }
    }

    /**
     * Takes a share of the JVM's watch.
     *
     * @param captures makes what is captured into, if nobody watches yet
     * @param choice which containers are captured, if nobody watches yet
     */
    public static Share share(Supplier<Captures> captures, Choice choice) {
        return share(captures, choice, Watch::ofTestcontainers);
    }

    static Share share(Supplier<Captures> captures, Choice choice, Supplier<EngineConnection> connector) {
        synchronized (GATE) {
            Watch watch = shared;
            if (watch == null) {
                watch = new Watch(captures.get(), choice, connector);
                shared = watch;
                watch.start();
            }
            users++;
            return new Share(watch);
        }
    }

    private static EngineConnection ofTestcontainers() {
        var config = DockerClientFactory.instance().getTransportConfig();
        return new EngineConnection(config.getDockerHost(), config.getSslConfig());
    }

    /** Testcontainers is about to start a container; true if somebody watches. */
    static boolean containerIsStarting() {
        testcontainersInUse = true;
        Watch watch = shared;
        if (watch != null) {
            watch.need();
        }
        return watch != null;
    }

    private Watch(Captures captures, Choice choice, Supplier<EngineConnection> connector) {
        this.captures = captures;
        this.choice = choice;
        this.connector = connector;
        thread = thread("structured-logs-watch", this::watch);
    }

    private void start() {
        captures.engine(this);
        if (testcontainersInUse || !tellsOfStarts()) {
            need();
        }
        thread.start();
    }

    /** Whether Testcontainers is new enough to tell of each container that it starts. */
    private static boolean tellsOfStarts() {
        try {
            Class.forName("org.testcontainers.core.CreateContainerCmdModifier", false, Watch.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    Thread thread(String name, Runnable task) {
        Thread created = new Thread(task, name);
        created.setDaemon(true);
        threads.removeIf(each -> each.getState() == Thread.State.TERMINATED);
        threads.add(created);
        return created;
    }

    private ThreadPoolExecutor pool(String name, int size) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                size, size, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> thread(name, task));
        pool.allowCoreThreadTimeOut(true);
        pool.setRejectedExecutionHandler((task, executor) -> {});
        return pool;
    }

    private synchronized void need() {
        needed = true;
        notifyAll();
    }

    Captures captures() {
        return captures;
    }

    synchronized EngineConnection connection() throws IOException {
        EngineConnection now = connection;
        if (now == null) {
            throw new IOException("no container engine has answered yet");
        }
        return now;
    }

    /** Whether the engine ends what is followed only when it has sent all of it. */
    boolean endsWhole() {
        return endsWhole;
    }

    /** {@return how often events were not listened to for a while, so that some may have been missed} */
    synchronized int breaks() {
        return breaks;
    }

    /** Runs a question to the engine that the caller does not wait for. */
    void ask(Runnable question) {
        questions.execute(question);
    }

    /** Runs, in order, what may end in a listener. */
    void tell(Runnable mark) {
        marks.execute(mark);
    }

    String nameOf(String id, Map<String, String> labels, String otherwise) {
        String name = objects.nameOf(id, labels);
        return name == null ? otherwise : name;
    }

    /** Asked once more when more than the event is known of a container. */
    boolean isChosen(ContainerIdentity container) {
        boolean chosen = choice.includes(container, isOurs(container.id(), container.image(), container.labels()));
        if (!chosen) {
            others.put(container.id(), container.name());
        }
        return chosen;
    }

    // --- the watch's thread

    private void watch() {
        int failures = 0;
        String since = null;
        EventsSeen seen = new EventsSeen();
        while (awaitNeed()) {
            try {
                EngineConnection engine = connect();
                EngineConnection.Greeting greeting = engine.greet();
                endsWhole = greeting.endsWhole();
                if (since == null) {
                    since = engineTimeOfBeginning(greeting);
                }
                try (EngineStream stream = engine.events(since)) {
                    if (!engineIsBack(stream)) {
                        return;
                    }
                    failures = 0;
                    reconcile(engine);
                    since = listen(stream, seen, since);
                }
            } catch (IOException | RuntimeException | LinkageError e) {
                if (e instanceof NoEngineException) {
                    captures.report("", String.valueOf(e.getMessage()));
                    synchronized (this) {
                        needed = false;
                        notifyAll();
                    }
                    continue;
                }
                if (!(e instanceof IOException)) {
                    captures.report("", "Watching the containers failed and starts anew: " + e);
                }
            }
            engineIsAway();
            if (seen.last() > 0) {
                since = EngineTime.parameter(seen.last());
            }
            pause(failures++);
        }
    }

    private static final class NoEngineException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoEngineException(Throwable cause) {
            super(
                    "No container is captured, because Testcontainers finds no container engine: " + cause.getMessage(),
                    cause);
        }
    }

    private EngineConnection connect() {
        synchronized (this) {
            if (connection != null) {
                return connection;
            }
        }
        EngineConnection made;
        try {
            made = connector.get();
        } catch (RuntimeException | LinkageError e) {
            throw new NoEngineException(e);
        }
        synchronized (this) {
            connection = made;
            notifyAll();
            return made;
        }
    }

    /** When this watch began, by the engine's clock, which it tells to the second. */
    private String engineTimeOfBeginning(EngineConnection.Greeting greeting) {
        Instant now = Instant.now();
        Duration ahead = Duration.ZERO;
        try {
            String date = greeting.date();
            if (date != null) {
                Instant theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
                ahead = Duration.between(now, theirs);
            }
        } catch (DateTimeParseException e) {
            ahead = Duration.ZERO;
        }
        Instant since = ahead.abs().compareTo(SAME_CLOCK) < 0
                ? began
                : began.plus(ahead).minus(SAME_CLOCK);
        return EngineTime.parameter(EngineTime.nanos(since));
    }

    private String listen(EngineStream stream, EventsSeen seen, String since) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.isBlank()) {
                Answer event = new Answer(PlainJson.read(line.getBytes(StandardCharsets.UTF_8)));
                if (seen.isNew(event.at("timeNano").number(), line)) {
                    handle(event);
                }
            }
        }
        return since;
    }

    /** Drops what is sent again when events are asked for from a time on that is inclusive. */
    private static final class EventsSeen {

        private static final int MOST = 1_000;

        private final Set<String> lines = new HashSet<>();
        private long last;

        boolean isNew(long time, String line) {
            if (lines.size() >= MOST) {
                lines.clear();
            }
            last = Math.max(last, time);
            return lines.add(line);
        }

        long last() {
            return last;
        }
    }

    /** Finds what started, ended or changed while nobody listened. */
    private void reconcile(EngineConnection engine) throws IOException {
        Set<String> running = new HashSet<>();
        List<Answer> list = new ArrayList<>(engine.running());
        list.sort(java.util.Comparator.comparingLong(each -> each.at("Created").number()));
        for (Answer container : list) {
            String id = container.at("Id").text("");
            running.add(id);
            String name = container.at("Names").list().isEmpty()
                    ? ""
                    : container.at("Names").list().get(0).text("");
            Follower known = followers.get(id);
            if (known == null) {
                seen(id, container.at("Image").text(""), container.at("Labels").texts(), name, null);
            }
        }
        for (Follower follower : List.copyOf(followers.values())) {
            if (follower.runs() && !running.contains(follower.id())) {
                ask(() -> lookFor(follower));
            }
        }
        synchronized (this) {
            listed = true;
            notifyAll();
        }
    }

    private void lookFor(Follower follower) {
        try {
            Answer state = connection().inspect(follower.id()).at("State");
            if (!state.at("Running").isTrue()) {
                follower.died((int) state.at("ExitCode").number(), Instant.now());
            }
        } catch (RefusedException e) {
            if (e.isGone()) {
                follower.died(null, Instant.now());
                follower.removed(Instant.now());
            }
        } catch (IOException e) {
            // The next time that the engine answers it is looked for again.
            return;
        }
    }

    private void handle(Answer event) {
        String action = event.at("Action").text(event.at("status").text(""));
        String id = event.at("Actor", "ID").text(event.at("id").text(""));
        Map<String, String> attributes = event.at("Actor", "Attributes").texts();
        Instant at = EngineTime.instant(event.at("timeNano").number());
        Follower follower = followers.get(id);
        if (follower == null) {
            if (action.equals("start")) {
                String image = attributes.getOrDefault("image", "");
                seen(id, image, attributes, attributes.getOrDefault("name", ""), at);
            }
            return;
        }
        switch (action) {
            case "start" -> follower.started(at);
            case "die" -> follower.died(exitCode(attributes), at);
            case "destroy" -> follower.removed(at);
            case "pause" -> follower.paused(at);
            case "unpause" -> follower.resumed(at);
            case "oom" -> follower.outOfMemory(at);
            case "health_status: healthy" -> follower.health(Health.HEALTHY, at);
            case "health_status: unhealthy" -> follower.health(Health.UNHEALTHY, at);
            default -> {}
        }
    }

    private static @Nullable Integer exitCode(Map<String, String> attributes) {
        try {
            String code = attributes.get("exitCode");
            return code == null ? null : Integer.valueOf(code);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** A container runs that is not followed. */
    private void seen(String id, String image, Map<String, String> labels, String name, @Nullable Instant at) {
        Map<String, String> ownLabels = labelsAlone(labels);
        objects.started(id, ownLabels);
        String shown = nameOf(id, ownLabels, Names.fallback(ownLabels, image, name));
        ContainerIdentity identity = new ContainerIdentity(id, shown, image, ownLabels, false, null);
        boolean ours = isOurs(id, image, ownLabels);
        if (Names.isHelper(image)) {
            return;
        }
        // A name that is still to be looked up may be one that is asked for.
        if (choice.includes(identity, ours) || ours) {
            follow(id, image, ownLabels, name, at);
        } else if (at != null) {
            others.put(id, shown);
        }
    }

    /** An event mixes the container's labels with its name, its image and its exit code. */
    private static Map<String, String> labelsAlone(Map<String, String> attributes) {
        Map<String, String> labels = new LinkedHashMap<>(attributes);
        labels.keySet().removeAll(Set.of("image", "name", "exitCode", "signal", "execID", "execDuration"));
        return labels;
    }

    private void follow(String id, String image, Map<String, String> labels, String name, @Nullable Instant at) {
        synchronized (this) {
            if (closing) {
                return;
            }
        }
        Follower follower = followers.computeIfAbsent(
                id, unused -> new Follower(this, id, image, labels, name, PLACES.getOrDefault(id, new Position())));
        follower.started(at == null ? Instant.now() : at);
    }

    private boolean isOurs(String id, String image, Map<String, String> labels) {
        return !Names.isHelper(image)
                && (DockerClientFactory.SESSION_ID.equals(
                                labels.get(DockerClientFactory.TESTCONTAINERS_SESSION_ID_LABEL))
                        || objects.hasProject(labels.get(Names.COMPOSE_PROJECT))
                        || objects.started(id, labels));
    }

    private synchronized boolean awaitNeed() {
        try {
            while (!needed && !closing) {
                wait();
            }
        } catch (InterruptedException e) {
            closing = true;
        }
        return !closing;
    }

    private synchronized boolean engineIsBack(EngineStream stream) {
        if (closing) {
            return false;
        }
        events = stream;
        engineAnswers = true;
        notifyAll();
        return true;
    }

    private synchronized void engineIsAway() {
        breaks++;
        events = null;
        engineAnswers = false;
    }

    /**
     * Waits until the engine answers again.
     *
     * @param closed whether the caller has been told to end
     * @return false if it does not for so long that there is no point in waiting
     */
    synchronized boolean awaitEngine(BooleanSupplier closed) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!engineAnswers && !closing && !closed.getAsBoolean()) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    captures.report(
                            "",
                            "The container engine does not answer any more; what containers log from now on is not"
                                    + " captured.");
                    return false;
                }
                wait(Math.max(1, left / 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return !closing && !closed.getAsBoolean();
    }

    private void pause(int failures) {
        long millis = Math.min(LONGEST_PAUSE_MILLIS, 10L << Math.min(failures, 10));
        long deadline = System.nanoTime() + millis * 1_000_000;
        synchronized (this) {
            try {
                for (long left = millis; left > 0 && !closing; left = (deadline - System.nanoTime()) / 1_000_000) {
                    wait(left);
                }
            } catch (InterruptedException e) {
                closing = true;
            }
        }
    }

    // --- what tests ask

    private void adopt(ContainerState container, @Nullable String name) {
        objects.add(container, name);
        need();
        for (String id : objects.idsOf(container)) {
            Follower follower = followers.get(id);
            Capture capture = follower == null ? null : follower.capture();
            if (capture != null && name != null) {
                captures.rename(capture, name);
            } else if (follower == null) {
                ask(() -> look(id));
            }
        }
    }

    private void adoptCompose(Object compose) {
        if (objects.addProject(compose)) {
            need();
            ask(() -> {
                try {
                    if (awaitListed(System.nanoTime() + OPENING.toNanos())) {
                        reconcile(connection());
                    }
                } catch (IOException | InterruptedException e) {
                    captures.report("", "The services of a Compose container could not be listed: " + e.getMessage());
                }
            });
        }
    }

    /** Follows a container that runs and that no event has told of. */
    private void look(String id) {
        try {
            if (!awaitListed(System.nanoTime() + OPENING.toNanos()) || followers.containsKey(id)) {
                return;
            }
            Answer container = connection().inspect(id);
            if (container.at("State", "Running").isTrue()) {
                seen(
                        id,
                        container.at("Config", "Image").text(""),
                        container.at("Config", "Labels").texts(),
                        container.at("Name").text(""),
                        null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // It is gone, or an event tells of it when the engine is back.
            return;
        }
    }

    private synchronized boolean awaitListed(long deadline) throws InterruptedException {
        while (!listed && !closing) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
        return !closing;
    }

    @Override
    public List<String> idsOf(ContainerState container) {
        List<String> ids = objects.idsOf(container);
        String now = container.getContainerId();
        if (now != null && captures.withId(now) == null) {
            // Its event is on the way, or it is reused and nobody has told of it.
            objects.add(container, null);
            need();
            long deadline = System.nanoTime() + OPENING.toNanos();
            try {
                if (awaitListed(deadline)) {
                    look(now);
                    Follower follower = followers.get(now);
                    if (follower != null) {
                        follower.awaitCapture(deadline);
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return ids;
    }

    @Override
    public List<String> notCaptured() {
        return others.values().stream().distinct().sorted().toList();
    }

    @Override
    public SyncOutcome sync(Collection<Capture> of, Duration bound) {
        long end = System.nanoTime() + bound.toNanos();
        // What cannot be brought up should have the time to say why.
        long deadline = end - Math.min(bound.toNanos() / 10, ANSWER_NANOS / 100);
        List<SyncOutcome.Behind> behind = new ArrayList<>();
        List<Capture> asked = List.copyOf(of);
        CountDownLatch done = new CountDownLatch(asked.size());
        Map<Capture, String> answers = new ConcurrentHashMap<>();
        for (Capture capture : asked) {
            Follower follower = followers.get(capture.containerId());
            if (follower == null) {
                done.countDown();
                continue;
            }
            answers.put(capture, "the engine did not answer in time");
            questions.execute(() -> {
                try {
                    String trouble = follower.sync(deadline);
                    if (trouble == null) {
                        answers.remove(capture);
                    } else {
                        answers.put(capture, trouble);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (RuntimeException e) {
                    answers.put(capture, "asking the engine failed: " + e);
                } finally {
                    done.countDown();
                }
            });
        }
        try {
            // Those that do not answer in time are named below.
            var unused = done.await(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Capture capture : asked) {
            String reason = answers.get(capture);
            if (reason != null) {
                behind.add(new SyncOutcome.Behind(capture, reason));
            }
        }
        return new SyncOutcome(behind);
    }

    // --- the end

    private void close() {
        long deadline = System.nanoTime() + CLOSING.toNanos();
        boolean interrupted = Thread.interrupted();
        sync(captures.list(), CLOSING);
        EngineStream listening;
        synchronized (this) {
            closing = true;
            listening = events;
            notifyAll();
        }
        if (listening != null) {
            listening.close();
        }
        List<Follower> all = List.copyOf(followers.values());
        all.forEach(Follower::close);
        closeConnection();
        questions.shutdownNow();
        marks.shutdown();
        try {
            long last = Math.max(deadline, System.nanoTime() + CLOSING.toNanos());
            for (Thread each : threads) {
                each.join(Math.max(1, (last - System.nanoTime()) / 1_000_000));
                if (each.isAlive()) {
                    captures.report("", "The thread " + each.getName() + " could not be ended.");
                }
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        for (Follower follower : all) {
            if (follower.runs()) {
                PLACES.put(follower.id(), follower.position());
            } else {
                PLACES.remove(follower.id());
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeConnection() {
        EngineConnection open;
        synchronized (this) {
            open = connection;
            connection = null;
        }
        if (open != null) {
            try {
                open.close();
            } catch (IOException | RuntimeException e) {
                captures.report("", "The connection to the container engine could not be closed: " + e);
            }
        }
    }
}
