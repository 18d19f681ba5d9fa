package io.github.structuredlogs.assertj;

import io.github.structuredlogs.internal.condition.ItemCondition;
import io.github.structuredlogs.internal.query.ItemSource;
import io.github.structuredlogs.internal.query.NarrowedItems;
import io.github.structuredlogs.internal.query.NarrowedRecords.ListKind;
import io.github.structuredlogs.internal.query.NarrowedRecords.UndecidedError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.InstanceOfAssertFactory;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.ContainerState;

/**
 * The common base of assertions on spans and on measurements. Narrow first, then use any AssertJ list assertion. They wait and
 * retry like assertions on records.
 *
 * @param <SELF> the assertion itself
 * @param <ACTUAL> the list
 * @param <ELEMENT> what the list holds
 * @param <ELEMENT_ASSERT> the assertion on one of them
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public abstract class AbstractItemsAssert<
                SELF extends AbstractItemsAssert<SELF, ACTUAL, ELEMENT, ELEMENT_ASSERT>,
                ACTUAL extends List<? extends ELEMENT>,
                ELEMENT,
                ELEMENT_ASSERT extends AbstractAssert<ELEMENT_ASSERT, ELEMENT>>
        extends AbstractExtractingListAssert<SELF, ACTUAL, ELEMENT, ELEMENT_ASSERT> {

    AbstractItemsAssert(@Nullable ACTUAL actual, Class<?> selfType) {
        super(actual, selfType);
    }

    /**
     * Keeps the elements of one container, over all attempts to start it.
     *
     * @param container the container; it may be running or stopped, or its start may have failed
     * @return the narrowed elements
     * @throws AssertionError if its logs are not captured
     */
    @CheckReturnValue
    public SELF from(ContainerState container) {
        return narrow(items -> items.from(container));
    }

    /**
     * Keeps the elements of the containers with a name.
     *
     * @param container the name that is printed with its records
     * @return the narrowed elements
     * @throws AssertionError if no container has that name; the message lists the known names
     */
    @CheckReturnValue
    public SELF from(String container) {
        return narrow(items -> items.from(container));
    }

    /**
     * Waits until assertions pass. They are evaluated on the calling thread, at once and then whenever something has arrived.
     * It never polls. It passes as soon as they pass, so use it for elements that must arrive, and {@link #staysEmpty} for
     * elements that must not.
     *
     * @param timeout the maximum time to wait
     * @param assertions narrows and asserts
     * @return this assertion
     * @throws AssertionError the last failure, if they do not pass in time
     */
    public SELF eventually(Duration timeout, Consumer<? super SELF> assertions) {
        isNotNull();
        NarrowedItems<ELEMENT> items = items();
        Consumer<NarrowedItems<ELEMENT>> evaluation = it -> assertions.accept(newAssert(it));
        try {
            eventually(items, timeout, evaluation);
        } catch (UndecidedError e) {
            throw failure(
                    "%s",
                    items.undecided(
                            "the assertions to pass within " + TimeUnit.MILLISECONDS.convert(timeout) + " ms", e));
        }
        return myself;
    }

    private void eventually(
            NarrowedItems<ELEMENT> items, Duration timeout, Consumer<NarrowedItems<ELEMENT>> evaluation) {
        try {
            items.eventually(timeout, evaluation);
        } catch (UndecidedError e) {
            throw e;
        } catch (AssertionError | RuntimeException e) {
            explain(items, timeout, evaluation);
            // They hold by now.
            items.eventually(Duration.ZERO, evaluation);
        }
    }

    /** Looks once more, now for the reasons, which cost too much to be told after every arrival. */
    private void explain(NarrowedItems<ELEMENT> items, Duration timeout, Consumer<NarrowedItems<ELEMENT>> evaluation) {
        try {
            evaluation.accept(items.withoutWaiting());
        } catch (AssertionError e) {
            throw failure(
                    "Not within %s ms: %s",
                    TimeUnit.MILLISECONDS.convert(timeout), items.foreign(String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            Throwable safe = SafeDescription.withSafeMessage(e, items.text());
            AssertionError failure = failure(
                    "Not within %s ms: %s", TimeUnit.MILLISECONDS.convert(timeout), safe == e ? e : safe.getMessage());
            failure.addSuppressed(safe);
            throw failure;
        }
    }

    /**
     * Checks that there is no element now, and that none arrives during a time.
     *
     * @param duration how long to wait; the wait ends early if every container that this is narrowed to was removed
     * @return this assertion
     * @throws AssertionError as soon as there is an element
     */
    public SELF staysEmpty(Duration duration) {
        isNotNull();
        String expected = "no " + noun() + " for " + TimeUnit.MILLISECONDS.convert(duration) + " ms";
        NarrowedItems<ELEMENT> items = items();
        return items.watching(() -> check(items, ListKind.ABSENCE, Duration.ZERO, duration, expected, super::isEmpty));
    }

    // --- how

    abstract ItemSource<ELEMENT> listed(List<? extends ELEMENT> list);

    abstract SELF newAssert(List<? extends ELEMENT> list);

    NarrowedItems<ELEMENT> items() {
        return NarrowedItems.of(actual, () -> listed(actual));
    }

    @Override
    protected SELF newAbstractIterableAssert(Iterable<? extends ELEMENT> iterable) {
        if (iterable instanceof NarrowedItems<?>) {
            @SuppressWarnings("unchecked") // this list is of the same type
            NarrowedItems<ELEMENT> narrowed = (NarrowedItems<ELEMENT>) iterable;
            return newAssert(narrowed);
        }
        List<ELEMENT> items = new ArrayList<>();
        iterable.forEach(items::add);
        return newAssert(items);
    }

    final SELF narrow(ItemCondition<ELEMENT> condition) {
        return narrow(items -> items.narrow(condition));
    }

    /** Uses {@code asInstanceOf}, because soft assertions only collect the failures of asserts that AssertJ itself creates. */
    private SELF narrow(UnaryOperator<NarrowedItems<ELEMENT>> narrowing) {
        isNotNull();
        return asInstanceOf(new InstanceOfAssertFactory<>(List.class, list -> newAssert(narrowing.apply(items()))));
    }
}
