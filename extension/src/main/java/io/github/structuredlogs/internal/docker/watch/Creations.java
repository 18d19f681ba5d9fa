package io.github.structuredlogs.internal.docker.watch;

import io.github.structuredlogs.internal.docker.ours.ContainerNames;
import io.github.structuredlogs.internal.store.ContainerSet.Uncaptured;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The containers that this JVM was about to create, until it is known what became of each. Thread-safe. */
final class Creations {

    /** The label by which a container is known to be one of these. */
    static final String LABEL = "io.github.structuredlogs.creation";

    private static final String TESTCONTAINERS = "org.testcontainers.containers.";

    // guarded by this
    private final Map<String, Creation> open = new LinkedHashMap<>();
    private final List<Uncaptured> lost = new ArrayList<>();
    private long announced = System.nanoTime();
    private boolean someAreUnmarked;

    /**
     * A container that is about to be created.
     *
     * @param mark the value of its label
     * @param object which object creates it
     * @param image the image that was asked for
     * @param isMarked whether the container has the label
     * @param at when that was announced
     * @param thread who creates it
     */
    record Creation(String mark, String object, String image, boolean isMarked, Instant at, Thread thread) {

        String label() {
            return LABEL + "=" + mark;
        }

        /** Whether the call that creates and starts it has returned, be it that it has failed. */
        boolean isOver() {
            for (StackTraceElement frame : thread.getStackTrace()) {
                if (frame.getClassName().startsWith(TESTCONTAINERS)
                        && frame.getMethodName().matches("start|doStart|tryStart")) {
                    return false;
                }
            }
            return true;
        }

        private Uncaptured uncaptured(Instant until, String reason) {
            String name = ContainerNames.shortImage(image);
            return new Uncaptured(name == null ? "a container of " + image : name, false, null, at, until, reason);
        }
    }

    /**
     * Takes note that the calling thread is about to create a container.
     *
     * @return the value for its label
     */
    synchronized String announce(String object, String image, boolean isMarked) {
        String mark = UUID.randomUUID().toString();
        open.put(mark, new Creation(mark, object, image, isMarked, Instant.now(), Thread.currentThread()));
        announced = System.nanoTime();
        someAreUnmarked |= !isMarked;
        return mark;
    }

    /** There may be containers that nobody announces. */
    synchronized void someAreNotAnnounced() {
        someAreUnmarked = true;
    }

    /** Whether each container that there may be was announced, has a label, and is known. */
    synchronized boolean allAreKnown() {
        return !someAreUnmarked && open.isEmpty();
    }

    /** {@return when the last one was announced, by {@link System#nanoTime}} */
    synchronized long lastAnnounced() {
        return announced;
    }

    /** A container with these labels is known to whoever follows it, or is not to be captured. */
    synchronized void known(Map<String, String> labels) {
        String mark = labels.get(LABEL);
        if (mark != null) {
            open.remove(mark);
        }
    }

    /** It is known that nothing has come of it. */
    synchronized void settled(Creation creation) {
        open.remove(creation.mark());
    }

    /** It has created a container that nobody has seen, as far as anybody can tell. */
    synchronized void lost(Creation creation, String reason) {
        if (open.remove(creation.mark()) != null) {
            lost.add(creation.uncaptured(Instant.now(), reason));
        }
    }

    /** {@return those of which nobody knows what became of them} */
    synchronized List<Creation> open() {
        return List.copyOf(open.values());
    }

    /** {@return those whose call has returned, or was followed by another attempt of its object} */
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

    /** {@return those that have created a container that nobody has seen} */
    synchronized List<Uncaptured> lost() {
        return List.copyOf(lost);
    }
}
