package io.github.structuredlogs.internal.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Output of a container that is known to be missing, or that the engine may have lost.
 *
 * @param from the time of the last line before the gap, null if the gap begins with the first one
 * @param to the time of the first line after it, null if nothing came after it
 * @param bytes how many bytes are missing, -1 if that cannot be known
 * @param certain whether it is missing; else that cannot be known
 * @param reason why, in words: {@code the engine's log rotation discarded it}
 */
public record Loss(@Nullable Instant from, @Nullable Instant to, long bytes, boolean certain, String reason) {

    /** Output that is missing. */
    public static Loss of(@Nullable Instant from, @Nullable Instant to, long bytes, String reason) {
        return new Loss(from, to, bytes, true, reason);
    }

    /** Output of which nobody can know whether there was any. */
    public static Loss possible(@Nullable Instant from, Instant to, String reason) {
        return new Loss(from, to, -1, false, reason);
    }

    /** The loss in words, for a person. */
    public String describe() {
        StringBuilder words = new StringBuilder(bytes >= 0 ? bytes + " bytes" : "output");
        if (from != null && to != null) {
            words.append(" between ").append(from).append(" and ").append(to);
        } else if (from != null) {
            words.append(" after ").append(from);
        } else if (to != null) {
            words.append(" before ").append(to);
        }
        return words.append(certain ? " lost: " : " may be lost: ")
                .append(reason)
                .toString();
    }
}
