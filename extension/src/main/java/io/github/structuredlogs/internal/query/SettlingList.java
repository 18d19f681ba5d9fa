package io.github.structuredlogs.internal.query;

import io.github.structuredlogs.internal.query.NarrowedRecords.ListKind;
import io.github.structuredlogs.internal.query.NarrowedRecords.RecordDifference;
import io.github.structuredlogs.internal.query.NarrowedRecords.UndecidedError;
import io.github.structuredlogs.internal.text.RecordText;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Captured items that meet some conditions, as a list that does not change between two evaluations.
 *
 * @param <E> the type of the items
 */
public interface SettlingList<E> extends List<E> {

    /** {@return whether {@link #check} is evaluating an assertion} */
    boolean isLookedAt();

    /** {@return whether a failure is final, so that it needs an explanation} */
    boolean explains();

    /**
     * {@return whether they are of several containers, so that an earlier one may come later if the log of one is behind}
     */
    boolean isOfSeveral();

    /** {@return how long a failing assertion of this kind is retried} */
    Duration patience(ListKind listKind);

    /** {@return how long an assertion of absence must stay true} */
    Duration quiet();

    /** Evaluates an assertion as often as its kind needs. */
    void check(ListKind listKind, Runnable assertion);

    /** Does the same as {@link #check(ListKind, Runnable)}, with other times. */
    void check(ListKind listKind, Duration patience, Duration quiet, Runnable assertion);

    /** Fails if a part that is named for them is one that none of those that were read has. */
    default void demandParts() {}

    /** {@return the answer for the items as the last evaluation found them; nothing waits} */
    <T> T withoutLooking(Supplier<T> question);

    /** {@return the text of their records} */
    RecordText text();

    /** {@return why an assertion on their number failed} */
    RecordDifference wrongNumber(String expected, Duration waited);

    /** {@return why another assertion on them failed} */
    RecordDifference wrongContent(String failure);

    /** {@return why it is not known whether an assertion on them is true} */
    String undecided(String expected, UndecidedError reason);
}
