package io.github.structuredlogs;

import java.time.Instant;
import java.util.Map;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * One measurement of a metric, as OpenTelemetry exported it to the log of a container. Immutable.
 *
 * <p>A gauge and a sum have a value. A histogram and a summary have a count and a sum, and their value is the sum.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public interface MetricPoint {

    /** {@return the container's name, as it is printed; null if the log does not name a container} */
    @Nullable String container();

    /** {@return the metric's name, for example {@code jvm.memory.used}} */
    String name();

    /** {@return the unit, for example {@code By}; empty if it has no unit} */
    String unit();

    /** {@return what is measured} */
    MetricType type();

    /** {@return when it was measured, by the service's clock} */
    Instant time();

    /** {@return the value of a gauge or sum; the sum of a histogram or summary, which is NaN if it has none} */
    double value();

    /** {@return how many values a histogram or summary has seen; 1 for a gauge or sum} */
    long count();

    /** {@return the attributes that distinguish the points of one metric, in the order in which they were written} */
    Map<String, @Nullable Object> attributes();

    /**
     * Returns the value of an attribute.
     *
     * @param name the attribute's name
     * @return its value; null if the attribute is missing
     */
    default @Nullable Object attribute(String name) {
        return attributes().get(name);
    }

    /** {@return the attributes of the service that measured it, for example {@code service.name}} */
    Map<String, @Nullable Object> resource();

    /** {@return the service's name; null if it has none} */
    default @Nullable String service() {
        Object name = resource().get("service.name");
        return name == null ? null : String.valueOf(name);
    }
}
