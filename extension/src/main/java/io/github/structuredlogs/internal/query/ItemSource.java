package io.github.structuredlogs.internal.query;

import io.github.structuredlogs.internal.store.Capture;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Spans or measurements, as an assertion looks at them.
 *
 * @param <T> which of both
 */
public interface ItemSource<T> {

    /** {@return what the containers and the waiting are asked of} */
    RecordSource recordSource();

    /** {@return what one of them is called} */
    String noun();

    /** {@return what they have beside the conditions, for a failure message; empty if nothing} */
    String belongs();

    /** Finds out what belongs to the test now. {@return whether more may belong to it of what was there before} */
    boolean refresh();

    /** {@return those that may be this test's or another's, null if there can be none} */
    default @Nullable ItemSource<T> doubtful() {
        return null;
    }

    /** {@return the parts that there are now} */
    List<ItemPart<T>> parts();

    /** {@return what they are ordered by} */
    Instant time(T item);

    /** {@return the name of the container that wrote one; null if the log does not name one} */
    @Nullable String container(T item);

    /** {@return one as a line} */
    String line(T item);

    /** Says why what is looked for may be out of sight; null if it is nowhere else. */
    @Nullable String elsewhere(Predicate<T> wanted);

    /**
     * Those of one container, or of a list.
     *
     * @param <T> spans or measurements
     */
    interface ItemPart<T> {
        /** {@return the capture, null for a list} */
        @Nullable Capture capture();

        int size();

        T get(int index);

        /** Whether the one at an index belongs to the test. */
        boolean includes(int index);

        /** {@return what of it could not be captured in the time that is looked at, in words; null if nothing} */
        @Nullable String missing();

        /**
         * Says why more of it may come that was there before the look, or why nobody would know; null if all of it is here.
         *
         * @param watched whether somebody has waited for it
         */
        @Nullable String onItsWay(boolean watched);
    }
}
