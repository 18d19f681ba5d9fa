package io.github.structuredlogs.internal.store;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a capture has everything that its container logged.
 *
 * @param completenessState whether that is known
 * @param reason why it is incomplete, in words; null if it is not
 * @param losses what is known to be missing
 */
public record Completeness(
        CompletenessState completenessState, @Nullable String reason, List<Loss> losses) {

    static final Completeness OPEN = new Completeness(CompletenessState.OPEN, null, List.of());
    static final Completeness COMPLETE = new Completeness(CompletenessState.COMPLETE, null, List.of());

    /** Whether everything is there. */
    public enum CompletenessState {
        /** The container runs, more may come. */
        OPEN,
        /** The container has ended and everything that the engine kept of it is here. */
        COMPLETE,
        /** Something is missing, or cannot be shown not to be. */
        INCOMPLETE
    }

    public Completeness {
        losses = List.copyOf(losses);
    }

    /** After everything that the engine had was read. */
    Completeness ended() {
        return completenessState == CompletenessState.OPEN ? COMPLETE : this;
    }

    /** After the container was started once more. */
    Completeness reopened() {
        return completenessState == CompletenessState.COMPLETE ? OPEN : this;
    }

    /** After something is missing, or may be. */
    Completeness without(Loss loss) {
        List<Loss> all = new ArrayList<>(losses);
        all.add(loss);
        return new Completeness(CompletenessState.INCOMPLETE, reason == null ? loss.reason() : reason, all);
    }

    /** After more may be missing of the last loss, from near its end on; null if it is not near. */
    @Nullable Completeness reaching(Loss loss) {
        for (int last = losses.size() - 1; last >= 0; last--) {
            Loss before = losses.get(last);
            if (before.reason().equals(loss.reason())) {
                if (!before.isNear(loss)) {
                    return null;
                }
                List<Loss> all = new ArrayList<>(losses);
                all.set(last, before.to(loss));
                return new Completeness(completenessState, reason, all);
            }
        }
        return null;
    }

    /** After somebody reads it again. */
    Completeness takenUp() {
        return losses.isEmpty()
                ? OPEN
                : new Completeness(CompletenessState.INCOMPLETE, losses.get(0).reason(), losses);
    }

    /** After nobody can tell whether everything was read. */
    Completeness incomplete(String why) {
        return new Completeness(CompletenessState.INCOMPLETE, why, losses);
    }
}
