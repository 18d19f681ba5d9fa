package io.github.structuredlogs.assertj;

import io.github.structuredlogs.MetricPoint;
import io.github.structuredlogs.internal.condition.MetricConditions;
import io.github.structuredlogs.internal.query.ItemSource;
import io.github.structuredlogs.internal.query.ListedItems;
import io.github.structuredlogs.internal.query.NarrowedItems;
import io.github.structuredlogs.internal.query.RecordSource;
import java.util.List;
import java.util.function.Predicate;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.assertj.core.api.AbstractDoubleAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on measurements. Narrow them first, then use any AssertJ list assertion, or assert on the last value.
 *
 * <pre>{@code
 * assertThat(logs.metrics()).withName("db.client.connections.usage").lastValue().isLessThan(10); // passes
 * assertThat(logs.metrics()).withName("db.client.connection.usage").isNotEmpty(); // fails, and shows the most similar one
 * }</pre>
 *
 * <p>An exporter writes measurements at intervals, by default every minute. Set {@code OTEL_METRIC_EXPORT_INTERVAL=1000} in
 * the container, and wait with {@link #eventually}.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public class CapturedMetricsAssert
        extends AbstractItemsAssert<
                CapturedMetricsAssert, List<? extends MetricPoint>, MetricPoint, MetricPointAssert> {

    /**
     * Starts an assertion on measurements.
     *
     * @param actual the measurements
     */
    public CapturedMetricsAssert(@Nullable List<? extends MetricPoint> actual) {
        super(
                actual == null
                        ? null
                        : NarrowedItems.of(actual, () -> ListedItems.points(actual, RecordSource.of(List.of()))),
                CapturedMetricsAssert.class);
        if (actual != null) {
            info.useRepresentation(new ItemRepresentation<>(
                    MetricPoint.class,
                    NarrowedItems.of(actual, () -> ListedItems.points(actual, RecordSource.of(List.of())))));
        }
    }

    /**
     * Keeps the measurements of a metric.
     *
     * @param name the metric's whole name
     * @return the narrowed measurements
     */
    @CheckReturnValue
    public CapturedMetricsAssert withName(String name) {
        return narrow(MetricConditions.name(name));
    }

    /**
     * Keeps the measurements that have an attribute, whatever its value.
     *
     * @param name the attribute's name
     * @return the narrowed measurements
     */
    @CheckReturnValue
    public CapturedMetricsAssert withAttribute(String name) {
        return narrow(MetricConditions.attribute(name));
    }

    /**
     * Keeps the measurements with a value of an attribute. Numbers are compared by value, and a text equals the number or
     * boolean that it spells.
     *
     * @param name the attribute's name
     * @param value the value
     * @return the narrowed measurements
     */
    @CheckReturnValue
    public CapturedMetricsAssert withAttribute(String name, @Nullable Object value) {
        return narrow(MetricConditions.attribute(name, value));
    }

    /**
     * Keeps the measurements of a service, by its {@code service.name}.
     *
     * @param service the service's name
     * @return the narrowed measurements
     */
    @CheckReturnValue
    public CapturedMetricsAssert withService(String service) {
        return narrow(MetricConditions.service(service));
    }

    /**
     * Keeps the measurements that meet a condition.
     *
     * @param condition the condition
     * @return the narrowed measurements
     */
    @CheckReturnValue
    public CapturedMetricsAssert matching(Predicate<? super MetricPoint> condition) {
        return narrow(MetricConditions.matching("that meet the given condition", condition));
    }

    /**
     * Navigates to the value of the last measurement.
     *
     * @return an assertion on the value
     * @throws AssertionError if there is no measurement
     */
    public AbstractDoubleAssert<?> lastValue() {
        return last().value();
    }

    @Override
    String noun() {
        return "measurement";
    }

    @Override
    public MetricPointAssert toAssert(@Nullable MetricPoint value, String description) {
        return new MetricPointAssert(value).as("%s", description);
    }

    @Override
    ItemSource<MetricPoint> listed(List<? extends MetricPoint> list) {
        return ListedItems.points(list, RecordSource.of(List.of()));
    }

    @Override
    CapturedMetricsAssert newAssert(List<? extends MetricPoint> list) {
        return new CapturedMetricsAssert(list);
    }
}
