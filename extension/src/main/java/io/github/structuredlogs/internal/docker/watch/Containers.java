package io.github.structuredlogs.internal.docker.watch;

import io.github.structuredlogs.internal.docker.api.EngineAccess;
import io.github.structuredlogs.internal.docker.api.EngineConnection;
import io.github.structuredlogs.internal.docker.api.EngineConnection.RememberedEvents;
import io.github.structuredlogs.internal.docker.api.EngineTime;
import io.github.structuredlogs.internal.docker.api.Inspection;
import io.github.structuredlogs.internal.docker.api.JsonAnswer;
import io.github.structuredlogs.internal.docker.api.RefusedException;
import io.github.structuredlogs.internal.docker.api.Threads;
import io.github.structuredlogs.internal.docker.log.ContainerFollower;
import io.github.structuredlogs.internal.docker.log.ReadSoFar;
import io.github.structuredlogs.internal.docker.ours.ContainerSelection;
import io.github.structuredlogs.internal.docker.ours.StartedContainer;
import io.github.structuredlogs.internal.docker.watch.Creations.Creation;
import io.github.structuredlogs.internal.store.Captures;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The containers that are followed. Each of the engine's events goes to the follower of its container. */
final class Containers {

    /** The position in the log of each container that may still run, or run again, at the end of a watch. */
    private static final Map<String, ReadSoFar> PLACES = new ConcurrentHashMap<>();

    private final EngineAccess engine;
    private final ContainerSelection containerSelection;
    private final Captures captures;
    private final Threads threads;
    private final Creations creations;
    private final FirstRead firstRead;
    private final Map<String, ContainerFollower> followers = new ConcurrentHashMap<>();
    // guarded by this
    private boolean closing;

    Containers(
            EngineAccess engine,
            ContainerSelection containerSelection,
            Captures captures,
            Threads threads,
            Creations creations,
            FirstRead firstRead) {
        this.creations = creations;
        this.firstRead = firstRead;
        this.engine = engine;
        this.containerSelection = containerSelection;
        this.captures = captures;
        this.threads = threads;
    }

    /** {@return the follower of a container, null if there is none} */
    @Nullable ContainerFollower follower(String id) {
        return followers.get(id);
    }

    // --- the engine's events

    /** Handles an event. */
    void handle(JsonAnswer event) {
        String id = idOf(event);
        ContainerFollower containerFollower = followers.get(id);
        if (containerFollower != null) {
            containerFollower.happened(event);
        } else if (ContainerFollower.actionOf(event).equals("start")) {
            Map<String, String> attributes = event.at("Actor", "Attributes").texts();
            String image = attributes.getOrDefault("image", "");
            seen(
                    new StartedContainer(id, image, labels(attributes), attributes.getOrDefault("name", "")),
                    EngineTime.instant(event.at("timeNano").number()));
        }
    }

    private static String idOf(JsonAnswer event) {
        return event.at("Actor", "ID").text(event.at("id").text(""));
    }

    /** Separates the container's labels from its name, its image and its exit code, which an event mixes. */
    private static Map<String, String> labels(Map<String, String> attributes) {
        Map<String, String> labels = new LinkedHashMap<>(attributes);
        labels.keySet().removeAll(Set.of("image", "name", "exitCode", "signal", "execID", "execDuration"));
        return labels;
    }

    /** Notes that nobody listens to the engine's events for now. */
    void engineIsAway() {
        followers.values().forEach(ContainerFollower::engineIsAway);
    }

    /**
     * Notes that the engine answers again, either the same process or another one.
     *
     * @param lastEvent the time of its last event, 0 if there was none
     */
    void engineIsBack(EngineConnection connection, long lastEvent) {
        List<ContainerFollower> cutOff =
                followers.values().stream().filter(ContainerFollower::isCutOff).toList();
        if (cutOff.isEmpty()) {
            return;
        }
        Instant back = captures.byEngineClock(Instant.now());
        threads.ask(() -> {
            try {
                boolean same = lastEvent != 0
                        ? connection.remembers(lastEvent)
                        : remembersOne(connection, cutOff, EngineTime.nanos(back));
                cutOff.forEach(containerFollower -> containerFollower.engineIsBack(same, back));
            } catch (IOException e) {
                // It is unavailable again; followers continue when it is back.
                return;
            }
        });
    }

