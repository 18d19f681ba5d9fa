package io.github.structuredlogs.assertj;

import io.github.structuredlogs.MetricPoint;
import io.github.structuredlogs.internal.condition.ItemCondition;
import io.github.structuredlogs.internal.condition.MetricConditions;
import io.github.structuredlogs.internal.query.ListedItems;
import io.github.structuredlogs.internal.query.NarrowedItems;
import io.github.structuredlogs.internal.query.NarrowedRecords.RecordDifference;
import io.github.structuredlogs.internal.query.RecordSource;
import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.assertj.core.api.AbstractDoubleAssert;
import org.assertj.core.api.AbstractObjectAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on one measurement.
 *
 * <pre>{@code
 * assertThat(point).hasValue(3).hasAttribute("state", "used"); // passes
 * assertThat(point).value().isLessThan(2); // fails: it is 3.0
 * }</pre>
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public class MetricPointAssert extends AbstractObjectAssert<MetricPointAssert, MetricPoint> {

    /**
     * Starts an assertion on a measurement.
     *
     * @param actual the measurement
     */
    public MetricPointAssert(@Nullable MetricPoint actual) {
        super(actual, MetricPointAssert.class);
    }

    /**
     * Checks the value.
     *
     * @param value the value
     * @return this assertion
     */
    public MetricPointAssert hasValue(double value) {
        return meets(MetricConditions.value(value));
    }

    /**
     * Checks the value of an attribute. Numbers are compared by value, and a text equals the number or boolean that it spells.
     *
     * @param name the attribute's name
     * @param value the value
     * @return this assertion
     */
    public MetricPointAssert hasAttribute(String name, @Nullable Object value) {
        return meets(MetricConditions.attribute(name, value));
    }

    /**
     * Navigates to the value.
     *
     * @return an assertion on the value
     */
    public AbstractDoubleAssert<?> value() {
        isNotNull();
        return extracting(MetricPoint::value)
                .as("value of %s", actual.name())
                .asInstanceOf(InstanceOfAssertFactories.DOUBLE);
    }

    private MetricPointAssert meets(ItemCondition<MetricPoint> condition) {
        isNotNull();
        if (!condition.test().test(actual)) {
            RecordDifference recordDifference = NarrowedItems.difference(
                    actual, condition, ListedItems.points(List.of(actual), RecordSource.of(List.of())));
            failWithActualExpectedAndMessage(
                    recordDifference.actual(), recordDifference.expected(), "%s", recordDifference.text());
        }
        return myself;
    }
}
