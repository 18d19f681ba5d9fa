package io.github.structuredlogs.internal.store;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statement whether a capture has everything that its container logged.
 *
 * @param state whether that is known
 * @param reason why it is incomplete, in words; null if it is not
 * @param losses the output that is known to be missing
 */
public record Completeness(
        CompletenessState state, @Nullable String reason, List<Loss> losses) {

    static final Completeness OPEN = new Completeness(CompletenessState.OPEN, null, List.of());
    static final Completeness COMPLETE = new Completeness(CompletenessState.COMPLETE, null, List.of());

    /** The state of the statement. */
    public enum CompletenessState {
        /** The container runs, and more may arrive. */
        OPEN,
        /** The container has ended, and everything that the engine kept of it was read. */
        COMPLETE,
        /** Output is missing, or cannot be proved to be there. */
        INCOMPLETE
    }

    public Completeness {
        losses = List.copyOf(losses);
    }

    /** Returns the state after everything that the engine had was read. */
    Completeness ended() {
        return state == CompletenessState.OPEN ? COMPLETE : this;
    }

    /** Returns the state after the container was restarted. */
    Completeness reopened() {
        return state == CompletenessState.COMPLETE ? OPEN : this;
    }

    /** Returns the state after output was lost, or may have been. */
    Completeness without(Loss loss) {
        List<Loss> all = new ArrayList<>(losses);
        all.add(loss);
        return new Completeness(CompletenessState.INCOMPLETE, reason == null ? loss.reason() : reason, all);
    }

    /** Returns the state after the last loss has become longer; null if the new one is not near its end. */
    @Nullable Completeness reaching(Loss loss) {
        for (int last = losses.size() - 1; last >= 0; last--) {
            Loss before = losses.get(last);
            if (before.reason().equals(loss.reason())) {
                if (!before.isNear(loss)) {
                    return null;
                }
                List<Loss> all = new ArrayList<>(losses);
                all.set(last, before.to(loss));
                return new Completeness(state, reason, all);
            }
        }
        return null;
    }

    /** Returns the state after the log is read again. */
    Completeness takenUp() {
        return losses.isEmpty()
                ? OPEN
                : new Completeness(CompletenessState.INCOMPLETE, losses.get(0).reason(), losses);
    }

    /** Returns the state after it cannot be known whether everything was read. */
    Completeness incomplete(String why) {
        return new Completeness(CompletenessState.INCOMPLETE, why, losses);
    }
}
