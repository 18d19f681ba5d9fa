package io.github.structuredlogs.internal.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The knowledge about a capture at one moment, in plain values, which decides what an assertion may conclude. {@link
 * SyncOutcome} says whether it has what the engine had at that moment.
 *
 * @param standing whether its log is being read
 * @param why why it is not being read, in words; null while it is being read, and after it was read to its end
 * @param losses the output that is missing, may be missing, or cannot be proved to be there, with its times
 * @param unproven what cannot be proved although nothing is known to be missing, in words; empty if everything is
 *     proved
 */
public record CaptureKnowledge(Standing standing, @Nullable String why, List<Loss> losses, List<String> unproven) {

    /** The reading of a container's log. */
    public enum Standing {
        /** It is read as it grows. */
        FOLLOWED,
        /** The container has ended, and its log was read to the end, possibly without proof: {@link #unproven}. */
        ENDED,
        /** Nobody reads the log now, or its end was not read, and the engine may have more of it. */
        GAVE_UP,
        /** Its logging driver keeps no log that can be read. */
        NOTHING_KEPT
    }

    public CaptureKnowledge {
        losses = List.copyOf(losses);
        unproven = List.copyOf(unproven);
    }

    /**
     * Returns the output of a time that is missing, or may be.
     *
     * @param from the beginning of the time, null for the log's beginning
     * @param to its end, null for now
     * @return the losses in order of discovery, without those that only lack proof
     */
    public List<Loss> lossesBetween(@Nullable Instant from, @Nullable Instant to) {
        return losses.stream()
                .filter(loss -> loss.certainty() != Loss.Certainty.UNPROVEN && loss.overlaps(from, to))
                .toList();
    }
}
