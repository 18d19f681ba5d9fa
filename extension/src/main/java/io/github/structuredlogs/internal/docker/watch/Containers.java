package io.github.structuredlogs.internal.docker.watch;

import io.github.structuredlogs.internal.docker.api.Answer;
import io.github.structuredlogs.internal.docker.api.EngineAccess;
import io.github.structuredlogs.internal.docker.api.EngineConnection;
import io.github.structuredlogs.internal.docker.api.EngineTime;
import io.github.structuredlogs.internal.docker.api.Inspection;
import io.github.structuredlogs.internal.docker.api.RefusedException;
import io.github.structuredlogs.internal.docker.api.Threads;
import io.github.structuredlogs.internal.docker.log.Follower;
import io.github.structuredlogs.internal.docker.log.ReadSoFar;
import io.github.structuredlogs.internal.docker.ours.Selection;
import io.github.structuredlogs.internal.docker.ours.StartedContainer;
import io.github.structuredlogs.internal.docker.watch.Creations.Creation;
import io.github.structuredlogs.internal.store.Captures;
import io.github.structuredlogs.internal.store.ContainerSet.Uncaptured;
import io.github.structuredlogs.internal.store.ContainerStatus.Health;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The containers that are followed: what the engine tells of each goes to its follower. */
final class Containers {

    /** How far each container that may still run, or run again, had been read by a watch that has ended. */
    private static final Map<String, ReadSoFar> PLACES = new ConcurrentHashMap<>();

    private final EngineAccess engine;
    private final Selection selection;
    private final Captures captures;
    private final Threads threads;
    private final Creations creations;
    private final Map<String, Follower> followers = new ConcurrentHashMap<>();
    // guarded by this
    private boolean closing;

    Containers(EngineAccess engine, Selection selection, Captures captures, Threads threads, Creations creations) {
        this.creations = creations;
        this.engine = engine;
        this.selection = selection;
        this.captures = captures;
        this.threads = threads;
    }

    /** {@return who follows a container, null if nobody does} */
    @Nullable Follower follower(String id) {
        return followers.get(id);
    }

    // --- what the engine tells

    /** Takes an event. */
    void handle(Answer event) {
        String action = event.at("Action").text(event.at("status").text(""));
        String id = event.at("Actor", "ID").text(event.at("id").text(""));
        Map<String, String> attributes = event.at("Actor", "Attributes").texts();
        Instant at = EngineTime.instant(event.at("timeNano").number());
        Follower follower = followers.get(id);
        if (follower == null) {
            if (action.equals("start")) {
                String image = attributes.getOrDefault("image", "");
                seen(new StartedContainer(id, image, labels(attributes), attributes.getOrDefault("name", "")), at);
            }
            return;
        }
        switch (action) {
            case "start" -> follower.started(at);
            case "kill" -> follower.life().signalled(number(attributes, "signal"), at);
            case "stop" -> follower.life().endIsAskedFor();
            case "die" -> follower.died(number(attributes, "exitCode"), at);
            case "destroy", "remove" -> follower.removed(at); // the latter is Podman's
            case "pause" -> follower.life().paused(at);
            case "unpause" -> follower.life().resumed(at);
            case "oom" -> follower.life().outOfMemory(at);
            case "health_status: healthy" -> follower.life().health(Health.HEALTHY, at);
            case "health_status: unhealthy" -> follower.life().health(Health.UNHEALTHY, at);
            default -> {}
        }
    }

