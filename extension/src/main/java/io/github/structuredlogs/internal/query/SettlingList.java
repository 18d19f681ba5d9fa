package io.github.structuredlogs.internal.query;

import io.github.structuredlogs.internal.query.NarrowedRecords.ListKind;
import io.github.structuredlogs.internal.query.NarrowedRecords.RecordDifference;
import io.github.structuredlogs.internal.query.NarrowedRecords.UndecidedError;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * What was captured and meets some conditions, as a list that stands still between two looks.
 *
 * @param <E> the type of what was captured
 */
public interface SettlingList<E> extends List<E> {

    /** {@return whether {@link #check} is making an assertion} */
    boolean isLookedAt();

    /** {@return whether a failure is final, so that its reasons are worth telling} */
    boolean explains();

    /** {@return for how long an assertion of a kind that fails is tried again} */
    Duration patience(ListKind listKind);

    /** {@return for how long an assertion that something is absent must hold} */
    Duration quiet();

    /** Makes an assertion as often as its kind asks for. */
    void check(ListKind listKind, Runnable assertion);

    /** As {@link #check(ListKind, Runnable)}, for other times. */
    void check(ListKind listKind, Duration patience, Duration quiet, Runnable assertion);

    /** {@return what is found as the last look has found it; nothing waits} */
    <T> T withoutLooking(Supplier<T> question);

    /** {@return why an assertion on their number failed} */
    RecordDifference wrongNumber(String expected, Duration waited);

    /** {@return why another assertion on them failed} */
    RecordDifference wrongContent(String failure);

    /** {@return why nobody can say whether an assertion on them holds} */
    String undecided(String expected, UndecidedError reason);
}
