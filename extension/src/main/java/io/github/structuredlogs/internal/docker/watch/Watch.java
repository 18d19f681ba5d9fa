package io.github.structuredlogs.internal.docker.watch;

import com.github.dockerjava.api.command.CreateContainerCmd;
import io.github.structuredlogs.internal.docker.api.EngineAccess;
import io.github.structuredlogs.internal.docker.api.EngineConnection;
import io.github.structuredlogs.internal.docker.api.EngineLocation;
import io.github.structuredlogs.internal.docker.api.Threads;
import io.github.structuredlogs.internal.docker.log.ContainerFollower;
import io.github.structuredlogs.internal.docker.ours.ComposeProjects;
import io.github.structuredlogs.internal.docker.ours.ContainerFilter;
import io.github.structuredlogs.internal.docker.ours.ContainerNames;
import io.github.structuredlogs.internal.docker.ours.ContainerObjects;
import io.github.structuredlogs.internal.docker.ours.ContainersOfTests;
import io.github.structuredlogs.internal.docker.ours.DevServices;
import io.github.structuredlogs.internal.docker.ours.JvmMark;
import io.github.structuredlogs.internal.docker.ours.ObjectKey;
import io.github.structuredlogs.internal.docker.route.OtlpRoute;
import io.github.structuredlogs.internal.docker.stats.Measurements;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.Captures;
import io.github.structuredlogs.internal.store.Engine;
import io.github.structuredlogs.internal.store.SyncOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerState;
import org.testcontainers.dockerclient.TransportConfig;

/**
 * The watch over the engine, which follows every container that is captured.
 *
 * <p>A JVM has one watch, which all users share. It looks for the engine only when Testcontainers is about to start a
 * container or has one; a run without containers never does. When the last user has closed it, no thread is left, and
 * only the position in the log of each running container is kept.
 */
public final class Watch implements Engine {

    private static final Duration CLOSING = Duration.ofSeconds(3);
    private static final Duration OPENING = Duration.ofSeconds(3);

    private static final Object GATE = new Object();
    private static volatile @Nullable Watch shared;
    private static volatile boolean testcontainersInUse;
    private static int users;

    private final Captures captures;
    private final ContainerObjects objects = new ContainerObjects();
    private final Threads threads = new Threads();
    private final EngineAccess engine;
    private final ContainersOfTests containersOfTests;
    private final Creations creations = new Creations();
    private final Containers containers;
    private final ContainerListing listing;
    private final EventListening listening;
    private final Measurements measurements;
    private final OtlpRoute route;
    private volatile BooleanSupplier wantsExports = () -> false;
    private final AtomicBoolean looksForDevServices = new AtomicBoolean(true);

    /** A share of the watch and of its captures; closing the last one ends both. */
    public static final class Share implements AutoCloseable {

        private final Watch watch;
        private boolean closed;

        private Share(Watch watch) {
            this.watch = watch;
        }

        /** {@return the captures} */
        public Captures captures() {
            return watch.captures;
        }

        /**
         * Captures the containers that this object starts or has started.
         *
         * @param container the container object
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

        /** Notes that a test begins on this thread: what is started from now on is not started by its set-up. */
        public void testBegins() {
            StartCall.testBegins();
        }

        /** Notes that a test has ended on this thread. */
        public void testEnded() {
            StartCall.testEnded();
        }

        /** Captures what other class loaders of this JVM start, once they do. */
        public void lookElsewhere() {
            watch.lookElsewhere();
        }

        /**
         * Takes by OTLP what containers export.
         *
         * @param wanted whether a container that is created now is to be told where to send
         */
        public void receive(BooleanSupplier wanted) {
            watch.wantsExports = wanted;
        }

        /**
         * {@return where the engine of Testcontainers is, for another JVM}
         *
         * @throws IOException if another JVM cannot reach it
         */
        public EngineLocation engine() throws IOException {
            return locationOfTestcontainers();
        }

        /** {@return the call that created a container with these labels, null if none is known} */
        public @Nullable StartCall startOf(Map<String, String> labels) {
            return StartCall.of(labels, ObjectKey.LABEL);
        }

