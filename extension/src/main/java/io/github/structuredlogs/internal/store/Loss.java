package io.github.structuredlogs.internal.store;

import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Output of a container that is missing, may be missing, or cannot be proved to be there.
 *
 * @param from the time of the last line before the gap, null if there is none
 * @param to the time of the first line after the gap, null if there is none
 * @param bytes the number of missing bytes, -1 if it is not known
 * @param certainty how certain the loss is
 * @param reason why, in words: {@code the engine's log rotation discarded it}
 */
public record Loss(@Nullable Instant from, @Nullable Instant to, long bytes, Certainty certainty, String reason) {

    private static final Duration NEAR = Duration.ofSeconds(1);

    /** The certainty of a loss. */
    public enum Certainty {
        /** It is missing. */
        LOST,
        /** Something has happened that may have lost output. */
        POSSIBLE,
        /** Nothing is known to have happened; only the proof is missing that the output is there. */
        UNPROVEN
    }

    /** Returns a loss of output. */
    public static Loss of(@Nullable Instant from, @Nullable Instant to, long bytes, String reason) {
        return new Loss(from, to, bytes, Certainty.LOST, reason);
    }

    /**
     * Returns a possible loss: something has happened that may have lost output, and it is not known whether there was
     * any.
     */
    public static Loss possible(@Nullable Instant from, @Nullable Instant to, String reason) {
        return new Loss(from, to, -1, Certainty.POSSIBLE, reason);
    }

    /** Returns an unproven loss: only the proof is missing that the output is there, or that there was none. */
    public static Loss unproven(@Nullable Instant from, @Nullable Instant to, String reason) {
        return new Loss(from, to, -1, Certainty.UNPROVEN, reason);
    }

    /** Says whether output is certainly missing; otherwise it may be. */
    public boolean certain() {
        return certainty == Certainty.LOST;
    }

    /**
     * Says whether it overlaps a time; the lines at both of its ends are there.
     *
     * @param begin the beginning of the time, null for the log's beginning
     * @param end its end, null for now
     */
    public boolean overlaps(@Nullable Instant begin, @Nullable Instant end) {
        return (from == null || end == null || from.isBefore(end))
                && (to == null || begin == null || to.isAfter(begin));
    }

    /** Says whether a later loss begins where this one ends, or shortly after. */
    boolean isNear(Loss later) {
        return to != null && later.from != null && !later.from.isAfter(to.plus(NEAR));
    }

    /** {@return this loss, extended to the end of a later one} */
    Loss to(Loss later) {
        return new Loss(from, later.to, bytes, certainty, reason);
    }

    /** {@return this loss by another clock} */
    Loss shifted(UnaryOperator<Instant> clock) {
        return new Loss(
                from == null ? null : clock.apply(from), to == null ? null : clock.apply(to), bytes, certainty, reason);
    }

    /** Describes the loss in words. */
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
