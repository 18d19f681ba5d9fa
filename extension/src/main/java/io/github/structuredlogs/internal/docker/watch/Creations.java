package io.github.structuredlogs.internal.docker.watch;

import io.github.structuredlogs.internal.docker.ours.ContainerNames;
import io.github.structuredlogs.internal.docker.ours.StartedContainer;
import io.github.structuredlogs.internal.store.ContainerSet.Uncaptured;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The containers that this JVM was about to create, until the result of each is known. Thread-safe. */
final class Creations {

    /** The label that identifies one of these containers. */
    static final String LABEL = "io.github.structuredlogs.creation";

    /** Testcontainers gives it to a container that may be reused, in the place of its session's label. */
    static final String HASH = "org.testcontainers.hash";

    /** Testcontainers adds it to what may be reused, before it looks for a container with the same hash. */
    private static final String COPIED_FILES = "org.testcontainers.copied_files.hash";

    /** Why it is not known whether a creation made a container that was removed again. */
    static final String FORGOTTEN =
            "Testcontainers may have created it, it is not there, and the engine has forgotten its events of that time";

    private static final String TESTCONTAINERS = "org.testcontainers.containers.";

    // guarded by this
    private final Map<String, Creation> open = new LinkedHashMap<>();
    private final List<Unmarked> unmarked = new ArrayList<>();
    private final List<Uncaptured> lost = new ArrayList<>();
    /** The hashes of containers that may be reused, once their creation is settled. */
    private final Set<String> hashes = new HashSet<>();

    private long announced = System.nanoTime();
    private boolean someAreUnmarked;

    /** A captured container of which no label tells the creation that made it. */
    private record Unmarked(String id, String image, Instant started) {}

    /**
     * A container that is about to be created.
     *
     * @param mark the value of its label
     * @param object the object that creates it
     * @param image the requested image
     * @param isMarked whether the container has the label
     * @param at when it was announced
     * @param thread the thread that creates it
     * @param labels returns the labels that Testcontainers gives it, as far as it has done so
     */
    record Creation(
            String mark,
            String object,
            String image,
            boolean isMarked,
            Instant at,
            Thread thread,
            Supplier<Map<String, String>> labels) {

        String label() {
            return LABEL + "=" + mark;
        }

        /** Says whether the call that creates and starts it has returned, possibly with a failure. */
        boolean isOver() {
            for (StackTraceElement frame : thread.getStackTrace()) {
                if (frame.getClassName().startsWith(TESTCONTAINERS)
                        && frame.getMethodName().matches("start|doStart|tryStart")) {
                    return false;
                }
            }
            return true;
        }

        /** {@return the hash of a container that may be reused; null if it may not, or if one that was there is used again} */
        private @Nullable String hash() {
            return isMarked ? null : labels.get().get(HASH);
        }

        /**
         * Says whether Testcontainers has looked for a container to use again and has not created one; false while it may
         * still create one.
         */
        boolean mayHaveReused() {
            return !isMarked && labels.get().containsKey(COPIED_FILES) && hash() == null;
        }

        private Uncaptured uncaptured(Instant until, String reason) {
            String name = ContainerNames.shortImage(image);
            return new Uncaptured(name == null ? "a container of " + image : name, false, null, at, until, reason);
        }
    }

    /**
     * Notes that the calling thread is about to create a container.
     *
     * @param labels returns the labels that it will have
     * @return the value for its label
     */
    synchronized String announce(String object, String image, boolean isMarked, Supplier<Map<String, String>> labels) {
        String mark = UUID.randomUUID().toString();
        open.put(mark, new Creation(mark, object, image, isMarked, Instant.now(), Thread.currentThread(), labels));
        announced = System.nanoTime();
        someAreUnmarked |= !isMarked;
        return mark;
    }

    /** Notes that there may be containers without an announcement. */
    synchronized void someAreNotAnnounced() {
        someAreUnmarked = true;
    }

    /** Says whether each possible container was announced, has a label, and is known. */
    synchronized boolean allAreKnown() {
        return !someAreUnmarked && open.isEmpty();
    }

    /** Notes that a container may belong to this JVM's tests that did not until now. */
    synchronized void oneMoreIsOurs() {
        announced = System.nanoTime();
    }

    /** {@return when the last one was announced, by {@link System#nanoTime}} */
    synchronized long lastAnnounced() {
        return announced;
    }

    /** Notes that a container with these labels has a follower, or will not be captured. */
    synchronized void known(Map<String, String> labels) {
        String mark = labels.get(LABEL);
        if (mark != null) {
            remove(mark);
        }
    }

    private boolean remove(String mark) {
        Creation creation = open.remove(mark);
        String hash = creation == null ? null : creation.hash();
        if (hash != null) {
            hashes.add(hash);
        }
        return creation != null;
    }

    /** Says whether this JVM has created a container with these labels that may be reused. */
    synchronized boolean areOfOneToReuse(Map<String, String> labels) {
        String hash = labels.get(HASH);
        return hash != null
                && (hashes.contains(hash) || open.values().stream().anyMatch(creation -> hash.equals(creation.hash())));
    }

    /**
     * Notes that a container is captured.
     *
     * @param started when it was started, by this JVM's clock
     */
    synchronized void captured(StartedContainer container, Instant started) {
        if (someAreUnmarked && !container.labels().containsKey(LABEL)) {
            unmarked.add(new Unmarked(container.id(), container.image(), started));
        }
    }

    /**
     * Finds the container of a creation without a label among the captured ones: it has the image and was started since.
     * Each container counts for one creation.
     *
     * @param uncertainty how far the clocks may be apart
     */
    synchronized boolean isCaptured(Creation creation, Duration uncertainty) {
        Instant since = creation.at().minus(uncertainty);
        for (Unmarked each : unmarked) {
            if (each.image().equals(creation.image()) && !each.started().isBefore(since)) {
                unmarked.remove(each);
                return true;
            }
        }
        return false;
    }

    /** Notes that the container of a creation without a label is known by its id, and counts for no other creation. */
    synchronized void captured(Creation creation, String id) {
        unmarked.removeIf(each -> each.id().equals(id));
        remove(creation.mark());
    }

    /** Notes that Testcontainers has reused a container instead of a creation. */
    synchronized void reused(Creation creation, String hash) {
        hashes.add(hash);
        remove(creation.mark());
    }

    /** Notes that a creation had no result. */
    synchronized void settled(Creation creation) {
        remove(creation.mark());
    }

    /** Notes that a creation seems to have made a container that nobody has seen. */
    synchronized void lost(Creation creation, String reason) {
        if (remove(creation.mark())) {
            lost.add(creation.uncaptured(Instant.now(), reason));
        }
    }

    /** {@return the creations whose result is not known} */
    synchronized List<Creation> open() {
        return List.copyOf(open.values());
    }

    /** {@return the creations whose call has returned, or was followed by another attempt of the same object} */
    List<Creation> over() {
        List<Creation> all = open();
        List<Creation> over = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Creation each = all.get(i);
            boolean again = all.subList(i + 1, all.size()).stream()
                    .anyMatch(later -> later.object().equals(each.object()));
            if (again || each.isOver()) {
                over.add(each);
            }
        }
        return over;
    }

    /** {@return the creations that have made a container that nobody has seen} */
    synchronized List<Uncaptured> lost() {
        return List.copyOf(lost);
    }
}
