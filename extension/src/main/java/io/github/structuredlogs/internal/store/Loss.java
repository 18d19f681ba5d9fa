package io.github.structuredlogs.internal.store;

import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Output of a container that is missing, that may be missing, or that cannot be shown to be there.
 *
 * @param from the time of the last line before the gap, null if the gap begins with the first one
 * @param to the time of the first line after it, null if nothing came after it
 * @param bytes how many bytes are missing, -1 if that cannot be known
 * @param certainty how much is known of it
 * @param reason why, in words: {@code the engine's log rotation discarded it}
 */
public record Loss(@Nullable Instant from, @Nullable Instant to, long bytes, Certainty certainty, String reason) {

    private static final Duration NEAR = Duration.ofSeconds(1);

    /** How much is known of a loss. */
    public enum Certainty {
        /** It is missing. */
        LOST,
        /** Something has happened by which output may be missing. */
        POSSIBLE,
        /** Nothing is known to have happened; only the proof is missing that output is there. */
        UNPROVEN
    }

    /** Output that is missing. */
    public static Loss of(@Nullable Instant from, @Nullable Instant to, long bytes, String reason) {
        return new Loss(from, to, bytes, Certainty.LOST, reason);
    }

    /** Output of which nobody can know whether there was any, where something has happened by which it may be missing. */
    public static Loss possible(@Nullable Instant from, @Nullable Instant to, String reason) {
        return new Loss(from, to, -1, Certainty.POSSIBLE, reason);
    }

    /** Output of which only the proof is missing that it is there, or that there was none. */
    public static Loss unproven(@Nullable Instant from, @Nullable Instant to, String reason) {
        return new Loss(from, to, -1, Certainty.UNPROVEN, reason);
    }

    /** Whether it is missing; else it may be. */
    public boolean certain() {
        return certainty == Certainty.LOST;
    }

    /**
     * Whether it touches a time; the lines at both of its ends are there.
     *
     * @param begin the beginning of the time, null for the log's beginning
     * @param end its end, null for now
     */
    public boolean overlaps(@Nullable Instant begin, @Nullable Instant end) {
        return (from == null || end == null || from.isBefore(end))
                && (to == null || begin == null || to.isAfter(begin));
    }

    /** Whether a later one begins where this one ends, or little later. */
    boolean isNear(Loss later) {
        return to != null && later.from != null && !later.from.isAfter(to.plus(NEAR));
    }

    /** {@return this one up to the end of a later one} */
    Loss to(Loss later) {
        return new Loss(from, later.to, bytes, certainty, reason);
    }

    /** {@return this one by another clock} */
    Loss shifted(UnaryOperator<Instant> clock) {
        return new Loss(
                from == null ? null : clock.apply(from), to == null ? null : clock.apply(to), bytes, certainty, reason);
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
        return words.append(certain() ? " lost: " : " may be lost: ")
                .append(reason)
                .toString();
    }
}
