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
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.InstanceOfAssertFactory;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.ContainerState;

/**
 * What assertions on spans and on measurements have in common: first narrow down, then assert with AssertJ's own list
 * assertions. They settle as those on records do.
 *
 * @param <SELF> the assertion itself
 * @param <ACTUAL> the list
 * @param <ELEMENT> what the list holds
 * @param <ELEMENT_ASSERT> the assertion on one of them
 */
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
     * Keeps those that one container has written, over all attempts to start it.
     *
     * @param container the container, running, stopped or one whose start failed
     * @return the narrowed ones
     * @throws AssertionError if its logs are not captured
     */
    public SELF from(ContainerState container) {
        return narrow(items -> items.from(container));
    }

    /**
     * Keeps those that the container with a name has written.
     *
     * @param container the name under which its records are shown
     * @return the narrowed ones
     * @throws AssertionError if no container has that name; the message lists the names that there are
     */
    public SELF from(String container) {
        return narrow(items -> items.from(container));
    }

    /**
     * Waits until assertions hold. They are evaluated on the calling thread, at once and then whenever something has
     * arrived; nothing polls. It passes as soon as they hold, so it is for what comes ({@link #staysEmpty} is for what must
     * not come).
     *
     * @param timeout how long to wait at most
     * @param assertions narrows and asserts
     * @return this assertion
     * @throws AssertionError the last failure, if they do not hold in time
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
                            "that assertions hold within " + TimeUnit.MILLISECONDS.convert(timeout) + " ms", e));
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
            throw failure("Not within %s ms: %s", TimeUnit.MILLISECONDS.convert(timeout), e.getMessage());
        } catch (RuntimeException e) {
            AssertionError failure = failure("Not within %s ms: %s", TimeUnit.MILLISECONDS.convert(timeout), e);
            failure.addSuppressed(e);
            throw failure;
        }
    }

    /**
     * Checks that nothing matches now, and that nothing that matches arrives for a while.
     *
     * @param duration how long to wait; it ends early when every container that this is narrowed to was removed
     * @return this assertion
     * @throws AssertionError at once when there is one
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

    /** By {@code asInstanceOf}, as only what AssertJ itself makes stays within soft assertions. */
    private SELF narrow(UnaryOperator<NarrowedItems<ELEMENT>> narrowing) {
        isNotNull();
        return asInstanceOf(new InstanceOfAssertFactory<>(List.class, list -> newAssert(narrowing.apply(items()))));
    }
}
