package io.github.structuredlogs.assertj;

import io.github.structuredlogs.internal.query.NarrowedRecords;
import io.github.structuredlogs.internal.query.SettlingList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.assertj.core.api.Condition;
import org.assertj.core.api.ObjectAssert;
import org.assertj.core.api.ThrowingConsumer;
import org.assertj.core.api.filter.FilterOperator;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on values that were extracted from records. They wait and retry like assertions on records.
 *
 * <pre>{@code
 * assertThat(logs).from(ORDERS).extracting(LogRecord::level).contains(ERROR); // passes, also if it arrives within 250 ms
 * assertThat(logs).from(ORDERS).extracting(LogRecord::level).doesNotContain(ERROR); // fails
 * }</pre>
 *
 * @param <V> the type of the values
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public class ExtractedValuesAssert<V>
        extends AbstractExtractingListAssert<ExtractedValuesAssert<V>, List<? extends V>, V, ObjectAssert<V>> {

    /**
     * Starts an assertion on values.
     *
     * @param actual the values, null if there is no list
     */
    public ExtractedValuesAssert(@Nullable List<? extends V> actual) {
        super(actual, ExtractedValuesAssert.class);
    }

    @Override
    protected ObjectAssert<V> toAssert(@Nullable V value, String description) {
        SettlingList<?> settling = settling();
        return new ObjectAssert<>(value)
                .withRepresentation(
                        !(settling instanceof NarrowedRecords records)
                                ? info.representation()
                                : RecordRepresentation.ofValueFrom(records))
                .as("%s", description);
    }

    @Override
    String noun() {
        return "value";
    }

    @Override
    protected ExtractedValuesAssert<V> newAbstractIterableAssert(Iterable<? extends V> iterable) {
        List<V> values = new ArrayList<>();
        iterable.forEach(values::add);
        return new ExtractedValuesAssert<>(live(values));
    }

    @Override
    public ExtractedValuesAssert<V> filteredOn(Predicate<? super V> predicate) {
        return repeatable(() -> super.filteredOn(predicate));
    }

    @Override
    public ExtractedValuesAssert<V> filteredOn(Condition<? super V> condition) {
        return repeatable(() -> super.filteredOn(condition));
    }

    @Override
    public <T> ExtractedValuesAssert<V> filteredOn(Function<? super V, T> property, @Nullable T expected) {
        return repeatable(() -> super.filteredOn(property, expected));
    }

    @Override
    public ExtractedValuesAssert<V> filteredOn(String property, @Nullable Object expected) {
        return repeatable(() -> super.filteredOn(property, expected));
    }

    @Override
    public ExtractedValuesAssert<V> filteredOn(String property, FilterOperator<?> operator) {
        return repeatable(() -> super.filteredOn(property, operator));
    }

    @Override
    public ExtractedValuesAssert<V> filteredOnNull(String property) {
        return repeatable(() -> super.filteredOnNull(property));
    }

    @Override
    public ExtractedValuesAssert<V> filteredOnAssertions(Consumer<? super V> requirements) {
        return repeatable(() -> super.filteredOnAssertions(requirements));
    }

    @Override
    public ExtractedValuesAssert<V> filteredOnAssertions(ThrowingConsumer<? super V> requirements) {
        return repeatable(() -> super.filteredOnAssertions(requirements));
    }

    /** {@code extracting("level").doesNotContain("ERROR")} compares constants with texts, which never are equal. */
    @Override
    void demandNone(Iterable<?> values) {
        for (Object value : values) {
            for (Object each : actual) {
                if (each != null
                        && value != null
                        && (each.getClass() != value.getClass() || each instanceof Tuple)
                        && SameValues.are(each, value)) {
                    throw new AssertionError("Expecting no value that is the same as the "
                            + value.getClass().getSimpleName() + "\n  " + value + "\nbut found the "
                            + each.getClass().getSimpleName() + "\n  " + each);
                }
            }
        }
    }

    boolean isAny() {
        return !actual.isEmpty();
    }
}
