package io.github.structuredlogs.internal.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The knowledge whether every container had a capture at the moment of a question.
 *
 * @param unknown why it is not known which containers exist, in words; null if it is known
 * @param uncaptured the containers that are known to have no capture, empty if each has one
 * @param isCreating whether a container was about to be created of which nobody knows yet what became of it
 */
public record ContainerSet(@Nullable String unknown, List<Uncaptured> uncaptured, boolean isCreating) {

    /** Each container has a capture, or there are no containers. */
    public static final ContainerSet KNOWN = new ContainerSet(null, List.of());

    /**
     * A container that was created and has no capture.
     *
     * @param name the name under which it would be shown
     * @param isNameCertain whether it would be shown under no other name
     * @param containerId the engine's id, null if only its creation was announced
     * @param since when its creation was announced or it was started, by this JVM's clock
     * @param until when it was known to be removed, by the same clock; null if it may still run
     * @param reason why it has no capture, in words
     */
    public record Uncaptured(
            String name,
            boolean isNameCertain,
            @Nullable String containerId,
            Instant since,
            @Nullable Instant until,
            String reason) {

        /** One that is called so for certain. */
        public Uncaptured(
                String name, @Nullable String containerId, Instant since, @Nullable Instant until, String reason) {
            this(name, true, containerId, since, until, reason);
        }
    }

    public ContainerSet {
        uncaptured = List.copyOf(uncaptured);
    }

    /** A set at a moment when none is being created. */
    public ContainerSet(@Nullable String unknown, List<Uncaptured> uncaptured) {
        this(unknown, uncaptured, false);
    }

    /** {@return the set after nobody could tell which containers there are} */
    public static ContainerSet unknown(String reason) {
        return new ContainerSet(reason, List.of());
    }

    /** Says whether each container that existed at the moment of the question has a capture. */
    public boolean isKnown() {
        return unknown == null && uncaptured.isEmpty();
    }
}
