package io.github.structuredlogs.internal.condition;

import io.github.structuredlogs.MetricPoint;
import io.github.structuredlogs.internal.text.Spelling;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The conditions on measurements. */
public final class MetricConditions {

    private MetricConditions() {}

    public static ItemCondition<MetricPoint> name(String name) {
        return new ItemCondition<>("of metric " + name, point -> point.name().equals(name), (point, values) -> {
            String similar = Spelling.nearest(name, List.of(point.name()));
            return "it is of metric " + values.show("name", point.name())
                    + (similar == null ? "" : "; did you mean that?");
        });
    }

    public static ItemCondition<MetricPoint> attribute(String name) {
        return AttributeConditions.has(name, MetricPoint::attributes);
    }

    public static ItemCondition<MetricPoint> attribute(String name, @Nullable Object value) {
        return AttributeConditions.has(name, value, MetricPoint::attributes);
    }

    public static ItemCondition<MetricPoint> service(String service) {
        return new ItemCondition<>(
                "of service " + service,
                point -> Objects.equals(point.service(), service),
                (point, values) -> point.service() == null
                        ? "it names no service"
                        : "service is " + values.show("service.name", point.service()));
    }

    public static ItemCondition<MetricPoint> value(double value) {
        return new ItemCondition<>(
                "with value " + value,
                point -> Double.compare(point.value(), value) == 0,
                (point, values) -> "its value is " + point.value());
    }

    public static ItemCondition<MetricPoint> matching(String words, Predicate<? super MetricPoint> predicate) {
        return new ItemCondition<>(words, predicate, (point, values) -> "it does not match");
    }
}