        /**
         * Closes the share. The last one waits a few seconds at most for the rest of the output of ended containers.
         */
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
            watch.captures.close();
        }
    }

    /**
     * Takes a share of the JVM's watch.
     *
     * @param captures creates the captures if there is no watch yet; the watch closes them at its end
     * @param containerFilter the choice of containers if there is no watch yet
     */
    public static Share share(Supplier<Captures> captures, ContainerFilter containerFilter) {
        return share(captures, containerFilter, Watch::ofTestcontainers);
    }

    public static Share share(
            Supplier<Captures> captures,
            ContainerFilter containerFilter,
            Function<Threads, EngineConnection> connector) {
        synchronized (GATE) {
            Watch watch = shared;
            if (watch == null) {
                watch = new Watch(captures.get(), containerFilter, connector);
                shared = watch;
                watch.start();
            }
            users++;
            return new Share(watch);
        }
    }

    private static EngineConnection ofTestcontainers(Threads threads) {
        TransportConfig config = configOfTestcontainers();
        return new EngineConnection(config.getDockerHost(), config.getSslConfig(), threads);
    }

    private static EngineLocation locationOfTestcontainers() throws IOException {
        TransportConfig config = configOfTestcontainers();
        return EngineLocation.of(config.getDockerHost(), config.getSslConfig(), DockerClientFactory.SESSION_ID);
    }

    private static TransportConfig configOfTestcontainers() {
        Thread current = Thread.currentThread();
        ClassLoader before = current.getContextClassLoader();
        // Testcontainers looks for its own parts there; that of a test may have another one, as Quarkus' has.
        current.setContextClassLoader(DockerClientFactory.class.getClassLoader());
        try {
            return DockerClientFactory.instance().getTransportConfig();
        } finally {
            current.setContextClassLoader(before);
        }
    }

    /** Notes that Testcontainers is about to start a container; true if there is a watch. */
    static boolean containerIsStarting() {
        testcontainersInUse = true;
        Watch watch = shared;
        if (watch != null) {
            watch.listening.need();
        }
        return watch != null;
    }

    /**
     * Notes that the calling thread is about to create a container.
     *
     * @param object the object that creates it
     * @param isMarked whether the container gets the result as a label
     * @param labels returns the labels that it will have
     * @return the mark of the container, null if there is no watch
     */
    static @Nullable String announce(
            String object, String image, boolean isMarked, Supplier<Map<String, String>> labels) {
        Watch watch = shared;
        return watch == null ? null : watch.creations.announce(object, image, isMarked, labels);
    }

    /**
     * Tells a container that is about to be created where to send by OTLP, if that is wanted.
     *
     * @param object which object creates it
     * @param creation what {@link #announce} has returned, null if the container is not labelled with it
     */
    static void pointToReceiver(CreateContainerCmd command, String object, @Nullable String creation) {
        Watch watch = shared;
        String image = String.valueOf(command.getImage());
        if (watch == null || !watch.wantsExports.getAsBoolean() || ContainerNames.isHelper(image)) {
            return;
        }
        try {
            DockerClientFactory factory = DockerClientFactory.instance();
            watch.route.point(
                    command,
                    creation,
                    () -> watch.objects.nameOf(object, image),
                    factory.getTransportConfig().getDockerHost(),
                    factory::client);
        } catch (RuntimeException e) {
            // The container is the user's, and starts without being told.
            watch.captures.report("", "Containers could not be told where to send by OTLP: " + e);
        }
    }

    private Watch(Captures captures, ContainerFilter containerFilter, Function<Threads, EngineConnection> connector) {
        this.captures = captures;
        engine = new EngineAccess(() -> connector.apply(threads), message -> captures.report("", message));
        containersOfTests = new ContainersOfTests(objects, containerFilter, creations::areOfOneToReuse);
        containers = new Containers(engine, containersOfTests, captures, threads, creations, FirstRead.EVERYTHING);
        listing = new ContainerListing(engine, containers, creations, objects, threads);
        listening = new EventListening(engine, containers, captures, threads);
        measurements = new Measurements(engine, threads);
        route = new OtlpRoute(captures, Creations.LABEL, threads);
    }

    private void start() {
        captures.engine(this);
        if (testcontainersInUse || !tellsOfStarts()) {
            // Some may have been created before the watch, or without an announcement.
            listenWithoutAnnouncements();
        }
        threads.create("structured-logs-watch", listening).start();
    }

    private void listenWithoutAnnouncements() {
        creations.someAreNotAnnounced();
        listening.need();
    }

    /**
     * Listens once another class loader starts containers, of which this one is told nothing, and waits for what runs
     * already.
     */
    private void lookElsewhere() {
        if (!listening.isNeeded() && (JvmMark.isInUse() || isFirstLookForDevServices())) {
            listenForWhatRuns();
        }
    }

    /** The same of Docker Compose. To ask it loads Testcontainers, which a run without containers is spared. */
    private void lookForCompose() {
        if (!listening.isNeeded() && ComposeProjects.areStarted()) {
            listenForWhatRuns();
        }
    }

    private void listenForWhatRuns() {
        listenWithoutAnnouncements();
        long deadline = System.nanoTime() + EngineAccess.ANSWER_NANOS;
        try {
            if (listening.awaitListed(deadline)) {
                for (ContainerFollower each : containers.unopened()) {
                    each.awaitCapture(deadline);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Without an engine none is looked for again. */
    private boolean isFirstLookForDevServices() {
        return DevServices.mayBeStarted() && looksForDevServices.compareAndSet(true, false);
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

    // --- information from tests

    private void adopt(ContainerState container, @Nullable String name) {
        objects.add(container, name);
        listenWithoutAnnouncements();
        for (String id : objects.idsOf(container)) {
            ContainerFollower containerFollower = containers.follower(id);
            Capture capture = containerFollower == null ? null : containerFollower.capture();
            if (capture != null && name != null) {
                captures.rename(capture, ContainerNames.ofField(name, capture.image()));
            } else if (containerFollower == null) {
                creations.oneMoreIsOurs();
                threads.ask(() -> look(id));
            }
        }
    }

    private void look(String id) {
        try {
            if (listening.awaitListed(System.nanoTime() + OPENING.toNanos())) {
                containers.look(id);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void adoptCompose(Object compose) {
        if (objects.addProject(compose)) {
            listenWithoutAnnouncements();
            threads.ask(() -> {
                try {
                    if (listening.awaitListed(System.nanoTime() + OPENING.toNanos())) {
                        containers.reconcile(engine.connection());
                    }
                } catch (IOException | InterruptedException e) {
                    captures.report("", "The services of a Compose container could not be listed: " + e.getMessage());
                }
            });
        }
    }

    // --- questions of tests

    @Override
    public List<String> idsOf(ContainerState container) {
        List<String> ids = objects.idsOf(container);
        String now = container.getContainerId();
        if (now != null) {
            // Where containers may be reused, a label does not tell whose it was once the object has stopped it.
            objects.add(container, null);
        }
        if (now != null && captures.withId(now) == null) {
            // Its event is on the way, or it is reused and was not announced.
            listening.need();
            long deadline = System.nanoTime() + OPENING.toNanos();
            try {
                if (listening.awaitListed(deadline)) {
                    containers.look(now);
                    ContainerFollower containerFollower = containers.follower(now);
                    if (containerFollower != null) {
                        containerFollower.awaitCapture(deadline);
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
        return containersOfTests.others();
    }

    @Override
    public SyncOutcome sync(Collection<Capture> of, Duration bound) {
        lookElsewhere();
        lookForCompose();
        // A JVM that has started no container knows that there is none.
        SyncOutcome outcome =
                new Synchronisation(containers, listening.isNeeded() ? listing : null, threads).of(of, bound);
        considerClock();
        return outcome;
    }

    private void considerClock() {
        try {
            String set = engine.connection().clockWasSet();
            if (set != null) {
                captures.clockWasSet(set);
            }
        } catch (IOException e) {
            // There is no connection, so no clock was read.
            return;
        }
    }

    @Override
    public void measure(Collection<Capture> of) {
        of.forEach(measurements::begin);
    }

    @Override
    public void measureOnly(Predicate<Capture> wanted) {
        measurements.endUnless(id -> {
            Capture capture = captures.withId(id);
            return capture != null && wanted.test(capture);
        });
    }

    @Override
    public List<Capture> measureNow(Collection<Capture> of, Duration bound) {
        try {
            return measurements.once(of, bound);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.copyOf(of);
        }
    }

    @Override
    public void awaitExports(Collection<Capture> of) {
        try {
            route.await(of);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // --- the end

    private void close() {
        long deadline = System.nanoTime() + CLOSING.toNanos();
        boolean interrupted = Thread.interrupted();
        sync(captures.list(), CLOSING);
        engine.stopWaiting();
        listening.close();
        containers.close();
        measurements.close();
        route.close();
        engine.close();
        threads.close();
        try {
            threads.join(
                    Math.max(deadline, System.nanoTime() + CLOSING.toNanos()),
                    left -> captures.report("", "The thread " + left + " could not be ended."));
        } catch (InterruptedException e) {
            interrupted = true;
        }
        containers.keepPlaces();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
