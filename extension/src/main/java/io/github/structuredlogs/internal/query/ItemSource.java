package io.github.structuredlogs.internal.query;

import io.github.structuredlogs.internal.store.Capture;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.ContainerState;

/**
 * The spans or measurements of an assertion.
 *
 * @param <T> the type of the items
 */
public interface ItemSource<T> {

    /** {@return the source that knows the containers and waits} */
    RecordSource recordSource();

    /** {@return the same with the containers that an object has started, whoever owns them} */
    default ItemSource<T> reaching(ContainerState container) {
        return this;
    }

    /** {@return the noun for one item} */
    String noun();

    /** {@return what they have in addition to the conditions, for a failure message; empty if nothing} */
    String belongs();

    /** Finds out which items belong to the test now. {@return whether earlier items may have been added to it} */
    boolean refresh();

    /** {@return those that may be this test's or another's, null if there can be none} */
    default @Nullable ItemSource<T> doubtful() {
        return null;
    }

    /** Says whether the {@link #doubtful()} ones are so because no span of a trace of the test has come, and not because of other tests. */
    default boolean isOfNoTrace() {
        return false;
    }

    /** {@return the parts that there are now} */
    List<ItemPart<T>> parts();

    /** {@return the time that orders an item} */
    Instant time(T item);

    /** {@return the name of the container that wrote an item; null if the log does not name one} */
    @Nullable String container(T item);

    /** {@return an item as a line} */
    String line(T item);

    /** Says why matching items may not be visible; null if there are none elsewhere. */
    @Nullable String elsewhere(Predicate<T> wanted);

    /**
     * The items of one container, or of a list.
     *
     * @param <T> the type of the items
     */
    interface ItemPart<T> {
        /** {@return the capture, null for a list} */
        @Nullable Capture capture();

        int size();

        T get(int index);

        /** Says whether the item at an index belongs to the test. */
        boolean includes(int index);

        /** {@return what could not be captured in the time of the assertion, in words; null if nothing} */
        @Nullable String missing();

        /**
         * Says why more of it may come that was there before the look, or why nobody would know; null if all of it is here.
         *
         * @param watched whether somebody has waited for it
         */
        @Nullable String onItsWay(boolean watched);
    }
}
