package io.github.structuredlogs.internal.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a capture at one moment, in plain values, for whoever decides what an assertion may conclude from it.
 * Whether it has what the engine had at that moment, {@link SyncOutcome} tells.
 *
 * @param standing whether its log is being read
 * @param why why it is not, in words; null while it is being read and after it was read to its end
 * @param losses what is missing, may be missing, or cannot be shown to be there, with the times between which
 * @param unproven what cannot be shown although nothing is known to be missing, in words; empty if there is nothing
 */
public record CaptureKnowledge(Standing standing, @Nullable String why, List<Loss> losses, List<String> unproven) {

    /** Whether a container's log is being read. */
    public enum Standing {
        /** It is read as it grows. */
        FOLLOWED,
        /** The container has ended, and its log was read to the end, be it that this cannot be shown: {@link #unproven}. */
        ENDED,
        /** Nobody reads it at the moment, or nobody has read its end, and the engine may have more of it. */
        GAVE_UP,
        /** Its logging driver keeps nothing that anybody could read. */
        NOTHING_KEPT
    }

    public CaptureKnowledge {
        losses = List.copyOf(losses);
        unproven = List.copyOf(unproven);
    }

    /**
     * What is missing, or may be, of a time.
     *
     * @param from the beginning of the time, null for the log's beginning
     * @param to its end, null for now
     * @return in order of discovery; without what only cannot be shown to be there
     */
    public List<Loss> lossesBetween(@Nullable Instant from, @Nullable Instant to) {
        return losses.stream()
                .filter(loss -> loss.certainty() != Loss.Certainty.UNPROVEN && loss.overlaps(from, to))
                .toList();
    }
}
