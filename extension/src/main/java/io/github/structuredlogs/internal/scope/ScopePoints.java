package io.github.structuredlogs.internal.scope;

import io.github.structuredlogs.MetricPoint;
import io.github.structuredlogs.internal.query.ItemSource;
import io.github.structuredlogs.internal.query.ItemText;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.Series;
import io.github.structuredlogs.internal.store.Telemetry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.ContainerState;

/** The measurements of a scope: those that arrived in its time. */
final class ScopePoints extends ScopeItems<MetricPoint> {

    ScopePoints(ScopeSource sight) {
        super(sight);
    }

    @Override
    public ItemSource<MetricPoint> reaching(ContainerState container) {
        return new ScopePoints(sight.reaching(container));
    }

    @Override
    public String noun() {
        return "measurement";
    }

    @Override
    public String belongs() {
        return run ? "" : "A test's measurements are those that were exported while it ran.";
    }

    @Override
    public boolean refresh() {
        return false;
    }

    @Override
    boolean belongs(Capture capture, MetricPoint point, long observedNanos) {
        return scope.contains(capture, observedNanos);
    }

    @Override
    Series<MetricPoint> items(Telemetry telemetry) {
        return telemetry.points();
    }

    @Override
    public Instant time(MetricPoint point) {
        return point.time();
    }

    @Override
    public @Nullable String container(MetricPoint point) {
        return point.container();
    }

    @Override
    public String line(MetricPoint point) {
        return ItemText.line(point, sight.text());
    }
}