    private static @Nullable Integer number(Map<String, String> attributes, String name) {
        try {
            String number = attributes.get(name);
            return number == null ? null : Integer.valueOf(number);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** An event mixes the container's labels with its name, its image and its exit code. */
    private static Map<String, String> labels(Map<String, String> attributes) {
        Map<String, String> labels = new LinkedHashMap<>(attributes);
        labels.keySet().removeAll(Set.of("image", "name", "exitCode", "signal", "execID", "execDuration"));
        return labels;
    }

    /** Nobody listens to the engine's events for now. */
    void engineIsAway() {
        followers.values().forEach(Follower::engineIsAway);
    }

    /**
     * The engine answers again, be it the one that did before or another process.
     *
     * @param lastEvent the time of the last event that it has told of, 0 if it has told of none
     */
    void engineIsBack(EngineConnection connection, long lastEvent) {
        List<Follower> cutOff =
                followers.values().stream().filter(Follower::isCutOff).toList();
        if (cutOff.isEmpty()) {
            return;
        }
        Instant back = captures.byEngineClock(Instant.now());
        threads.ask(() -> {
            try {
                boolean same = lastEvent != 0
                        ? connection.remembers(lastEvent)
                        : remembersOne(connection, cutOff, EngineTime.nanos(back));
                cutOff.forEach(follower -> follower.engineIsBack(same, back));
            } catch (IOException e) {
                // It is away once more; what was cut off is asked for when it is back.
                return;
            }
        });
    }

    /** What the engine tells of may have been cut each time before the first event had come as a whole. */
    private static boolean remembersOne(EngineConnection connection, List<Follower> cutOff, long now)
            throws IOException {
        for (Follower each : cutOff) {
            if (connection.remembersToHaveCreated(each.id(), now)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Finds what started, ended or changed while nobody listened.
     *
     * @return who follows a container that nothing had told of
     */
    List<Follower> reconcile(EngineConnection connection) throws IOException {
        List<Answer> list = connection.running();
        List<Follower> found = take(list);
        Set<String> running = new HashSet<>();
        list.forEach(each -> running.add(each.at("Id").text("")));
        for (Follower follower : followers.values()) {
            if (follower.life().runs() && !running.contains(follower.id())) {
                threads.ask(() -> lookFor(follower));
            }
        }
        return found;
    }

    /** As {@link #reconcile}, where no event tells of what started and has ended: those of this JVM are listed as well. */
    List<Follower> reconcileAll(EngineConnection connection) throws IOException {
        List<Follower> found = new ArrayList<>(reconcile(connection));
        found.addAll(take(connection.ofSession()));
        return found;
    }

    /**
     * Takes what happened to a container that this JVM has created, as the engine remembers it.
     *
     * @return who follows it, if it was started and nothing had told of it
     */
    List<Follower> takePast(EngineConnection connection, Creation creation) throws IOException {
        Set<Follower> before = Set.copyOf(followers.values());
        Instant since = captures.byEngineClock(creation.at()).minus(EventListening.UNCERTAINTY);
        Instant now = captures.byEngineClock(Instant.now());
        for (Answer event : connection.past(since, now, creation.label())) {
            handle(event);
        }
        return followers.values().stream()
                .filter(each -> !before.contains(each))
                .toList();
    }

    /** Follows the containers of a list that nobody follows. {@return who does now} */
    List<Follower> take(List<Answer> containers) {
        List<Follower> found = new ArrayList<>();
        List<Answer> list = new ArrayList<>(containers);
        list.sort(Comparator.comparingLong(each -> each.at("Created").number()));
        for (Answer container : list) {
            String id = container.at("Id").text("");
            String state = container.at("State").text("");
            Follower known = followers.get(id);
            if (known == null && !state.equals("created")) {
                found.addAll(takeNew(id, container, state.equals("exited")));
            } else if (known != null && state.equals("running")) {
                known.foundRunning();
            }
        }
        return found;
    }

    private List<Follower> takeNew(String id, Answer container, boolean hasEnded) {
        List<Answer> names = container.at("Names").list();
        String name = names.isEmpty() ? "" : names.get(0).text("");
        String image = container.at("Image").text("");
        StartedContainer started =
                new StartedContainer(id, image, container.at("Labels").texts(), name);
        creations.known(started.labels());
        if (selection.mayBeChosen(started, false)) {
            // One that has ended was started later than it was created, and ended after that.
            follow(
                    started,
                    hasEnded ? Instant.ofEpochSecond(container.at("Created").number()) : Instant.now());
        }
        Follower follower = followers.get(id);
        return follower == null ? List.of() : List.of(follower);
    }

    /** {@return who follows a container that is to be captured, as far as is known, and has no capture yet} */
    List<Follower> unopened() {
        return followers.values().stream()
                .filter(each -> each.uncaptured() != null)
                .toList();
    }

    /** {@return the containers that are to be captured and have no capture yet} */
    List<Uncaptured> uncaptured() {
        return followers.values().stream()
                .map(Follower::uncaptured)
                .filter(Objects::nonNull)
                .toList();
    }

    private void lookFor(Follower follower) {
        try {
            Inspection now = Inspection.of(engine.connection(), follower.id());
            if (!now.isRunning()) {
                follower.foundEnded(now.exitCode(), now.finished());
            }
        } catch (RefusedException e) {
            if (e.isGone()) {
                follower.foundGone();
            }
        } catch (IOException e) {
            // The next time that the engine answers it is looked for again.
            return;
        }
    }

    /** Follows a container that runs and that no event has told of. */
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
            // It is gone, or an event tells of it when the engine is back.
            return;
        }
    }

    /**
     * A container runs that is not followed.
     *
     * @param at when it was started, null if it runs already
     */
    private void seen(StartedContainer container, @Nullable Instant at) {
        creations.known(container.labels());
        if (selection.mayBeChosen(container, at != null)) {
            follow(container, at == null ? Instant.now() : at);
        }
    }

    private synchronized void follow(StartedContainer container, Instant at) {
        if (!closing) {
            followers
                    .computeIfAbsent(
                            container.id(),
                            id -> new Follower(
                                    engine,
                                    selection,
                                    captures,
                                    threads,
                                    container,
                                    PLACES.getOrDefault(id, ReadSoFar.nothing())))
                    .started(at);
        }
    }

    // --- the end

    /** Ends all following. */
    synchronized void close() {
        closing = true;
        followers.values().forEach(Follower::close);
    }

    /** Keeps for the next watch how far each container had been read; called when nothing reads any more. */
    void keepPlaces() {
        for (Follower follower : followers.values()) {
            if (!follower.life().isRemoved()) {
                PLACES.put(follower.id(), follower.readSoFar());
            } else {
                PLACES.remove(follower.id());
            }
        }
    }
}
