package io.github.structuredlogs;

import io.github.structuredlogs.assertj.CapturedMetricsAssert;
import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.assertj.core.api.AssertProvider;

/**
 * The measurements that containers wrote to their logs while a test ran.
 *
 * <pre>{@code
 * assertThat(logs.metrics()).withName("db.client.connections.usage").lastValue().isLessThan(10);
 * }</pre>
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public interface CapturedMetrics extends AssertProvider<CapturedMetricsAssert> {

    /**
     * Reads what the engine has, and returns the measurements.
     *
     * @return an unmodifiable list in order of time; it does not grow
     */
    List<MetricPoint> list();
}