    /**
     * Says whether the engine remembers creating one of the containers. Events may have been cut off each time before
     * the first one was complete.
     */
    private static boolean remembersOne(EngineConnection connection, List<ContainerFollower> cutOff, long now)
            throws IOException {
        for (ContainerFollower each : cutOff) {
            if (connection.remembersToHaveCreated(each.id(), now)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Finds containers that started, ended or changed while nobody listened. What became of those that have ended is asked
     * meanwhile.
     *
     * @return the followers of containers that no event had reported
     */
    List<ContainerFollower> reconcile(EngineConnection connection) throws IOException {
        return reconcile(connection, containerFollower -> threads.ask(() -> lookFor(containerFollower)));
    }

    /** Does the same as {@link #reconcile}, and knows afterwards what became of those that have ended. */
    List<ContainerFollower> confirm(EngineConnection connection) throws IOException {
        return reconcile(connection, this::lookFor);
    }

    private List<ContainerFollower> reconcile(EngineConnection connection, Consumer<ContainerFollower> ended)
            throws IOException {
        List<JsonAnswer> list = connection.running();
        List<ContainerFollower> found = take(list);
        Set<String> running = new HashSet<>();
        list.forEach(each -> running.add(each.at("Id").text("")));
        for (ContainerFollower containerFollower : followers.values()) {
            if (containerFollower.life().runs() && !running.contains(containerFollower.id())) {
                ended.accept(containerFollower);
            }
        }
        return found;
    }

    /** Does the same as {@link #reconcile} if no events arrive: it also lists the ended containers of this JVM. */
    List<ContainerFollower> reconcileAll(EngineConnection connection) throws IOException {
        List<ContainerFollower> found = new ArrayList<>(reconcile(connection));
        found.addAll(take(connection.ofSession()));
        return found;
    }

    /** {@return the remembered events of containers with a label since a creation was announced} */
    List<JsonAnswer> past(EngineConnection connection, Creation creation, String label) throws IOException {
        Instant since = captures.byEngineClock(creation.at()).minus(uncertainty());
        return connection.past(since, captures.byEngineClock(Instant.now()), label);
    }

    /** Says whether the engine still knows each event since a creation was announced. */
    boolean areAllRemembered(EngineConnection connection, Creation creation) throws IOException {
        Instant since = captures.byEngineClock(creation.at()).minus(uncertainty());
        RememberedEvents remembered = connection.remembered(captures.byEngineClock(Instant.now()));
        Instant oldest = remembered.oldest();
        // An engine that was restarted has forgotten what was before.
        return (oldest != null && !oldest.isAfter(since)) || (!remembered.isFull() && engine.breaks() == 0);
    }

    /** {@return by how much a time of the engine's may be wrong by this JVM's clock} */
    Duration uncertainty() {
        boolean isSameClock = captures.byEngineClock(Instant.EPOCH).equals(Instant.EPOCH);
        return isSameClock ? Duration.ZERO : EventListening.UNCERTAINTY;
    }

    /**
     * Handles the remembered events of containers that no event had reported; others know theirs, and would take an old
     * start for a new one.
     *
     * @return the followers of these containers
     */
    List<ContainerFollower> takePast(List<JsonAnswer> events) {
        Set<ContainerFollower> before = Set.copyOf(followers.values());
        Set<String> known = Set.copyOf(followers.keySet());
        events.stream().filter(event -> !known.contains(idOf(event))).forEach(this::handle);
        return followers.values().stream()
                .filter(each -> !before.contains(each))
                .toList();
    }

    /** Follows the containers of a list that have no follower. {@return the new followers} */
    List<ContainerFollower> take(List<JsonAnswer> containers) {
        List<ContainerFollower> found = new ArrayList<>();
        List<JsonAnswer> list = new ArrayList<>(containers);
        list.sort(Comparator.comparingLong(each -> each.at("Created").number()));
        for (JsonAnswer container : list) {
            String id = container.at("Id").text("");
            String state = container.at("State").text("");
            ContainerFollower known = followers.get(id);
            if (known == null && !state.equals("created")) {
                found.addAll(takeNew(id, container, state.equals("exited")));
            } else if (known != null && state.equals("running")) {
                known.foundRunning();
            }
        }
        return found;
    }

    private List<ContainerFollower> takeNew(String id, JsonAnswer container, boolean hasEnded) {
        List<JsonAnswer> names = container.at("Names").list();
        String name = names.isEmpty() ? "" : names.get(0).text("");
        String image = container.at("Image").text("");
        StartedContainer started =
                new StartedContainer(id, image, container.at("Labels").texts(), name);
        creations.known(started.labels());
        if (containerSelection.mayBeChosen(started, false)) {
            // An ended container was started after it was created, and ended after that.
            Instant created = Instant.ofEpochSecond(container.at("Created").number());
            // Seconds are cut off, and it was started after it was created.
            creations.captured(started, captures.byOwnClock(created.plusSeconds(1)));
            follow(started, hasEnded ? created : Instant.now(), firstRead.of(engine, id));
        }
        ContainerFollower containerFollower = followers.get(id);
        return containerFollower == null ? List.of() : List.of(containerFollower);
    }

    /** {@return the followers of containers that may be captured and have no capture yet} */
    List<ContainerFollower> unopened() {
        return followers.values().stream()
                .filter(each -> each.uncaptured() != null)
                .toList();
    }

    private void lookFor(ContainerFollower containerFollower) {
        try {
            Inspection now = Inspection.of(engine.connection(), containerFollower.id());
            if (!now.isRunning()) {
                containerFollower.foundEnded(now.exitCode(), now.finished());
            }
        } catch (RefusedException e) {
            if (e.isGone()) {
                containerFollower.foundGone();
            }
        } catch (IOException e) {
            // It is looked for again when the engine answers.
            return;
        }
    }

    /** Follows a running container that no event has reported. */
    void look(String id) {
        if (followers.containsKey(id)) {
            return;
        }
        try {
            Inspection container = Inspection.of(engine.connection(), id);
            if (container.isRunning()) {
                seen(StartedContainer.of(id, container), null);
            }
        } catch (IOException e) {
            // It is gone, or an event reports it when the engine is back.
            return;
        }
    }

    /**
     * Handles a running container that has no follower.
     *
     * @param at when it was started, null if it was running before
     */
    private void seen(StartedContainer container, @Nullable Instant at) {
        creations.known(container.labels());
        if (containerSelection.mayBeChosen(container, at != null)) {
            if (at != null) {
                creations.captured(container, captures.byOwnClock(at));
            }
            follow(container, at == null ? Instant.now() : at, ReadSoFar.nothing());
        }
    }

    private synchronized void follow(StartedContainer container, Instant at, ReadSoFar first) {
        if (!closing) {
            followers
                    .computeIfAbsent(
                            container.id(),
                            id -> new ContainerFollower(
                                    engine,
                                    containerSelection,
                                    captures,
                                    threads,
                                    container,
                                    PLACES.getOrDefault(id, first)))
                    .started(at);
        }
    }

    // --- the end

    /** Ends all following. */
    synchronized void close() {
        closing = true;
        followers.values().forEach(ContainerFollower::close);
    }

    /** Keeps the position of each log for the next watch; called when nothing reads any more. */
    void keepPlaces() {
        for (ContainerFollower containerFollower : followers.values()) {
            if (!containerFollower.life().isRemoved()) {
                PLACES.put(containerFollower.id(), containerFollower.readSoFar());
            } else {
                PLACES.remove(containerFollower.id());
            }
        }
    }
}
