package io.github.structuredlogs.internal.scope;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.CapturedMetrics;
import io.github.structuredlogs.CapturedSpans;
import io.github.structuredlogs.ContainerStats;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.MetricPoint;
import io.github.structuredlogs.Span;
import io.github.structuredlogs.assertj.CapturedLogsAssert;
import io.github.structuredlogs.assertj.CapturedMetricsAssert;
import io.github.structuredlogs.assertj.CapturedSpansAssert;
import io.github.structuredlogs.assertj.Narrowing;
import io.github.structuredlogs.internal.condition.RecordCondition;
import io.github.structuredlogs.internal.condition.RecordConditions;
import io.github.structuredlogs.internal.parse.values.TraceId;
import io.github.structuredlogs.internal.query.NarrowedItems;
import io.github.structuredlogs.internal.query.NarrowedRecords;
import io.github.structuredlogs.internal.query.RecordSource;
import io.github.structuredlogs.internal.store.Capture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.testcontainers.containers.ContainerState;

/** The records of the scope in which it is used. */
final class LogsView implements CapturedLogs {

    private final Scopes scopes;
    private final Supplier<Scope> scope;
    private final boolean run;

    /** The containers that were named, looked up again whenever the view is used: another class may have others. */
    private final List<Named> named;

    /**
     * Creates a view of all records of a scope.
     *
     * @param scope returns the scope whenever the view is used
     */
    LogsView(Scopes scopes, Supplier<Scope> scope) {
        this(scopes, scope, false, List.of());
    }

    private LogsView(Scopes scopes, Supplier<Scope> scope, boolean run, List<Named> named) {
        this.scopes = scopes;
        this.scope = scope;
        this.run = run;
        this.named = List.copyOf(named);
    }

    /** A container as a test has named it. */
    private sealed interface Named {
        NarrowedRecords of(NarrowedRecords records);

        <T> NarrowedItems<T> of(NarrowedItems<T> items);
    }

    private record ByObject(ContainerState object) implements Named {
        @Override
        public NarrowedRecords of(NarrowedRecords records) {
            return records.from(object);
        }

        @Override
        public <T> NarrowedItems<T> of(NarrowedItems<T> items) {
            return items.from(object);
        }
    }

    private record ByName(String name) implements Named {
        @Override
        public NarrowedRecords of(NarrowedRecords records) {
            return records.from(name);
        }

        @Override
        public <T> NarrowedItems<T> of(NarrowedItems<T> items) {
            return items.from(name);
        }
    }

    /** {@return what gives the scope whenever the view is used} */
    Supplier<Scope> scope() {
        return scope;
    }

    private NarrowedRecords resolved() {
        NarrowedRecords records = NarrowedRecords.of(ScopeSource.of(scope.get(), run), List.of());
        for (Named each : named) {
            records = each.of(records);
        }
        return records;
    }

    @Override
    public CapturedLogs all() {
        return new LogsView(scopes, scope, true, named);
    }

    @Override
    public CapturedLogs from(ContainerState container) {
        return narrowed(new ByObject(container));
    }

    @Override
    public CapturedLogs from(String container) {
        return narrowed(new ByName(container));
    }

    private CapturedLogs narrowed(Named container) {
        try {
            container.of(resolved());
        } catch (AssertionError e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        List<Named> more = new ArrayList<>(named);
        more.add(container);
        return new LogsView(scopes, scope, run, more);
    }

    @Override
    public List<LogRecord> records() {
        NarrowedRecords records = resolved();
        records.settle();
        return records.snapshot();
    }

    @Override
    public LogRecord await(Duration timeout, Predicate<? super LogRecord> condition) {
        NarrowedRecords records =
                resolved().narrow(RecordConditions.matching("that meets the given condition", condition));
        return records.await(timeout);
    }

    @Override
    public String traceparent() {
        TraceId trace = TraceId.fresh();
        if (scope.get() instanceof TestScope test) {
            test.trace(trace);
        }
        return trace.traceparent();
    }

    @Override
    public CapturedSpans spans() {
        return new CapturedSpans() {
            private NarrowedItems<Span> spans() {
                return narrowed(NarrowedItems.of(new ScopeSpans(ScopeSource.of(scope.get(), run))));
            }

            @Override
            public List<Span> list() {
                return spans().settled();
            }

            @Override
            public CapturedSpansAssert assertThat() {
                return new CapturedSpansAssert(spans());
            }
        };
    }

    @Override
    public CapturedMetrics metrics() {
        return new CapturedMetrics() {
            private NarrowedItems<MetricPoint> points() {
                return narrowed(NarrowedItems.of(new ScopePoints(ScopeSource.of(scope.get(), run))));
            }

            @Override
            public List<MetricPoint> list() {
                return points().settled();
            }

            @Override
            public CapturedMetricsAssert assertThat() {
                return new CapturedMetricsAssert(points());
            }
        };
    }

    @Override
    public ContainerStats stats(ContainerState container) {
        return stats(records -> records.from(container));
    }

    @Override
    public ContainerStats stats(String container) {
        return stats(records -> records.from(container));
    }

    private ContainerStats stats(UnaryOperator<NarrowedRecords> narrowing) {
        NarrowedRecords records;
        try {
            records = narrowing.apply(resolved());
        } catch (AssertionError e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        List<Capture> captures = scopes.captures().list().stream()
                .filter(capture -> records.criteria().stream()
                        .allMatch(each -> !(each instanceof RecordCondition.OnContainer of) || of.test(capture)))
                .toList();
        return ScopeStats.of(scope.get(), captures, run);
    }

    private <T> NarrowedItems<T> narrowed(NarrowedItems<T> all) {
        NarrowedItems<T> items = all;
        for (Named each : named) {
            items = each.of(items);
        }
        return items;
    }

    @Override
    public void expect(Narrowing narrowing) {
        scope.get().expect(expectation(narrowing, false));
    }

    @Override
    public void expectAtLeastOne(Narrowing narrowing) {
        scope.get().expect(expectation(narrowing, true));
    }

    private Expectation expectation(Narrowing narrowing, boolean required) {
        CapturedLogsAssert records = new CapturedLogsAssert(NarrowedRecords.of(
                new RecordSource.OfFuture(scopes.captures()), resolved().criteria()));
        List<RecordCondition> expected = new ArrayList<>();
        narrowing.narrow(records).matches(list -> {
            expected.addAll(NarrowedRecords.of(list).criteria());
            return true;
        });
        return new Expectation(expected, required);
    }

    @Override
    public CapturedLogsAssert assertThat() {
        return new CapturedLogsAssert(resolved());
    }
}
