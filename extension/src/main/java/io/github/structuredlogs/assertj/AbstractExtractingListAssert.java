package io.github.structuredlogs.assertj;

import io.github.structuredlogs.internal.query.ExtractedValues;
import io.github.structuredlogs.internal.query.SettlingList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.AbstractListAssert;
import org.assertj.core.api.ObjectAssert;
import org.assertj.core.api.iterable.ThrowingExtractor;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * AssertJ's extractions from a list that grows. Their values are extracted again before an assertion on them is retried.
 *
 * <p>AssertJ extracts at once and passes the values to {@link #newListAssertInstance}. So this class keeps the call and repeats
 * it for each retry.
 *
 * @param <SELF> the type of the assertion
 * @param <ACTUAL> the type of the list
 * @param <ELEMENT> the type of its elements
 * @param <ELEMENT_ASSERT> the type of the assertion on one element
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public abstract class AbstractExtractingListAssert<
                SELF extends AbstractExtractingListAssert<SELF, ACTUAL, ELEMENT, ELEMENT_ASSERT>,
                ACTUAL extends List<? extends ELEMENT>,
                ELEMENT,
                ELEMENT_ASSERT extends AbstractAssert<ELEMENT_ASSERT, ELEMENT>>
        extends AbstractSettlingListAssert<SELF, ACTUAL, ELEMENT, ELEMENT_ASSERT> {

    /** The call, while AssertJ makes it for the first time. */
    private @Nullable Supplier<?> extraction;

    /** The result of a repeated call. */
    private @Nullable List<?> repeated;

    AbstractExtractingListAssert(@Nullable ACTUAL actual, Class<?> selfType) {
        super(actual, selfType);
    }

    final <A> A repeatable(Supplier<A> call) {
        isNotNull();
        SettlingList<?> records = settling();
        if (records == null) {
            return call.get();
        }
        extraction = call;
        try {
            return records.withoutLooking(call);
        } finally {
            extraction = null;
        }
    }

    @Override
    protected <V> AbstractListAssert<?, List<? extends V>, V, ObjectAssert<V>> newListAssertInstance(
            List<? extends V> values) {
        return new ExtractedValuesAssert<>(live(values));
    }

    /** {@return the values that AssertJ has just extracted or filtered, as a list that repeats this when more arrives} */
    final <V> List<? extends V> live(List<? extends V> values) {
        Supplier<?> call = extraction;
        SettlingList<?> records = settling();
        if (call == null || records == null) {
            repeated = values;
            return values;
        }
        return new ExtractedValues<V>(records, () -> repeat(call));
    }

    @SuppressWarnings("unchecked") // the same call gives the same type
    private <V> List<? extends V> repeat(Supplier<?> call) {
        Object handedOver = call.get();
        List<?> values = repeated;
        repeated = null;
        return handedOver == null || values == null ? List.of() : (List<? extends V>) values;
    }

    @Override
    public <V> AbstractListAssert<?, List<? extends V>, V, ObjectAssert<V>> extracting(
            Function<? super ELEMENT, V> extractor) {
        return repeatable(() -> super.extracting(extractor));
    }

    @Override
    public <V, EXCEPTION extends Exception> AbstractListAssert<?, List<? extends V>, V, ObjectAssert<V>> extracting(
            ThrowingExtractor<? super ELEMENT, V, EXCEPTION> extractor) {
        return repeatable(() -> super.extracting(extractor));
    }

    @Override
    public <V> AbstractListAssert<?, List<? extends V>, V, ObjectAssert<V>> map(
            Function<? super ELEMENT, V> extractor) {
        return repeatable(() -> super.map(extractor));
    }

    @Override
    public <V, EXCEPTION extends Exception> AbstractListAssert<?, List<? extends V>, V, ObjectAssert<V>> map(
            ThrowingExtractor<? super ELEMENT, V, EXCEPTION> extractor) {
        return repeatable(() -> super.map(extractor));
    }

    @Override
    protected AbstractListAssert<?, List<? extends Tuple>, Tuple, ObjectAssert<Tuple>> extractingForProxy(
            Function<? super ELEMENT, ?>[] extractors) {
        return repeatable(() -> super.extractingForProxy(extractors));
    }

    @Override
    public <V> AbstractListAssert<?, List<? extends V>, V, ObjectAssert<V>> flatExtracting(
            Function<? super ELEMENT, ? extends Collection<V>> extractor) {
        return repeatable(() -> super.flatExtracting(extractor));
    }

    @Override
    public <V, EXCEPTION extends Exception> AbstractListAssert<?, List<? extends V>, V, ObjectAssert<V>> flatExtracting(
            ThrowingExtractor<? super ELEMENT, ? extends Collection<V>, EXCEPTION> extractor) {
        return repeatable(() -> super.flatExtracting(extractor));
    }

    @Override
    public <V> AbstractListAssert<?, List<? extends V>, V, ObjectAssert<V>> flatMap(
            Function<? super ELEMENT, ? extends Collection<V>> extractor) {
        return repeatable(() -> super.flatMap(extractor));
    }

    @Override
    public <V, EXCEPTION extends Exception> AbstractListAssert<?, List<? extends V>, V, ObjectAssert<V>> flatMap(
            ThrowingExtractor<? super ELEMENT, ? extends Collection<V>, EXCEPTION> extractor) {
        return repeatable(() -> super.flatMap(extractor));
    }

    @Override
    protected AbstractListAssert<?, List<? extends Object>, Object, ObjectAssert<Object>> flatExtractingForProxy(
            Function<? super ELEMENT, ?>[] extractors) {
        return repeatable(() -> super.flatExtractingForProxy(extractors));
    }

    @Override
    public AbstractListAssert<?, List<? extends Object>, Object, ObjectAssert<Object>> extracting(String property) {
        return repeatable(() -> super.extracting(property));
    }

    @Override
    public <P> AbstractListAssert<?, List<? extends P>, P, ObjectAssert<P>> extracting(String property, Class<P> type) {
        return repeatable(() -> super.extracting(property, type));
    }

    @Override
    public AbstractListAssert<?, List<? extends Tuple>, Tuple, ObjectAssert<Tuple>> extracting(String... properties) {
        return repeatable(() -> super.extracting(properties));
    }

    @Override
    public AbstractListAssert<?, List<? extends Object>, Object, ObjectAssert<Object>> flatExtracting(String property) {
        return repeatable(() -> super.flatExtracting(property));
    }

    @Override
    public AbstractListAssert<?, List<? extends Object>, Object, ObjectAssert<Object>> flatExtracting(
            String... properties) {
        return repeatable(() -> super.flatExtracting(properties));
    }

    @Override
    public AbstractListAssert<?, List<? extends Object>, Object, ObjectAssert<Object>> extractingResultOf(
            String method) {
        return repeatable(() -> super.extractingResultOf(method));
    }

    @Override
    public <P> AbstractListAssert<?, List<? extends P>, P, ObjectAssert<P>> extractingResultOf(
            String method, Class<P> type) {
        return repeatable(() -> super.extractingResultOf(method, type));
    }
}
