package io.github.structuredlogs;

import io.github.structuredlogs.assertj.CapturedMetricsAssert;
import java.util.List;
import org.assertj.core.api.AssertProvider;

/**
 * The measurements that the containers of a test have written to their logs while the test ran.
 *
 * <pre>{@code
 * assertThat(logs.metrics()).withName("db.client.connections.usage").lastValue().isLessThan(10);
 * }</pre>
 */
public interface CapturedMetrics extends AssertProvider<CapturedMetricsAssert> {

    /**
     * The measurements, after the capture has been brought up to what the engine has.
     *
     * @return an unmodifiable list in order of time; it does not grow
     */
    List<MetricPoint> list();
}
