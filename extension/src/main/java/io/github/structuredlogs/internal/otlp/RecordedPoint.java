package io.github.structuredlogs.internal.otlp;

import io.github.structuredlogs.MetricPoint;
import io.github.structuredlogs.MetricType;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A measurement as a service exported it.
 *
 * @param source returns the name of its container, which may change during the run
 */
public record RecordedPoint(
        Supplier<@Nullable String> source,
        String name,
        String unit,
        MetricType type,
        Instant time,
        double value,
        long count,
        Map<String, @Nullable Object> attributes,
        Map<String, @Nullable Object> resource)
        implements MetricPoint {

    @Override
    public @Nullable String container() {
        return source.get();
    }

    @Override
    public String toString() {
        return name + " " + value + (unit.isEmpty() ? "" : " " + unit) + " " + attributes + " " + time;
    }
}
